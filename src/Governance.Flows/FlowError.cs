namespace Governance.Flows;

/// <summary>What is wrong with a file, where, and what was expected there.</summary>
/// <param name="File">The file as the caller named it.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Message">One sentence or two that say what to do.</param>
public sealed record FlowError(string File, int Line, int Column, string Message)
{
    /// <summary>The shape editors and terminals make clickable: <c>file:line:column: message</c>.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}: {Message}";
}
