extern alias verify;

using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Governance.Ledger;
using verify::Governance.Verify;

namespace Governance.Tests.Verify;

/// <summary>Thousands of bundles that somebody spoilt: each ends in a report, and none whose content is another is verified.</summary>
public sealed partial class SpoiltBundleTests : IDisposable
{
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "0.5", "1e20", "1e400", "9223372036854775807", "9223372036854775808", "99999999999999999999999", "\"\"", "\"x\"", "\"\\ud800\"", "\"\\u0000\"", "[]", "{}", "[null]",
        "{\"\":null}", "{\"a\":1,\"a\":2}", "\"99999999999999999999\"", "\"0001-01-01T00:00:00.000000Z\"", "\"9999-12-31T23:59:59.999999Z\"", Deep('[', ']', 60), Deep('[', ']', 5000), "\"" + new string('ü', 3000) + "\"",
    ];

    private static readonly string[] Huge = ["-1", "0.5", "1e20", "9007199254740993", "9223372036854775807", "9223372036854775808", "99999999999999999999999"];

    private static readonly Gen<Spoiling> Spoilings = Gen.Select(Gen.Int[0, 9], Gen.Int[0, int.MaxValue], Gen.Int[0, int.MaxValue], (how, at, value) => new Spoiling(how, at, value));

    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("governance-spoilt-");

    private sealed record Spoiling(int How, int At, int Value);

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(true, 1000)]
    [InlineData(false, 500)]
    public void Whatever_is_spoilt_in_a_bundle_on_its_way_there_is_a_report_and_never_a_false_one(bool whole, int cases)
    {
        var bundle = Rich(whole);
        var files = bundle.Files.Keys.Where(x => x is not "README.txt").Order(StringComparer.Ordinal).SelectMany(x => Enumerable.Repeat(x, x == "events.jsonl" ? 6 : 1)).ToArray();
        using var desks = new Desks(_folder.FullName, bundle);
        Gen.Select(Gen.Int[0, files.Length - 1].Select(x => files[x]), Spoilings).Sample((file, spoiling) =>
        {
            var (before, after) = (bundle.Files[file], Spoilt(bundle.Files[file], spoiling));
            var report = desks.Check(file, after);
            if (!SaysTheSame(file, before, after)) Assert.False(report.Verified, file);
        }, iter: cases);
    }

    [Fact]
    public void Whatever_the_events_say_that_a_hostile_log_commits_to_there_is_a_report()
    {
        var log = Log();
        var states = Acme.Whole().Files.Where(x => x.Key.StartsWith("states/", StringComparison.Ordinal)).ToArray();
        var types = log.Leaves.Select(x => x.Entry.Type).OfType<string>().Distinct().ToArray();
        var streams = log.Leaves.Select(x => x.Entry.Stream).OfType<string>().Distinct().ToArray();
        var folders = 0;
        Gen.Select(Gen.Int[0, log.Leaves.Count - 1], Spoilings).Sample((at, spoiling) =>
        {
            if (Other(log, at, spoiling, types, streams) is not { } leaf) return;
            var bundle = TestBundle.Whole(log.With(at, leaf));
            foreach (var (file, bytes) in states) bundle.Files[file] = bytes;
            var folder = _folder.CreateSubdirectory($"log-{Interlocked.Increment(ref folders)}");
            bundle.Manifested().WriteTo(folder.FullName);
            Told(Verification.Run(new VerifyOptions(folder.FullName), Progress.None));
            folder.Delete(recursive: true);
        }, iter: 700);
    }

    [Theory]
    [InlineData("\"seq\":\"3\"", "\"seq\":\"99999999999999999999\"")]
    [InlineData("\"v\":1", "\"v\":99999999999999999999")]
    [InlineData("\"ver\":2", "\"ver\":9223372036854775807")]
    [InlineData("\"tenant\":\"acme\"", "\"tenant\":\"\\ud800\"")]
    [InlineData("\"k\":\"event\"", "\"k\":null")]
    [InlineData("{\"leaf\":4,", "{\"leaf\":4,\"leaf\":5,")]
    [InlineData("\"actor\":\"p-1\"", "\"note\":[[[]]]")]
    public void A_line_that_nobody_writes_is_named(string written, string spoilt)
    {
        var report = Checked.Run(Acme.Whole().Edit(4, x => x.Replace(written, spoilt, StringComparison.Ordinal)).Manifested());
        Assert.StartsWith("line.malformed@4", Checked.Problems(report), StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_that_grows_too_long_when_its_numbers_are_written_out_is_named()
    {
        var numbers = string.Join(',', Enumerable.Repeat("1e20", 12_000));
        Assert.StartsWith("line.malformed@0", Checked.Problems(Checked.Run(Acme.Whole().Edit(0, x => x.Replace("\"note\":{", $"\"note\":{{\"a\":[{numbers}],", StringComparison.Ordinal)).Manifested())), StringComparison.Ordinal);
    }

    [Fact]
    public void Events_that_say_nothing_of_what_their_kind_says_are_told()
    {
        var log = new TestLog();
        log.Append("flow/tested", "FlowAdopted", "{}");
        log.Append(Acme.TheRequest, "ApprovalRequested", """{"digest":"x"}""");
        log.Append(Acme.ThePolicy, "PolicyDrafted", "null");
        var report = Told(Checked.Run(TestBundle.Whole(log).State(Acme.TheRequest, 1, "{}").State(Acme.ThePolicy, 1, "{}").Manifested()));
        Assert.Contains("replay.unreadable@2", Checked.Problems(report), StringComparison.Ordinal);
        Assert.Contains("replay.unreadable@4", Checked.Problems(report), StringComparison.Ordinal);
        Assert.Equal(2, report.Findings.Problems.Count(x => x.Code == "state.uncompared"));
    }

    [Theory]
    [InlineData("states/policy__social.json", """{"stream":null,"version":4,"state":{}}""", "state.malformed")]
    [InlineData("states/policy__social.json", """{"stream":"policy/social","version":4,"state":[1e400]}""", "state.uncompared")]
    [InlineData("disclosures.jsonl", """{"leaf":4,"_sd":null,"disclosure":null}""", "disclosure.stray")]
    [InlineData("disclosures.jsonl", """{"leaf":9223372036854775807,"_sd":"x","disclosure":"x"}""", "disclosure.stray")]
    [InlineData("withheld.txt", "9223372036854775807 x", "withheld.stray")]
    [InlineData("erasures.jsonl", """{"leaf":4,"keys":[null]}""", "erasure.malformed")]
    public void A_line_of_another_file_that_nobody_writes_is_named(string file, string line, string code) =>
        Assert.Equal(code, Checked.Problems(Checked.Run(Acme.Whole().Put(file, line + "\n").Manifested())));

    /// <summary>The small organisation's log, and in it people whose names are disclosed, withheld and erased.</summary>
    private static TestLog Log()
    {
        var log = Acme.Log();
        foreach (var person in (string[])["p-6", "p-7", "p-8"]) log.Append($"person/{person}", "PersonJoined", $$$"""{"area":"legal","name":{"_sd":"{{{Name(person).Digest.ToBase64Url()}}}","p":"{{{person}}}","k":"acme/{{{person}}}/k","c":"Y2lwaGVy"}}""");
        log.Append("person/p-8", "PersonErased", """{"keys":["acme/p-8/k"],"basis":"objection"}""", kind: EntryKind.Erasure);
        return log;
    }

    private static Disclosure Name(string person) => Disclosure.Make(TestLog.Seed((byte)person[^1]), "name", "\"Ada\""u8);

    private static TestBundle Rich(bool whole)
    {
        var log = Log();
        var (size, tree) = (log.Leaves.Count, log.Tree());
        var bundle = whole ? TestBundle.Whole(log) : TestBundle.Excerpt(log, [.. log.Leaves.Select(x => x.Entry.Stream).OfType<string>().Distinct()]);
        foreach (var (stream, version, state) in Acme.StatesOf(log)) bundle.State(stream, version, state);
        if (whole) bundle.Put($"consistency/5-{size}", string.Concat(Proof.Consistency(5, size, x => tree.Touched[x]).Select(x => x.ToBase64() + "\n")));
        bundle.Put("disclosures.jsonl", $$"""{"leaf":{{size - 4}},"_sd":"{{Name("p-6").Digest.ToBase64Url()}}","disclosure":"{{Name("p-6").Encoded}}"}""" + "\n");
        bundle.Put("withheld.txt", $"{size - 3} {Name("p-7").Digest.ToBase64Url()}\n");
        bundle.Put("erasures.jsonl", $$"""{"leaf":{{size - 1}},"keys":["acme/p-8/k"],"person":"p-8","basis":"objection"}""" + "\n");
        Checked.Holds(Checked.Run(bundle.Manifested()));
        return bundle;
    }

    // Each case leaves the JSON one that has a canonical form, or else there is no such leaf.
    private static TestLeaf? Other(TestLog log, int at, Spoiling spoiling, string[] types, string[] streams)
    {
        var leaf = log.Leaves[at];
        string Of(string json) => Encoding.UTF8.GetString(Spoilt(Encoding.UTF8.GetBytes(json), spoiling));
        try
        {
            var other = leaf.Data is not { } data ? new TestLeaf(leaf.Entry with { Note = Of(leaf.Entry.Note!) })
                : spoiling.How switch
                {
                    0 => log.Reworded(at, data, type: types[spoiling.Value % types.Length]),
                    1 => log.Reworded(at, data, stream: streams[spoiling.Value % streams.Length]),
                    2 => leaf with { Entry = leaf.Entry with { Note = """{"role":7}""", Kind = (EntryKind)(spoiling.Value % 7) } },
                    3 => leaf with { Entry = leaf.Entry with { At = null, Actor = null, Version = spoiling.Value } },
                    _ => log.Reworded(at, Of(data)),
                };
            return other.Entry.ToBytes().Length > 0 ? other : null;
        }
        catch (Exception e) when (e is CanonicalJsonException or ArgumentException or EntryTooLongException)
        {
            return null;
        }
    }

    private static byte[] Spoilt(byte[] bytes, Spoiling spoiling)
    {
        if (bytes.Length == 0) return [(byte)spoiling.Value];
        var at = spoiling.At % bytes.Length;
        var text = Encoding.UTF8.GetString(bytes);
        var lines = text.Split('\n').ToList();
        var line = spoiling.At % lines.Count;
        var value = Values[spoiling.Value % Values.Length];
        switch (spoiling.How)
        {
            case 0: return [.. bytes[..at], (byte)(bytes[at] ^ 1 << spoiling.Value % 8), .. bytes[(at + 1)..]];
            case 1: return bytes[..at];
            case 2: lines.Insert(line, lines[line]); return Encoding.UTF8.GetBytes(string.Join('\n', lines));
            case 3: lines.RemoveAt(line); return Encoding.UTF8.GetBytes(string.Join('\n', lines));
            case 4: return [.. bytes[..at], .. BitConverter.GetBytes(spoiling.Value), .. bytes[at..]];
            case 5: return Replaced(text, Numbers().Matches(text), spoiling.At, Huge[spoiling.Value % Huge.Length]);
            case 6: return Replaced(text, Names().Matches(text), spoiling.At, "\"" + value.Trim('"') + "\":");
            case 7: return Replaced(text, Names().Matches(text), spoiling.At, null);
            default: return Replaced(text, Scalars().Matches(text), spoiling.At, ":" + value);
        }
    }

    // Null: the same name, its first letter as an escape.
    private static byte[] Replaced(string text, MatchCollection matches, int at, string? with)
    {
        if (matches.Count == 0) return Encoding.UTF8.GetBytes(text + with);
        var match = matches[at % matches.Count];
        with ??= FormattableString.Invariant($"\"\\u{(int)match.Value[1]:x4}{match.Value[2..]}");
        return Encoding.UTF8.GetBytes(text[..match.Index] + with + text[(match.Index + match.Length)..]);
    }

    /// <summary>Whether both say the same to whoever reads them, as far as anything vouches for it.</summary>
    private static bool SaysTheSame(string file, byte[] before, byte[] after) => file switch
    {
        "policy.txt" or "withheld.txt" or "erasures.jsonl" or "manifest.sha256" => true,
        "checkpoint" => TextOf(after) is { } text && text == TextOf(before),
        "events.jsonl" or "disclosures.jsonl" => Canonical(after) is { } lines && lines.SequenceEqual(Canonical(before)!),
        _ when file.StartsWith("states/", StringComparison.Ordinal) => Canonical([.. Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(after).Trim())]) is { } state && state.SequenceEqual(Canonical(before)!),
        _ when file.StartsWith("consistency/", StringComparison.Ordinal) => true,
        _ => before.AsSpan().SequenceEqual(after),
    };

    private static string? TextOf(byte[] note)
    {
        try
        {
            return SignedNote.Parse(note).Text;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static List<string>? Canonical(byte[] lines)
    {
        try
        {
            return [.. Encoding.Latin1.GetString(lines).Split('\n').Where((x, i) => x.Length > 0 || i == 0).Select(x => Encoding.UTF8.GetString(SealedData.Canonical(Encoding.Latin1.GetBytes(x))))];
        }
        catch (CanonicalJsonException)
        {
            return null;
        }
    }

    /// <summary>The report, written out in both forms; that the check broke off is a fault of the program.</summary>
    private static Report Told(Report report)
    {
        using var text = new StringWriter();
        TextReport.Write(report, text);
        JsonReport.Write(report, Stream.Null);
        Assert.DoesNotContain(report.Findings.Problems, x => x.Code == "bundle.broke-off");
        return report;
    }

    private static string Deep(char open, char close, int levels) => new string(open, levels) + new string(close, levels);

    [GeneratedRegex("(?<=[:\" ])[0-9]+(?=[,\"}\n])")]
    private static partial Regex Numbers();

    [GeneratedRegex("\"[a-zA-Z_]+\":")]
    private static partial Regex Names();

    [GeneratedRegex(":(\"[^\"]*\"|[0-9]+|null|true|false|\\[\\]|\\{\\})")]
    private static partial Regex Scalars();

    /// <summary>Folders that hold the bundle; one file is exchanged for each check, and put back.</summary>
    private sealed class Desks(string folder, TestBundle bundle) : IDisposable
    {
        private readonly ConcurrentBag<string> _free = [];
        private readonly string _key = TestKey();
        private int _made;

        public Report Check(string file, byte[] content)
        {
            if (!_free.TryTake(out var desk)) bundle.WriteTo(desk = System.IO.Directory.CreateDirectory(Path.Combine(folder, $"desk-{Interlocked.Increment(ref _made)}")).FullName);
            var path = Path.Combine(desk, file);
            File.WriteAllBytes(path, content);
            if (file != "manifest.sha256") File.WriteAllText(Path.Combine(desk, "manifest.sha256"), Manifest(file, content));
            var report = Verification.Run(new VerifyOptions(desk) { Keys = file == "policy.txt" ? [] : [_key] }, Progress.None);
            File.WriteAllBytes(path, bundle.Files[file]);
            if (file != "manifest.sha256") File.WriteAllBytes(Path.Combine(desk, "manifest.sha256"), bundle.Files["manifest.sha256"]);
            _free.Add(desk);
            return Told(report);
        }

        public void Dispose() => _free.Clear();

        private string Manifest(string file, byte[] content) => Regex.Replace(bundle.Text("manifest.sha256"), $"[0-9a-f]{{64}}(?=  {Regex.Escape(file)}\n)", Convert.ToHexStringLower(SHA256.HashData(content)));

        private static string TestKey() => Acme.Log().Signer.Verifier.ToString();
    }
}
