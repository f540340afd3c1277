using System.Globalization;
using System.Text;

namespace Governance.Flows;

/// <summary>
/// Writes a flow as canonical JSON: keys sorted by code unit, no white space, strings escaped as in RFC 8785 section 3.2.2.2,
/// whole numbers only, every default written out. Two files that mean the same flow have the same bytes. A key that the
/// language gains later is written only where a flow uses it, so that the digest of a pinned flow never changes.
/// </summary>
internal static class CanonicalFlow
{
    public static string Write(Flow flow)
    {
        var text = new StringBuilder(2048);
        Write(text, With(Map(
            ("flow", flow.Name), ("version", flow.Version), ("subject", flow.Subject), ("title", flow.Title),
            ("content", Map(("bind", flow.Content.Bind), ("editorial", flow.Content.Editorial))),
            ("people", new SortedDictionary<string, object?>(flow.People.ToDictionary(p => p.Key, p => (object?)Of(p.Value)), StringComparer.Ordinal)),
            ("separation", Map(("excluded", flow.Separation.Excluded.Select(Word)), ("distinct", Word(flow.Separation.Distinct)))),
            ("stages", flow.Stages.Select(Of)),
            ("withdraw", Map(("by", flow.Withdraw.By), ("until", flow.Withdraw.Until))),
            ("break-glass", flow.BreakGlass is { } glass ? With(Map(("by", glass.By), ("reason", "required")), ("review", Of(glass.Review))) : null),
            ("too-few", With(Map(("do", Word(flow.TooFew.Do))), ("ask", flow.TooFew.Ask), ("tell", flow.TooFew.Tell))),
            ("new-flow-version", Word(flow.NewFlowVersion))),
            ("calendar", flow.Calendar == WorkCalendar.Always ? null : flow.Calendar.Canonical),
            ("delegation", flow.Delegation is { } delegation ? Map(("max", delegation.Max?.ToString())) : null),
            ("expire", flow.Expire?.After.ToString()),
            ("reopen", flow.Reopen is { } reopen ? Map(("by", reopen.By), ("within", reopen.Within.ToString())) : null),
            ("after-approval", flow.AfterApproval is { } after ? Map(("by", after.By), ("confirm-again", after.ConfirmAgain.ToString())) : null)));
        return text.ToString();
    }

    private static SortedDictionary<string, object?> Of(PeopleDefinition people) => people.Rule switch
    {
        OnePerson r => Map(("person", r.Person), ("otherwise", people.Otherwise)),
        MembersOf r => Map(("group", r.Group), ("otherwise", people.Otherwise)),
        HoldersOf r => Map(("role", r.Role), ("of", r.Of?.Text), ("otherwise", people.Otherwise)),
        RelatedTo r => Map(("relation", r.Relation), ("of", r.Of.Text), ("otherwise", people.Otherwise)),
        _ => Map(("where", ((Satisfies)people.Rule).Where.Canonical), ("otherwise", people.Otherwise)),
    };

    private static SortedDictionary<string, object?>? Of(GlassReview? review) => review is null ? null : Map(
        ("approve", review.Approve.ToString()), ("of", review.Of), ("within", review.Within.ToString()), ("otherwise", Word(review.Otherwise)));

    private static SortedDictionary<string, object?> Of(Stage stage) => With(
        Map(("id", stage.Id), ("after", stage.After), ("when", stage.When?.Canonical), ("needs", Of(stage.Tree)), ("reject", Of(stage.Reject))),
        ("checks", stage.Checks.Count > 0 ? stage.Checks.Select(c => Map(("id", c.Id), ("that", c.That.Canonical), ("says", c.Says))) : null),
        ("due", stage.Due?.ToString()),
        ("remind", stage.Remind.Count > 0 ? stage.Remind.Select(r => r.ToString()) : null),
        ("overdue", stage.Overdue is { } ask ? Map(("ask", ask)) : null));

    private static SortedDictionary<string, object?> Of(RejectRule reject) => With(
        Map(("by", reject.By), ("count", reject.Count), ("effect", reject.To ?? (reject.Effect == RejectEffect.End ? "end" : "request-changes"))),
        ("may-lift", reject.MayLift.Count > 0 ? reject.MayLift : null));

    private static SortedDictionary<string, object?> Of(NeedTree tree) => tree switch
    {
        AllOf all => Map(("all", all.Branches.Select(Of))),
        AnyOf any => Map(("any", any.Branches.Select(Of))),
        Need n => With(Map(("id", n.Id), ("approve", n.Approve.ToString()), ("of", n.Of), ("when", n.When?.Canonical), ("bind", n.Bind)), ("tie-break", n.TieBreak)),
        _ => throw new InvalidOperationException($"There is no canonical form of {tree.GetType().Name}."),
    };

    private static string Word<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    // Keys that the language gained after flows had been pinned.
    private static SortedDictionary<string, object?> With(SortedDictionary<string, object?> map, params (string Key, object? Value)[] later)
    {
        foreach (var (key, value) in later)
            if (value is not null) map.Add(key, value);
        return map;
    }

    private static SortedDictionary<string, object?> Map(params (string Key, object? Value)[] members)
    {
        var map = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, value) in members) map.Add(key, value);
        return map;
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null: text.Append("null"); break;
            case string s: WriteText(text, s); break;
            case int n: text.Append(n.ToString(CultureInfo.InvariantCulture)); break;
            case SortedDictionary<string, object?> map: WriteAll(text, '{', '}', map, WriteMember); break;
            case IEnumerable<object> list: WriteAll(text, '[', ']', list, Write); break;
            default: throw new InvalidOperationException($"{value.GetType().Name} has no canonical form.");
        }
    }

    private static void WriteMember(StringBuilder text, KeyValuePair<string, object?> member)
    {
        WriteText(text, member.Key);
        Write(text.Append(':'), member.Value);
    }

    private static void WriteAll<T>(StringBuilder text, char open, char close, IEnumerable<T> items, Action<StringBuilder, T> write)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            if (!first) text.Append(',');
            first = false;
            write(text, item);
        }
        text.Append(close);
    }

    private static void WriteText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
            _ = c switch
            {
                '"' or '\\' => text.Append('\\').Append(c),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        text.Append('"');
    }
}
