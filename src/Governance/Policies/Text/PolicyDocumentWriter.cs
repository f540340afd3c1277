using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Governance.Policies.Text;

/// <summary>Writes documents in the form that <see cref="PolicyDocumentReader"/> reads: absent fields left out, words in quotes only where YAML needs them.</summary>
internal static partial class PolicyDocumentWriter
{
    internal static string Write(PolicyDocument document)
    {
        var content = document.Content;
        var yaml = new StringBuilder("---\n");
        Field("reference", document.Reference);
        Field("title", content.Title);
        Field("kind", content.Kind.ToString().ToLowerInvariant());
        Field("area", content.Area);
        yaml.Append(CultureInfo.InvariantCulture, $"owner: {{role: {Scalar(content.Owner.Role)}, area: {Scalar(content.Owner.Area)}}}\n");
        List("audience", content.Audience);
        Field("scope", content.Scope);
        List("jurisdiction", content.Jurisdiction);
        Field("language", content.Language);
        yaml.Append(CultureInfo.InvariantCulture, $"review-cycle: {content.ReviewCycleMonths} {(content.ReviewCycleMonths == 1 ? "month" : "months")}\n");
        List("platforms", content.Platforms);
        List("account-classes", content.AccountClasses);
        if (content.EffectiveFrom is { } from) yaml.Append(CultureInfo.InvariantCulture, $"effective-from: {Rfc3339.Write(from)}\n");
        Field("contact", content.Contact);
        if (content.Glossary.Count > 0) yaml.Append("glossary:\n");
        foreach (var (term, meaning) in content.Glossary) yaml.Append(CultureInfo.InvariantCulture, $"  {Scalar(term)}: {Scalar(meaning)}\n");
        if (document.Change == ChangeKind.Minor) Field("change", "minor");
        Field("summary", document.Summary);
        return yaml.Append("---\n\n").Append(content.Body).ToString();

        void Field(string key, string? value)
        {
            if (value is not null) yaml.Append(CultureInfo.InvariantCulture, $"{key}: {Scalar(value)}\n");
        }

        void List(string key, IReadOnlyList<string> items) =>
            yaml.Append(CultureInfo.InvariantCulture, $"{key}: [{string.Join(", ", items.Select(Scalar))}]\n");
    }

    private static string Scalar(string value) =>
        PlainWords().IsMatch(value) && !ReadsAsOther().IsMatch(value) ? value : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex(@"^\p{L}[\p{L}0-9.,;/'()@&+-]*(?: [\p{L}0-9.;/'()+-][\p{L}0-9.,;/'()@&+-]*)*\z")]
    private static partial Regex PlainWords();

    [GeneratedRegex(@"^(?:null|true|false)\z|,", RegexOptions.IgnoreCase)]
    private static partial Regex ReadsAsOther();
}
