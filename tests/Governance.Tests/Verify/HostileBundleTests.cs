extern alias verify;

using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using CsCheck;
using verify::Governance.Verify;

namespace Governance.Tests.Verify;

/// <summary>A bundle comes from the other side: it must not write elsewhere, take what it likes of the machine, or end the program.</summary>
public sealed class HostileBundleTests : IDisposable
{
    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("governance-hostile-");

    private string Archive => System.IO.Path.Combine(_folder.FullName, "bundle.tar.gz");

    public void Dispose() => _folder.Delete(recursive: true);

    private Report Run(Limits? limits = null) => Verification.Run(new VerifyOptions(Archive) { Limits = limits ?? Limits.Usual }, Progress.None);

    private void Write(params TarEntry[] entries)
    {
        using var tar = new TarWriter(new GZipStream(File.Create(Archive), CompressionLevel.Fastest), TarEntryFormat.Pax, leaveOpen: false);
        foreach (var entry in entries) tar.WriteEntry(entry);
    }

    private static PaxTarEntry Plain(string name, string text = "x") => new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) };

    [Theory]
    [InlineData("")]
    [InlineData("./")]
    [InlineData("bundle/")]
    public void An_archive_holds_like_its_folder(string top)
    {
        Acme.Whole().WriteArchive(Archive, top);
        Checked.Holds(Run());
    }

    [Fact]
    public void Archives_of_other_programs_are_read()
    {
        foreach (var format in (TarEntryFormat[])[TarEntryFormat.Ustar, TarEntryFormat.Gnu])
        {
            using (var tar = new TarWriter(new GZipStream(File.Create(Archive), CompressionLevel.Fastest), format, leaveOpen: false))
            {
                foreach (var (file, bytes) in Acme.Whole().Files)
                {
                    TarEntry entry = format == TarEntryFormat.Gnu ? new GnuTarEntry(TarEntryType.RegularFile, new string('b', 120) + "/" + file) : new UstarTarEntry(TarEntryType.RegularFile, file);
                    entry.DataStream = new MemoryStream(bytes);
                    tar.WriteEntry(entry);
                }
            }
            Checked.Holds(Run());
        }
    }

    [Theory]
    [InlineData("../checkpoint")]
    [InlineData("/tmp/checkpoint")]
    [InlineData("bundle/../../checkpoint")]
    [InlineData("tile/../../checkpoint")]
    [InlineData("states/../../x.json")]
    [InlineData("states/..\\x.json")]
    [InlineData("states/.json")]
    [InlineData("proofs/1.tlog-proof/../../../x")]
    [InlineData("run.sh")]
    public void Names_that_lead_elsewhere_are_not_unpacked(string name)
    {
        Write(Plain(name));
        Assert.Contains(Run().Findings.Problems, x => x.Code == "file.unknown" && x.File == name);
        Assert.Equal([Archive], System.IO.Directory.GetFileSystemEntries(_folder.FullName));
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    [InlineData(TarEntryType.Fifo)]
    public void Links_and_devices_are_not_unpacked(TarEntryType type)
    {
        var entry = new PaxTarEntry(type, "checkpoint");
        if (type != TarEntryType.Fifo) entry.LinkName = "/etc/passwd";
        Write(entry);
        Assert.Contains(Run().Findings.Problems, x => x.Code == "file.unknown" && x.File == "checkpoint");
    }

    [Fact]
    public void Links_in_a_folder_are_not_followed()
    {
        Acme.Whole().WriteTo(_folder.FullName);
        File.Delete(System.IO.Path.Combine(_folder.FullName, "policy.txt"));
        File.CreateSymbolicLink(System.IO.Path.Combine(_folder.FullName, "policy.txt"), "/etc/passwd");
        System.IO.Directory.CreateSymbolicLink(System.IO.Path.Combine(_folder.FullName, "proofs"), _folder.FullName);
        var report = Verification.Run(new VerifyOptions(_folder.FullName), Progress.None);
        Assert.Equal(["policy.txt", "proofs"], report.Findings.Problems.Where(x => x.Code == "file.unknown").Select(x => x.File).Order());
    }

    [Fact]
    public void An_archive_that_unpacks_to_more_than_agreed_is_put_down()
    {
        Write(new PaxTarEntry(TarEntryType.RegularFile, "events.jsonl") { DataStream = new MemoryStream(new byte[4_000_000]) });
        Assert.True(new FileInfo(Archive).Length < 100_000);
        Assert.Contains("unpacks to more than 1,000,000 bytes", Assert.Single(Run(Limits.Usual with { Bytes = 1_000_000 }).Findings.Problems).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_or_a_folder_of_too_many_files_is_put_down()
    {
        Acme.Excerpt().WriteArchive(Archive);
        Assert.Equal("bundle.unreadable", Checked.Problems(Run(Limits.Usual with { Files = 10 })));
        Assert.Equal("bundle.unreadable", Checked.Problems(Checked.Run(Acme.Excerpt(), x => x with { Limits = Limits.Usual with { Files = 10 } })));
    }

    [Fact]
    public void A_file_twice_in_an_archive_is_put_down()
    {
        Write(Plain("checkpoint", "one"), Plain("checkpoint", "two"));
        Assert.Equal("bundle.unreadable", Checked.Problems(Run()));
    }

    [Fact]
    public void A_line_without_an_end_is_put_down()
    {
        var report = Checked.Run(Acme.Whole().Put("events.jsonl", new string('x', 300_000)).Manifested(), x => x with { Limits = Limits.Usual with { Line = 100_000 } });
        Assert.Contains("line.too-long", Checked.Problems(report), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("withheld.txt")]
    [InlineData("disclosures.jsonl")]
    [InlineData("erasures.jsonl")]
    [InlineData("manifest.sha256")]
    public void A_line_that_is_too_long_is_told_with_its_file_and_the_bound(string file)
    {
        var bundle = Acme.Whole();
        bundle.Files[file] = new byte[Limits.Small + 1];
        if (file != "manifest.sha256") bundle.Manifested();
        var problem = Assert.Single(Checked.Run(bundle).Findings.Problems);
        Assert.Equal(("line.too-long", file), (problem.Code, problem.File));
        Assert.Contains("Line 1 is longer than 4,194,304 bytes", problem.Sentence, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Bounds => new()
    {
        { "lines", "has more than 30 lines" },
        { "lines of a leaf", "more than 1 lines about one leaf in disclosures.jsonl" },
        { "keys", "more than 1 keys that its leaves introduce" },
        { "erased", "more than 2 erased keys" },
        { "facts", "more than 100 bytes of facts about requests and flows" },
        { "states", "more than 100 bytes of states" },
        { "manifest", "more than 30 files in its manifest" },
    };

    [Theory]
    [MemberData(nameof(Bounds))]
    public void What_is_kept_in_mind_is_bounded_and_the_bound_is_told(string bound, string told)
    {
        var (log, bundle) = (Acme.Log(), Acme.Whole());
        var limits = Limits.Usual;
        switch (bound)
        {
            case "lines": (bundle, limits) = (bundle.Put("withheld.txt", new string('\n', 31)), limits with { Lines = 30 }); break;
            case "lines of a leaf": (bundle, limits) = (bundle.Put("disclosures.jsonl", string.Concat(Enumerable.Repeat("{\"leaf\":4,\"_sd\":\"x\",\"disclosure\":\"x\"}\n", 2))), limits with { LinesOfLeaf = 1 }); break;
            case "keys":
                log.Introduce(Governance.Ledger.NodeKey.Of(TestLog.Seed(3)));
                (bundle, limits) = (TestBundle.Whole(log), limits with { Keys = 1 });
                break;
            case "erased":
                log.Append("person/p-7", "PersonErased", """{"keys":["k-1","k-2","k-3"],"basis":"objection"}""", kind: Governance.Ledger.EntryKind.Erasure);
                (bundle, limits) = (TestBundle.Whole(log), limits with { ErasedKeys = 2 });
                break;
            case "facts": limits = limits with { Facts = 100 }; break;
            case "states": limits = limits with { States = 100 }; break;
            default: (bundle, limits) = (bundle.Put("manifest.sha256", string.Concat(Enumerable.Range(0, 31).Select(x => $"{new string('0', 64)}  x{x}\n"))), limits with { Files = 30 }); break;
        }
        var report = Checked.Run(bound == "manifest" ? bundle : bundle.Manifested(), x => x with { Limits = limits });
        Assert.False(report.Verified);
        Assert.Contains(report.Findings.Problems, x => x.Sentence.Contains(told, StringComparison.Ordinal));
    }

    [Fact]
    public void A_checkpoint_that_claims_a_tree_beyond_any_bundle_ends_at_the_first_missing_tile()
    {
        var log = Acme.Log();
        var huge = Governance.Ledger.SignedNote.Sign(new Governance.Ledger.Checkpoint(TestLog.Origin, long.MaxValue, default).ToText(), TestLog.Noon, log.Signer).ToText();
        Assert.Contains("tile.missing", Checked.Problems(Checked.Run(Acme.Whole().Put("checkpoint", huge).Manifested())), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_bytes_an_archive_has_there_is_a_report() => Gen.Select(Gen.Int[0, 4000], Gen.Byte, Gen.Bool).Sample((at, value, cut) =>
    {
        var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Pax, leaveOpen: true)) writer.WriteEntry(Plain("checkpoint", new string('x', 3000)));
        var bytes = tar.ToArray();
        if (cut) bytes = bytes[..Math.Min(at, bytes.Length)];
        else bytes[at % bytes.Length] = value;
        using (var zip = new GZipStream(File.Create(Archive), CompressionLevel.Fastest)) zip.Write(bytes);
        Assert.False(Run().Verified);
    }, threads: 1, iter: 150);

    [Fact]
    public void Whatever_a_file_of_a_bundle_holds_there_is_a_report()
    {
        var files = Acme.Whole().Files.Keys.Concat(Acme.Excerpt().Files.Keys).Distinct().Where(x => x is not ("README.txt" or "manifest.sha256")).Order().ToArray();
        Gen.Select(Gen.Int[0, files.Length - 1].Select(x => files[x]), Gen.Int[0, 20_000], Gen.Byte, Gen.Int[0, 3]).Sample((file, at, value, how) =>
        {
            var bundle = Acme.Whole() is var whole && whole.Files.ContainsKey(file) ? whole : Acme.Excerpt();
            var bytes = bundle.Files[file];
            if (bytes.Length == 0) return;
            bundle.Files[file] = how switch
            {
                0 => bytes[..(at % bytes.Length)],
                1 => [.. bytes, .. bytes],
                _ => [.. bytes[..(at % bytes.Length)], value, .. bytes[(at % bytes.Length + 1)..]],
            };
            var changed = !bundle.Files[file].AsSpan().SequenceEqual(bytes);
            var report = Checked.Run(bundle.Manifested());
            // White space in JSON, a second key or a comment in a policy say the same.
            if (changed && !file.StartsWith("states/", StringComparison.Ordinal) && file is not ("policy.txt" or "events.jsonl")) Assert.False(report.Verified, file);
        }, iter: 60);
    }

    [Fact]
    public void What_is_no_archive_is_told()
    {
        File.WriteAllText(Archive, "no archive");
        Assert.Equal("bundle.unreadable", Checked.Problems(Run()));
    }
}
