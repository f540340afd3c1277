namespace Governance.Shared;

/// <summary>What kind of no a refusal is; it decides the HTTP status and nothing else.</summary>
public enum RefusalKind
{
    /// <summary>A rule of the domain says no: 409.</summary>
    Rule,

    /// <summary>Somebody else may do it, this caller may not: 403.</summary>
    NotYours,

    /// <summary>The thing that the command names does not exist: 404.</summary>
    Unknown,

    /// <summary>The caller decided on an older version than the current one: 412.</summary>
    Stale,

    /// <summary>The content is well formed but cannot be accepted: 400, with the fields at fault.</summary>
    Content,
}

/// <summary>
/// A no with a reason: a stable public <paramref name="Code"/> such as <c>policy.self-approval</c>, and a sentence that tells a
/// person what to do next. A value, never an exception; the same refusal answers the endpoint, the timer and the import.
/// </summary>
/// <param name="Code">Dotted, lower case, for ever: clients branch on it.</param>
/// <param name="Sentence">For people. Says what is wrong and what would be right; holds nothing internal.</param>
/// <param name="Kind">Which status it becomes.</param>
/// <param name="Field">The member of the command at fault, camelCase, or null when no one member is.</param>
public sealed record Refusal(string Code, string Sentence, RefusalKind Kind = RefusalKind.Rule, string? Field = null);
