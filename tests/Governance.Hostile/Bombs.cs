using System.Text;

namespace Governance.Hostile;

/// <summary>Documents that are small to send and large to read, for members that take YAML, Markdown or rows.</summary>
internal static class Bombs
{
    /// <summary>Each with what it is.</summary>
    public static readonly IReadOnlyList<(string What, string Text)> Yaml =
    [
        ("aliases of aliases", Laughs()),
        ("an alias of itself", "a: &a [*a]\n"),
        ("an unknown alias", "flow: *nobody\n"),
        ("a merge of itself", "a: &a\n  <<: *a\n  b: 1\n"),
        ("brackets without end", new string('[', 20_000)),
        ("braces without end", string.Concat(Enumerable.Repeat("{a: ", 20_000))),
        ("indentation without end", Steps(2_000)),
        ("a type of a program", "flow: !!python/object/apply:os.system ['id']\n"),
        ("a type of this program", "!!Diagnostics.Process, mscorlib\nx: 1\n"),
        ("a key twice", "flow: a\nflow: b\n"),
        ("keys that are lists", "? [a, b]\n: c\n? {d: e}\n: f\n"),
        ("two documents", "flow: a\n---\nflow: b\n...\n"),
        ("a directive", "%YAML 9.9\n---\nflow: a\n"),
        ("a tab", "flow:\n\t- a\n"),
        ("a plain text of a megabyte's half", "flow: " + new string('a', 500_000)),
        ("a hundred thousand keys", string.Concat(Enumerable.Range(0, 60_000).Select(at => $"k{at}: 1\n"))),
        ("a number beyond all", "version: 1e999999999\nflow: a\n"),
        ("a number in sixties", "version: 190:20:30\nflow: a\n"),
        ("controls", "flow: \"\\0\\x07\\u2028\\U0010FFFF\"\n"),
        ("half a pair", "flow: \"\\uD800\"\n"),
        ("an unclosed text", "flow: \"a\n"),
        ("a condition without end", Flow("when: \"" + new string('(', 5_000) + "\"")),
        ("a condition of many nots", Flow("when: \"" + string.Concat(Enumerable.Repeat("not ", 20_000)) + "true\"")),
        ("a condition of many ands", Flow("when: \"" + string.Join(" and ", Enumerable.Repeat("subject.a == 1", 5_000)) + "\"")),
        ("a quorum beyond all", Flow("when: \"true\"").Replace("approve: 1", "approve: 99999999999999999999", StringComparison.Ordinal)),
        ("a quorum of nobody", Flow("when: \"true\"").Replace("approve: 1", "approve: -1", StringComparison.Ordinal)),
        ("a share beyond all", Flow("when: \"true\"").Replace("approve: 1", "approve: 1e9%", StringComparison.Ordinal)),
        ("a delay beyond all", Flow("when: \"true\"") + "    due: 99999999999 workdays\n"),
        ("a delay beyond the calendar", Flow("when: \"true\"") + "    due: 999999999 days\n"),
        ("ten thousand stages", Flow("when: \"true\"") + string.Concat(Enumerable.Range(0, 10_000).Select(at => $"  - id: s{at}\n    all: [{{id: n{at}, approve: 1, of: legal}}]\n"))),
        ("needs within needs", Flow("when: \"true\"") + "  - id: deep\n    all: " + string.Concat(Enumerable.Repeat("[{any: ", 500)) + "[]" + string.Concat(Enumerable.Repeat("}]", 500)) + "\n"),
    ];

    /// <summary>Front matter and clauses that no author would write.</summary>
    public static readonly IReadOnlyList<(string What, string Text)> Documents =
    [
        ("no end of the front matter", "---\ntitle: a\n"),
        ("nothing but the front matter", "---\ntitle: a\n---\n"),
        ("front matter in front matter", "---\n---\n---\n---\n"),
        ("the same clause id twice", "---\nreference: a-b\ntitle: a\n---\n\n## 1. A {#a}\n\n1.1 B {#a}\n"),
        ("clause ids without end", "## 1. A {#" + new string('a', 60_000) + "}\n"),
        ("ten thousand clauses", string.Concat(Enumerable.Range(1, 10_000).Select(at => $"## {at}. A {{#a{at}}}\n\n{at}.1 B {{#b{at}}}\n\n"))),
        ("a clause number beyond all", "## 99999999999999999999. A {#a}\n\n99999999999999999999.1 B {#b}\n"),
        ("quotes in quotes", new string('>', 20_000) + " a\n"),
        ("lists in lists", string.Concat(Enumerable.Range(0, 1_000).Select(at => new string(' ', at) + "- a\n"))),
        ("links without end", string.Concat(Enumerable.Repeat("[", 50_000))),
        ("stars without end", string.Concat(Enumerable.Repeat("*a_ ", 20_000))),
        ("a table of bars", string.Concat(Enumerable.Repeat("|", 50_000)) + "\n" + string.Concat(Enumerable.Repeat("|-", 25_000)) + "\n"),
        ("HTML", "## 1. A {#a}\n\n1.1 <script>alert(1)</script><iframe src=//nobody.invalid> {#b}\n"),
        ("definitions of themselves", "[a]: a\n[a]\n" + string.Concat(Enumerable.Repeat("[a]: a\n", 20_000))),
        ("only line ends", string.Concat(Enumerable.Repeat("\r\n\r\u2028\n", 20_000))),
        ("rows instead", "url,owner\r\n\"=cmd|'/c calc'!A0\",\"p-1001\r\n\",,,,\"\r\n"),
        ("a zip archive", "PK\u0003\u0004\u0014\u0001" + new string('\u0001', 100)),
        ("a byte order mark", "\uFEFF---\ntitle: a\n---\n"),
    ];

    private static string Laughs()
    {
        var text = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (var at = 1; at < 12; at++) text.Append($"a{at}: &a{at} [{string.Join(", ", Enumerable.Repeat($"*a{at - 1}", 9))}]\n");
        return text.Append("flow: *a11\n").ToString();
    }

    private static string Steps(int depth) => string.Concat(Enumerable.Range(0, depth).Select(at => new string(' ', at) + "a:\n"));

    private static string Flow(string need) =>
        $"flow: hostile-flow\nversion: 1\nsubject: post\ntitle: Hostile\ncontent: {{bind: [text]}}\npeople:\n  legal: {{group: legal}}\nstages:\n  - id: review\n    all:\n      - {{id: legal, approve: 1, of: legal, {need}}}\n";
}
