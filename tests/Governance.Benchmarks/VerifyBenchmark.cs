extern alias verify;

using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Governance.Ledger;
using verify::Governance.Verify;

namespace Governance.Benchmarks;

/// <summary>How fast a log is checked: entries hashed again in memory, each part of an event's check by itself, and a whole bundle from its folder.</summary>
internal static class VerifyBenchmark
{
    private const int Events = 50_000, Streams = 1_000, Times = 5;
    private const string Tenant = "acme", Origin = "gov.example/governance/acme";
    private static readonly DateTimeOffset Noon = new(2027, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Measures all of it.</summary>
    public static void Run()
    {
        using var node = NodeKey.Of(Enumerable.Repeat((byte)1, 32).ToArray());
        using var signer = NoteSigner.Of(Origin, NoteKeyType.Ed25519, Enumerable.Repeat((byte)2, 32).ToArray());
        var log = Log(node, signer);
        var entries = log.Select(x => x.Entry).ToArray();
        Report.Say($"{Events:N0} events, entries of {entries.Average(x => x.Length):0} bytes on average");

        Each("Hash an entry again (RFC 9162 leaf)", entries.Length, () => { foreach (var entry in entries) Merkle.LeafHash(entry); });
        Each("Read an entry strictly and hash it", entries.Length, () => { foreach (var entry in entries) Entry.Parse(entry); });
        Each("Digest of an event's data (RFC 8785)", entries.Length, () => { foreach (var leaf in log) if (leaf.Seal is not null) SealedData.Digest(leaf.Data); });
        Each("Grow the tree by an entry", entries.Length, () =>
        {
            var tree = new TreeAppender(0, _ => []);
            foreach (var entry in entries) tree.Append(Merkle.LeafHash(entry));
            _ = tree.Root;
        });
        var sealedOnes = log.Where(x => x.Seal is not null).Take(5_000).ToArray();
        Each("Check a seal (Ed25519)", sealedOnes.Length, () =>
        {
            foreach (var leaf in sealedOnes) leaf.Seal!.Verify(node.PublicKey.Span, Tenant, leaf.Stream!, leaf.Id, "PersonChanged", leaf.Seal.B);
        });
        Whole(log, signer);
    }

    private static void Whole(IReadOnlyList<Leaf> log, NoteSigner signer)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("governance-benchmark-");
        try
        {
            Write(folder.FullName, log, signer);
            using var self = Process.GetCurrentProcess();
            for (var i = 0; i < Times; i++)
            {
                self.Refresh();
                var (began, busy) = (Stopwatch.GetTimestamp(), self.TotalProcessorTime);
                var report = Verification.Run(new VerifyOptions(folder.FullName), Progress.None);
                self.Refresh();
                var (taken, work) = (Stopwatch.GetElapsedTime(began), self.TotalProcessorTime - busy);
                Report.Say(string.Create(CultureInfo.InvariantCulture,
                    $"{"Check a whole bundle, seals included",-52} {log.Count / taken.TotalSeconds,12:N0} /s {log.Count / work.TotalSeconds,12:N0} /s a core   verified: {report.Verified}"));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // On one thread and by processor time, so that the figure is that of a core, whatever else the machine does.
    private static void Each(string what, int count, Action work)
    {
        work();
        using var self = Process.GetCurrentProcess();
        var rates = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            self.Refresh();
            var began = self.TotalProcessorTime;
            work();
            self.Refresh();
            rates.Add(count / (self.TotalProcessorTime - began).TotalSeconds);
        }
        rates.Sort();
        Report.Say(string.Create(CultureInfo.InvariantCulture, $"{what,-52} {rates[Times / 2],12:N0} /s a core (median of {Times}; {rates[0]:N0} to {rates[^1]:N0})"));
    }

    private sealed record Leaf(byte[] Entry, byte[] Data, byte[] Headers, Seal? Seal, string? Stream, Guid Id);

    private static List<Leaf> Log(NodeKey node, NoteSigner signer)
    {
        var log = new List<Leaf>
        {
            Bare(new Entry(EntryKind.Genesis) { Tenant = Tenant, At = Noon, Note = new JsonObject { ["origin"] = Origin, ["key"] = signer.Verifier.ToString() }.ToJsonString() }),
            Bare(new Entry(EntryKind.Key) { Tenant = Tenant, At = Noon, Note = new JsonObject { ["role"] = "node", ["k"] = node.Id, ["key"] = Convert.ToBase64String(node.PublicKey.Span) }.ToJsonString() }),
        };
        for (var i = 0; i < Events; i++) log.Add(Event(node, i));
        return log;
    }

    private static Leaf Bare(Entry entry) => new(entry.ToBytes(), [], [], null, null, default);

    private static Leaf Event(NodeKey node, int number)
    {
        var (id, stream) = (new Guid(number, 1, 2, new byte[8]), $"person/p-{number % Streams}");
        var data = Encoding.UTF8.GetBytes($$"""{"area":"communications","grade":{{number % 9}},"reason":"{{new string('x', 200)}}"}""");
        var headers = Encoding.UTF8.GetBytes("""{"credential":"key:0123456789abcdef"}""");
        var (b, n) = (SealedData.Digest(data), SHA256.HashData(BitConverter.GetBytes(number))[..16]);
        var seal = Seal.Make(node, Tenant, stream, id, "PersonChanged", b, n);
        var entry = new Entry(EntryKind.Event)
        {
            Id = id,
            Tenant = Tenant,
            Stream = stream,
            Version = number / Streams + 1,
            Sequence = number + 1,
            Type = "PersonChanged",
            At = Noon.AddMilliseconds(number),
            Actor = "p-1001",
            Correlation = "4bf92f3577b34da6a3ce929d0e0e4736",
            Causation = "call:4bf92f3577b34da6a3ce929d0e0e4736",
            Data = b,
            N = n,
            Headers = SealedData.HeadersDigest(headers),
            Seal = seal,
        };
        return new Leaf(entry.ToBytes(), data, headers, seal, stream, id);
    }

    private static void Write(string folder, IReadOnlyList<Leaf> log, NoteSigner signer)
    {
        var tree = new TreeAppender(0, _ => []);
        foreach (var leaf in log) tree.Append(Merkle.LeafHash(leaf.Entry));
        Put(folder, "checkpoint", Encoding.UTF8.GetBytes(SignedNote.Sign(new Checkpoint(Origin, log.Count, tree.Root).ToText(), Noon, signer).ToText()));
        Put(folder, "policy.txt", Encoding.UTF8.GetBytes($"log {signer.Verifier}\nquorum none\n"));
        foreach (var (tile, hashes) in tree.Touched)
        {
            var width = tile.WidthAt(log.Count);
            Put(folder, Tiles.Path(tile, width), hashes);
            if (tile.Level == 0) Put(folder, Tiles.EntriesPath(tile.Index, width), EntryBundle.Write([.. log.Skip((int)tile.Index * 256).Take(width).Select(x => (ReadOnlyMemory<byte>)x.Entry)]));
        }
        using (var events = File.Create(Path.Combine(folder, "events.jsonl")))
        {
            for (var at = 0; at < log.Count; at++)
            {
                events.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"leaf\":{at},\"entry\":")));
                events.Write(log[at].Entry);
                if (log[at].Seal is not null) events.Write([.. ",\"data\":"u8, .. log[at].Data, .. ",\"headers\":"u8, .. log[at].Headers]);
                events.Write("}\n"u8);
            }
        }
        var files = System.IO.Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToArray();
        Put(folder, "manifest.sha256", Encoding.UTF8.GetBytes(string.Concat(files.Select(x => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(x)))}  {Path.GetRelativePath(folder, x)}\n"))));
    }

    private static void Put(string folder, string file, byte[] bytes)
    {
        var path = Path.Combine(folder, file);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }
}
