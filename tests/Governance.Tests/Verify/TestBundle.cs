using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Governance.Ledger;

namespace Governance.Tests.Verify;

/// <summary>The files of a bundle, to be written into a folder or an archive, and to be tampered with before.</summary>
internal sealed class TestBundle
{
    private TestBundle()
    {
    }

    public Dictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    public static TestBundle Whole(TestLog log, params NoteSigner[] witnesses)
    {
        var bundle = new TestBundle();
        var tree = log.Tree();
        bundle.Put("checkpoint", log.Signed(tree, witnesses).ToText());
        foreach (var tile in Tiles.All(log.Leaves.Count))
        {
            var width = tile.WidthAt(log.Leaves.Count);
            bundle.Files[Tiles.Path(tile, width)] = tree.Touched[tile];
            if (tile.Level == 0) bundle.Files[Tiles.EntriesPath(tile.Index, width)] = EntryBundle.Write([.. log.Leaves.Skip((int)tile.Index * 256).Take(width).Select(x => (ReadOnlyMemory<byte>)x.Entry.ToBytes())]);
        }
        return bundle.Fill(log, Enumerable.Range(0, log.Leaves.Count));
    }

    public static TestBundle Excerpt(TestLog log, params string[] streams)
    {
        var bundle = new TestBundle();
        var (tree, size) = (log.Tree(), log.Leaves.Count);
        var note = log.Signed(tree).ToText();
        bundle.Put("checkpoint", note);
        var kept = Enumerable.Range(0, size).Where(x => log.Leaves[x].Entry is { Kind: EntryKind.Genesis or EntryKind.Key } or { Stream: { } } && (log.Leaves[x].Entry.Stream is not { } stream || streams.Contains(stream))).ToArray();
        foreach (var leaf in kept) bundle.Put(FormattableString.Invariant($"proofs/{leaf}.tlog-proof"), new TlogProof(leaf, Proof.Inclusion(leaf, size, x => tree.Touched[x]), note).ToText());
        return bundle.Fill(log, kept);
    }

    public TestBundle Put(string file, string text)
    {
        Files[file] = Encoding.UTF8.GetBytes(text);
        return this;
    }

    public string Text(string file) => Encoding.UTF8.GetString(Files[file]);

    public TestBundle State(string stream, long version, string state) =>
        Put($"states/{stream.Replace("/", "__", StringComparison.Ordinal)}.json", $$"""{"stream":"{{stream}}","version":{{version}},"state":{{state}}}""" + "\n");

    /// <summary>Replaces within the line of events.jsonl about a leaf.</summary>
    public TestBundle Edit(int leaf, Func<string, string> edit)
    {
        var lines = Text("events.jsonl").Split('\n');
        var at = Array.FindIndex(lines, x => x.StartsWith(FormattableString.Invariant($"{{\"leaf\":{leaf},"), StringComparison.Ordinal));
        Assert.NotEqual(lines[at], edit(lines[at]));
        lines[at] = edit(lines[at]);
        return Put("events.jsonl", string.Join('\n', lines.Where((x, i) => i == lines.Length - 1 || x.Length > 0)));
    }

    /// <summary>The manifest as whoever sends the bundle writes it last.</summary>
    public TestBundle Manifested() => Put("manifest.sha256", string.Concat(Files.Where(x => x.Key != "manifest.sha256").OrderBy(x => x.Key, StringComparer.Ordinal)
        .Select(x => $"{Convert.ToHexStringLower(SHA256.HashData(x.Value))}  {x.Key}\n")));

    public void WriteTo(string folder)
    {
        foreach (var (file, bytes) in Files)
        {
            var path = Path.Combine(folder, file);
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, bytes);
        }
    }

    public void WriteArchive(string path, string top = "bundle/")
    {
        using var tar = new TarWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest), TarEntryFormat.Pax, leaveOpen: false);
        if (top.Length > 0) tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, top));
        foreach (var (file, bytes) in Files) tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, top + file) { DataStream = new MemoryStream(bytes) });
    }

    private TestBundle Fill(TestLog log, IEnumerable<int> leaves)
    {
        Put("policy.txt", $"log {log.Signer.Verifier}\nquorum none\n");
        Put("events.jsonl", string.Concat(leaves.Select(x => Line(x, log.Leaves[x]))));
        Put("disclosures.jsonl", "");
        Put("withheld.txt", "");
        Put("erasures.jsonl", "");
        Put("README.txt", "A bundle.\n");
        return Manifested();
    }

    private static string Line(int leaf, TestLeaf written)
    {
        var line = $"{{\"leaf\":{leaf.ToString(CultureInfo.InvariantCulture)},\"entry\":{Encoding.UTF8.GetString(written.Entry.ToBytes())}";
        if (written.Data is { } data) line += $",\"data\":{Encoding.UTF8.GetString(SealedData.Canonical(Encoding.UTF8.GetBytes(data)))}";
        if (written.Headers is { } headers) line += $",\"headers\":{Encoding.UTF8.GetString(SealedData.CanonicalHeaders(Encoding.UTF8.GetBytes(headers)))}";
        return line + "}\n";
    }
}
