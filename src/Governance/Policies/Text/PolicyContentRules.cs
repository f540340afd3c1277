using System.Text.RegularExpressions;

namespace Governance.Policies.Text;

/// <summary>What is wrong with one field of a policy's content: its name as in <see cref="PolicyContent.FieldDigests"/>, and what to do.</summary>
public sealed record FieldProblem(string Field, string Reason);

/// <summary>What each field of a policy's content may hold. The text itself is <see cref="PolicyText"/>'s to judge.</summary>
public static partial class PolicyContentRules
{
    /// <summary>The classes of accounts, as the register of accounts knows them.</summary>
    public static readonly IReadOnlyList<string> AccountClasses = ["official", "campaign", "employee", "agency", "personal", "parked"];

    /// <summary>The most items in a list.</summary>
    public const int MostItems = 50;

    /// <summary>The most terms in a glossary.</summary>
    public const int MostTerms = 200;

    /// <summary>Everything that is wrong with the fields, in their order; nothing when they are fit to be kept for ever.</summary>
    public static IEnumerable<FieldProblem> Check(PolicyContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Problems(content);
    }

    private static IEnumerable<FieldProblem> Problems(PolicyContent content) =>
    [
        .. Line("title", content.Title, 200),
        .. Name("area", content.Area),
        .. Name("owner", content.Owner.Role),
        .. Name("owner", content.Owner.Area),
        .. List("audience", content.Audience, required: true),
        .. Line("scope", content.Scope, 2000),
        .. List("jurisdiction", content.Jurisdiction, required: true),
        .. Must(LanguageTag().IsMatch(content.Language), "language", $"“{Shown(content.Language)}” is not a language tag (BCP 47): write en or en-IE."),
        .. Must(content.ReviewCycleMonths is >= 1 and <= 60, "reviewCycle", "must be 1 to 60 months."),
        .. List("platforms", content.Platforms, required: true).Concat(content.Platforms.SelectMany(platform => Name("platforms", platform))),
        .. Must(content.Platforms.Count < 2 || !content.Platforms.Contains("all"), "platforms", "names all and others as well: write only [all], or only the others."),
        .. List("accountClasses", content.AccountClasses, required: true).Concat(content.AccountClasses.SelectMany(AccountClass)),
        .. content.Contact is null ? [] : Line("contact", content.Contact, 200),
        .. Must(content.Glossary.Count <= MostTerms, "glossary", $"has more than {MostTerms} terms."),
        .. content.Glossary.SelectMany(Term),
    ];

    private static IEnumerable<FieldProblem> AccountClass(string name) =>
        Must(AccountClasses.Contains(name), "accountClasses", $"“{Shown(name)}” is not a class of accounts: use {string.Join(", ", AccountClasses)}.{Nearest.Hint(name, AccountClasses)}");

    private static IEnumerable<FieldProblem> Term(KeyValuePair<string, string> entry) =>
        Line("glossary", entry.Key, 100).Concat(Line("glossary", entry.Value, 1000))
            .Concat(Must(!entry.Key.Contains(':'), "glossary", $"“{Shown(entry.Key)}”: a term must not hold a colon."));

    private static IEnumerable<FieldProblem> List(string field, IReadOnlyList<string> items, bool required)
    {
        if (required && items.Count == 0) yield return new(field, "must name at least one.");
        if (items.Count > MostItems) yield return new(field, $"has more than {MostItems} items.");
        foreach (var problem in items.Take(MostItems).SelectMany(item => Line(field, item, 200))) yield return problem;
        foreach (var (item, count) in items.CountBy(item => item, StringComparer.Ordinal).Where(item => item.Value > 1))
            yield return new(field, $"names “{item}” {count} times.");
    }

    private static IEnumerable<FieldProblem> Name(string field, string value) =>
        Must(NamePattern().IsMatch(value), field, $"“{Shown(value)}” is not a name: 2 to 64 lowercase letters, digits and hyphens, a letter first.");

    private static IEnumerable<FieldProblem> Line(string field, string value, int longest) =>
        LineFaults(value, longest).Select(reason => new FieldProblem(field, reason));

    /// <summary>Why a value is not one line of plain text of at most so many characters; nothing when it is.</summary>
    internal static IEnumerable<string> LineFaults(string value, int longest)
    {
        if (string.IsNullOrWhiteSpace(value)) yield return "must not be empty.";
        else if (value.Length > longest) yield return $"is longer than {longest} characters.";
        else if (TextCharacters.Fault(value, allowTab: false) is { } fault) yield return $"must be one line of plain text: {fault}.";
        else if (value.Trim() != value) yield return "must not begin or end with white space.";
    }

    private static IEnumerable<FieldProblem> Must(bool holds, string field, string reason) => holds ? [] : [new(field, reason)];

    private static string Shown(string value) => value.Length <= 80 ? value : value[..80] + "…";

    [GeneratedRegex(@"^[a-z][a-z0-9-]{1,63}\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,7}\z")]
    private static partial Regex LanguageTag();
}
