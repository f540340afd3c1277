namespace Governance.Policies.Text;

/// <summary>What is wrong with a file: its name, the line (from 1) and what to do.</summary>
public sealed record DocumentError(string File, int Line, string Reason)
{
    /// <summary><c>file:line: reason</c>, as compilers print it.</summary>
    public override string ToString() => $"{File}:{Line}: {Reason}";
}

/// <summary>A file read: the document, or the errors why not (never both, never neither), in the order of lines.</summary>
public sealed record PolicyDocumentReading(PolicyDocument? Document, IReadOnlyList<DocumentError> Errors);

/// <summary>A policy as a file: YAML front matter and Markdown.</summary>
/// <param name="Reference">The policy's id for ever, <c>[a-z][a-z0-9-]{2,63}</c>.</param>
/// <param name="Content">What the policy says; the body with LF line ends but not yet normalised, so that missing ids can come from the version before.</param>
/// <param name="Change">What kind of change this version is.</param>
/// <param name="Summary">What changed, one line; null when the file does not say.</param>
public sealed record PolicyDocument(string Reference, PolicyContent Content, ChangeKind Change, string? Summary)
{
    /// <summary>Reads a file's text. Every error is reported at once, except those behind a fault in the YAML itself, which hides what follows.</summary>
    public static PolicyDocumentReading Read(string file, string text)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(text);
        return PolicyDocumentReader.Read(file, text);
    }

    /// <summary>The same form back: reading it gives an equal document, for a document whose body is normalised and that could be read at all.</summary>
    public static string Write(PolicyDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return PolicyDocumentWriter.Write(document);
    }
}
