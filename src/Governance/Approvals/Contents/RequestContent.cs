using System.Text;
using Governance.Flows;
using Governance.Shared;
using Marten;

namespace Governance.Approvals;

/// <summary>A text that a request was about, kept beside the events under its digest: the events hold digests only.</summary>
/// <param name="Id">SHA-256 of the text in UTF-8, lower-case hex.</param>
/// <param name="Text">The text, exactly.</param>
[Timeless]
public sealed record ContentText(string Id, string Text);

/// <summary>What a command puts before approvers: texts that are kept here, digests of what is kept elsewhere, and what the subject says.</summary>
/// <param name="Subject">What conditions and people of the flow may ask about.</param>
/// <param name="Texts">Field name to text.</param>
/// <param name="Digests">Field name to SHA-256.</param>
/// <param name="Editors">Who else wrote on it.</param>
public sealed record RequestContent(
    IReadOnlyDictionary<string, FactValue> Subject, IReadOnlyDictionary<string, string> Texts, IReadOnlyDictionary<string, string> Digests, IReadOnlyList<string> Editors)
{
    /// <summary>The most fields of a content.</summary>
    public const int MostFields = 64;

    /// <summary>The most bytes that all texts of a content have together.</summary>
    public const int MostTextBytes = 512 * 1024;

    /// <summary>The most members of a subject, and the most editors.</summary>
    public const int MostMembers = 64;

    /// <summary>The most characters that all values of a subject have together.</summary>
    public const int MostSubjectCharacters = 16_000;

    private const string NameForm = "A name is 1 to 64 letters, digits, dots, underscores and hyphens, and begins with a letter.";

    /// <summary>The content of a command, whose absent members are empty.</summary>
    public static RequestContent Of(
        IReadOnlyDictionary<string, FactValue>? subject, IReadOnlyDictionary<string, string>? texts, IReadOnlyDictionary<string, string>? digests, IReadOnlyList<string>? editors) =>
        new(subject ?? new Dictionary<string, FactValue>(), texts ?? new Dictionary<string, string>(), digests ?? new Dictionary<string, string>(), editors ?? []);

    /// <summary>The digest of every field and of everything the subject says, as facts hold them: approvers decide on both. Asked only when <see cref="Shape"/> finds no fault.</summary>
    public IReadOnlyDictionary<string, string> Fields() => ContentDigest.WithSubject(
        Texts.ToDictionary(text => text.Key, text => ContentDigest.OfText(text.Value)).Concat(Digests).ToDictionary(), Subject);

    /// <summary>The editors, each once, sorted.</summary>
    public IReadOnlyList<string> Names() => [.. Editors.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>What is wrong with the shape, by member.</summary>
    public IEnumerable<(string Member, string Reason)> Shape() =>
        ShapeOfFields().Concat(ShapeOfSubject()).Concat(Editors.Count > MostMembers ? [("editors", $"Name at most {MostMembers} editors.")] : [])
            .Concat(Editors.Any(editor => editor is null or "" or { Length: > 64 }) ? [("editors", "Send the id of a person, such as p-1001.")] : []);

    /// <summary>What the flow makes of the fields: one that a need binds must be there, and each must be bound by something or called editorial.</summary>
    public IEnumerable<(string Member, string Reason)> Against(Flow flow)
    {
        var bound = flow.Stages.SelectMany(stage => stage.Needs).SelectMany(need => need.Bind).ToHashSet(StringComparer.Ordinal);
        foreach (var name in bound.Where(name => !Texts.ContainsKey(name) && !Digests.ContainsKey(name)).Order(StringComparer.Ordinal))
            yield return ($"fields.{name}", $"The flow {flow.Name} asks for approval of the field {name}: send it in fields or in digests.");
        foreach (var (name, member) in Texts.Keys.Select(name => (name, "fields")).Concat(Digests.Keys.Select(name => (name, "digests"))))
            if (!bound.Contains(name) && !flow.Content.Bind.Contains(name) && !flow.Content.Editorial.Contains(name))
                yield return ($"{member}.{name}", $"The flow {flow.Name} does not say what a change of the field {name} means. Leave it out, or have the flow name it under content.");
    }

    /// <summary>Keeps the texts in the session's transaction. In the order of digests, so that two at once wait for one another in one direction.</summary>
    public void Keep(IDocumentSession session)
    {
        foreach (var text in Texts.Values.Concat(Subject.Values.Select(ContentDigest.TextOf)).Distinct(StringComparer.Ordinal).Select(text => new ContentText(ContentDigest.OfText(text), text)).OrderBy(text => text.Id, StringComparer.Ordinal))
            session.Store(text);
    }

    private IEnumerable<(string Member, string Reason)> ShapeOfFields()
    {
        if (Texts.Count + Digests.Count > MostFields) yield return ("fields", $"Send at most {MostFields} fields, digests included.");
        if (Texts.Values.Sum(text => (long)Encoding.UTF8.GetByteCount(text ?? "")) > MostTextBytes) yield return ("fields", "All texts together may have 512 KB. Keep the largest elsewhere and send its digest.");
        foreach (var (name, text) in Texts)
            if (text is null || !ContentDigest.IsFieldName(name)) yield return ($"fields.{name}", text is null ? "Send a text." : NameForm);
        foreach (var name in Texts.Keys.Concat(Digests.Keys).Where(ContentDigest.IsOfSubject)) yield return ($"fields.{name}", "What the subject says is sent in subject, not in fields or digests.");
        foreach (var (name, digest) in Digests)
            if (Texts.ContainsKey(name)) yield return ($"digests.{name}", "Send the field as a text or as a digest, not both.");
            else if (digest is null || !ContentDigest.IsDigest(digest)) yield return ($"digests.{name}", "A digest is a SHA-256 in 64 lower-case hex digits.");
            else if (!ContentDigest.IsFieldName(name)) yield return ($"digests.{name}", NameForm);
    }

    private IEnumerable<(string Member, string Reason)> ShapeOfSubject()
    {
        if (Subject.Count > MostMembers) yield return ("subject", $"Send at most {MostMembers} members.");
        if (Subject.Values.Sum(LengthOf) > MostSubjectCharacters) yield return ("subject", "All values of the subject together may have 16,000 characters. Long texts are fields.");
        foreach (var (name, value) in Subject)
            if (value is null || !ContentDigest.IsFieldName(ContentDigest.SubjectPrefix + name) || !ContentDigest.IsFieldName(name))
                yield return ($"subject.{name}", value is null ? "Send text, true, false or a list of texts." : "A name of the subject is 1 to 56 letters, digits, dots, underscores and hyphens, and begins with a letter.");
    }

    private static int LengthOf(FactValue? value) => (value?.Text?.Length ?? 0) + (value?.List?.Sum(item => item.Length + 1) ?? 0);
}
