using System.Collections.Immutable;
using CsCheck;
using Governance.Policies;
using Governance.Policies.Text;

namespace Governance.Tests.Policies.Text;

/// <summary>Policies such as nobody writes them, for properties.</summary>
internal static class Generated
{
    private static readonly Gen<string> Word = Gen.OneOf(
        Gen.OneOf("account", "owner", "must", "approve", "post", "the", "of", "Facebook", "don't", "e\u0301lan", "ﬁ", "日本語", "🙂", "1.5"),
        Gen.OneOf("**bold**", "<b>", "&amp;", "[link](https://acme.example)", "~~struck~~", "`code`", "\\", "{#not-an-id} x", "a|b", "_", "***", "#"),
        Gen.String[Gen.Char.AlphaNumeric, 1, 8]);

    internal static readonly Gen<string> Sentence = Word.Array[1, 12].Select(words => string.Join(' ', words));

    private static readonly Gen<string> Block = Gen.OneOf(
        Sentence, Sentence, Sentence.Array[1, 3].Select(lines => string.Join('\n', lines)),
        Sentence.Array[1, 4].Select(items => string.Join('\n', items.Select(item => "- " + item))),
        Sentence.Select(item => "a) " + item), Sentence.Select(code => $"```\n## 1. {code}\n```"),
        Sentence.Select(quote => "> " + quote), Gen.Const("| a | b |\n|---|---|\n| 1 | 2 |"));

    private static readonly Gen<string> Id = Gen.OneOf("purpose", "purpose-who", "scope", "roles", "review", "a1", "x-y-z", "terms", "must");

    private static readonly Gen<string> Opening = Gen.OneOf(
        Gen.Select(Gen.Int[1, 30], Sentence, Gen.OneOf("#", "##", "###"), (number, title, marks) => $"{marks} {number}. {title}"),
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Sentence, (part, number, words) => $"## {part}.{number} {words}"),
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Sentence, (part, number, words) => $"{part}.{number}. {words}"),
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Sentence, (part, number, words) => $"{part}.{number} {words}"));

    private static readonly Gen<(string Opening, string? Id, string[] Blocks)> AnyClause = Gen.Select(Opening, Id.Null(), Block.Array[0, 3]);

    /// <summary>Text as a person might type it: line ends, trailing spaces, some ids and some not, and every text free of problems.</summary>
    internal static readonly Gen<string> RawText =
        Gen.Select(Block.Array[0, 2], AnyClause.Array[1, 12], Gen.OneOf("\n", "\r\n", " \n"), (preamble, clauses, lineEnd) =>
        {
            var used = new HashSet<string>();
            var blocks = clauses.SelectMany(clause => clause.Blocks.Prepend(
                clause.Id is { } id && used.Add(id) ? $"{clause.Opening} {{#{id}}}" : clause.Opening));
            return string.Join("\n\n", preamble.Concat(blocks)).Replace("\n", lineEnd, StringComparison.Ordinal);
        }).Where(text => PolicyText.Parse(text).Problems.Count == 0);

    /// <summary>Text as it is stored.</summary>
    internal static readonly Gen<string> StoredText = RawText.Select(text => PolicyText.Normalise(text).Text);

    /// <summary>A stored text, and one made from it by leaving out, moving, rewriting and adding clauses.</summary>
    internal static readonly Gen<(string Old, string New)> Revision =
        Gen.Select(StoredText, StoredText, Gen.Int[0, int.MaxValue], (old, other, seed) =>
        {
            var random = new Random(seed);
            var blocks = Split(old).Where(_ => random.Next(6) > 0).ToList();
            for (var i = random.Next(3); i > 0 && blocks.Count > 1; i--)
                (blocks[0], blocks[random.Next(blocks.Count)]) = (blocks[random.Next(blocks.Count)], blocks[0]);
            blocks = [.. blocks.Distinct().Select(block => random.Next(3) == 0 ? block.Replace("the", "any", StringComparison.Ordinal) + "\nand more" : block)];
            blocks.AddRange(Split(other).Take(random.Next(3)).Select(block => System.Text.RegularExpressions.Regex.Replace(block, @" ?\{#[a-z0-9-]+\}", "")));
            return (old, PolicyText.Normalise(string.Join("\n\n", blocks), old).Text);
        }).Where(pair => PolicyText.Parse(pair.Item2).Problems.Count == 0);

    private static string[] Split(string text) => text.TrimEnd('\n').Split("\n\n");

    private static readonly Gen<string> Name = Gen.OneOf("communications", "legal", "policy-owner", "it", "hr-2");

    /// <summary>One line as a person might put it into a field, with everything YAML finds special.</summary>
    internal static readonly Gen<string> Line = Gen.OneOf(
        Sentence,
        Gen.OneOf("no", "null", "true", "12", "1e3", "~", "- item", "a: b", "a #b", "'quoted'", "\"quoted\"", "{a: b}", "[x]", "*x", "&x", "!x", "%x", "@x", "---", "back\\slash", "x,y", "? a", ":", "été", "שלום", "a\uFEFFb"),
        Gen.String[Gen.Char[' ', '\uFFFD'], 1, 40]).Where(line => line.Trim() == line && line.Length > 0 && TextIsPlain(line));

    private static readonly Gen<IReadOnlyList<string>> Lines = Line.Array[1, 4].Select(lines => (IReadOnlyList<string>)[.. lines.Distinct()]);

    internal static readonly Gen<PolicyContent> Content =
        from title in Line
        from kind in Gen.Enum<PolicyKind>()
        from owner in Gen.Select(Name, Name, (role, area) => new RoleInArea(role, area))
        from lists in Gen.Select(Lines, Lines, (audience, places) => (audience, places))
        from scope in Line
        from months in Gen.Int[1, 60]
        from platforms in Gen.OneOf("all", "facebook linkedin", "x-twitter")
        from classes in Gen.OneOf("official campaign", "employee", "parked agency personal")
        from effective in Gen.DateTime[new DateTime(2000, 1, 1), new DateTime(2100, 1, 1)].Select(date => new DateTimeOffset(date.Ticks, TimeSpan.Zero)).Nullable()
        from contact in Line.Null()
        from glossary in Gen.Select(Line.Where(term => !term.Contains(':') && term.Length <= 100), Line).Array[0, 4]
        from body in StoredText
        select new PolicyContent(
            title, kind, owner.Area, owner, lists.audience, scope, lists.places, "en-IE", months, platforms.Split(' '), classes.Split(' '), effective,
            contact, glossary.DistinctBy(entry => entry.Item1).ToImmutableSortedDictionary(entry => entry.Item1, entry => entry.Item2), body);

    private static bool TextIsPlain(string line) =>
        !line.Any(c => char.IsControl(c) || char.IsSurrogate(c) && line.Length < 2 || c is '\u2028' or '\u2029' or >= '\u202A' and <= '\u202E')
        && !line.Where((c, i) => char.IsSurrogate(c) && !(char.IsSurrogatePair(line, char.IsHighSurrogate(c) ? i : Math.Max(0, i - 1)))).Any();
}
