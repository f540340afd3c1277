using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Governance.Flows;

/// <summary>
/// The digest of a content: SHA-256 over one line a field, <c>sha256  name\n</c>, sorted by name in ordinal order. That is the
/// manifest that <c>sha256sum</c> writes, so anybody can check it by hand.
/// </summary>
public static partial class ContentDigest
{
    /// <summary>What the name of a field begins with that stands for something the subject says.</summary>
    public const string SubjectPrefix = "subject.";

    /// <summary>The digest of all fields, lower-case hex.</summary>
    /// <param name="fields">Field name to lower-case hex SHA-256.</param>
    /// <exception cref="ArgumentException">A name or a digest has another form.</exception>
    public static string Of(IReadOnlyDictionary<string, string> fields) => Of(fields, fields.Keys);

    /// <summary>A need's binding digest: the same over the fields it binds only. A field that the content lacks has no line.</summary>
    /// <param name="fields">Field name to lower-case hex SHA-256.</param>
    /// <param name="bind">The names to take, in any order.</param>
    /// <exception cref="ArgumentException">A name or a digest has another form.</exception>
    public static string Of(IReadOnlyDictionary<string, string> fields, IEnumerable<string> bind) =>
        OfText(Manifest(fields, bind));

    /// <summary>
    /// The content with a digest for each thing that the subject says, as <c>subject.name</c>: what a request says of its subject is bound by
    /// every approval of it. A name that no field can have is left out; no condition can ask it.
    /// </summary>
    /// <param name="fields">Field name to lower-case hex SHA-256.</param>
    /// <param name="subject">What the subject says.</param>
    public static IReadOnlyDictionary<string, string> WithSubject(IReadOnlyDictionary<string, string> fields, IReadOnlyDictionary<string, FactValue> subject)
    {
        var whole = new SortedDictionary<string, string>(fields.ToDictionary(), StringComparer.Ordinal);
        foreach (var (name, value) in subject)
            if (IsFieldName(SubjectPrefix + name)) whole[SubjectPrefix + name] = OfText(TextOf(value));
        return whole;
    }

    /// <summary>The text of a subject's value that is digested: its JSON.</summary>
    public static string TextOf(FactValue value) => System.Text.Json.JsonSerializer.Serialize(value, FlowJson.Options);

    /// <summary>Whether a field stands for something the subject says.</summary>
    public static bool IsOfSubject(string field) => field.StartsWith(SubjectPrefix, StringComparison.Ordinal);

    /// <summary>The lines that are digested, as <c>sha256sum</c> writes them.</summary>
    /// <exception cref="ArgumentException">A name or a digest has another form.</exception>
    public static string Manifest(IReadOnlyDictionary<string, string> fields, IEnumerable<string> bind)
    {
        var names = bind.Distinct(StringComparer.Ordinal).Where(fields.ContainsKey).ToArray();
        Array.Sort(names, StringComparer.Ordinal);
        var lines = new StringBuilder(names.Length * 80);
        foreach (var name in names)
        {
            if (!IsFieldName(name)) throw new ArgumentException($"`{name}` cannot name a field.", nameof(fields));
            if (!IsDigest(fields[name])) throw new ArgumentException($"The digest of `{name}` is not 64 lower-case hex digits.", nameof(fields));
            lines.Append(fields[name]).Append("  ").Append(name).Append('\n');
        }
        return lines.ToString();
    }

    /// <summary>The SHA-256 of a field's text in UTF-8, lower-case hex.</summary>
    public static string OfText(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Letters, digits, <c>.</c>, <c>_</c> and <c>-</c>, starting with a letter, at most 64 characters.</summary>
    public static bool IsFieldName(string name) => FieldForm().IsMatch(name);

    /// <summary>64 lower-case hex digits.</summary>
    public static bool IsDigest(string digest) => DigestForm().IsMatch(digest);

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9._-]{0,63}\z")]
    private static partial Regex FieldForm();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex DigestForm();
}
