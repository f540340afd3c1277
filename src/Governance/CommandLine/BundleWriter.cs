using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Governance.Audit.Ledger;
using Governance.Ledger;

namespace Governance.CommandLine;

/// <summary>
/// Writes a bundle: the checkpoint, what it commits to, and the proofs that lead there. Everything is of one checkpoint, whatever is appended
/// while it is written; the folder has its name only when it is whole.
/// </summary>
internal sealed class BundleWriter(ServiceClient service, string key, string folder, Terminal terminal)
{
    private readonly string target = Path.GetFullPath(folder);
    private string Unfinished => target + ".unfinished";

    /// <summary>Writes it.</summary>
    /// <param name="subject">The path of one thing, such as policies/social-media-policy, or null for the whole log.</param>
    /// <param name="from">Sizes that consistency is proved from.</param>
    /// <param name="withhold">Whether personal data stay here.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="CommandFault">The service refuses, or the folder cannot be written.</exception>
    public async Task Write(string? subject, IReadOnlyList<long> from, bool withhold, CancellationToken cancellation)
    {
        if (System.IO.Directory.Exists(target) || File.Exists(target)) throw new CommandFault($"{target} is there already: name a folder that is not.", CommandFault.WrongUsage);
        if (System.IO.Directory.Exists(Unfinished)) System.IO.Directory.Delete(Unfinished, recursive: true);
        System.IO.Directory.CreateDirectory(Unfinished);
        var note = await Text("ledger/checkpoint", cancellation);
        var checkpoint = Checkpoint.Parse(SignedNote.Parse(note).Text);
        Put("checkpoint", note);
        var streams = subject is null ? [] : (await Read<ExcerptView>($"{subject}/excerpt", cancellation)).Streams;
        var counts = await Leaves(checkpoint, note, streams, withhold, cancellation);
        if (subject is null) await Tree(checkpoint.Size, cancellation);
        else await States(checkpoint.Size, streams, cancellation);
        foreach (var size in from.Distinct().Where(size => size != checkpoint.Size))
            Put($"consistency/{Number(size)}-{Number(checkpoint.Size)}", await Text($"ledger/consistency?from={Number(size)}&to={Number(checkpoint.Size)}", cancellation));
        await Policy(cancellation);
        Put("README.txt", BundleReadme.Text(checkpoint, subject is not null));
        Manifest();
        System.IO.Directory.Move(Unfinished, target);
        terminal.Line($"{target}: {Counted(counts.Leaves, "leaf", "leaves")} of a log of {Counted(checkpoint.Size, "leaf", "leaves")}{(counts.Withheld > 0 ? $", {Counted(counts.Withheld, "personal member", "personal members")} withheld" : "")}.");
        terminal.Line($"Check it with: governance-verify {folder}");
    }

    private async Task<(long Leaves, long Withheld)> Leaves(Checkpoint checkpoint, string note, IReadOnlyList<string> streams, bool withhold, CancellationToken cancellation)
    {
        var about = string.Concat(streams.Select(stream => $"&stream={Uri.EscapeDataString(stream)}"));
        await using var events = Open("events.jsonl");
        await using var disclosures = Open("disclosures.jsonl");
        await using var withheld = Open("withheld.txt");
        await using var erasures = Open("erasures.jsonl");
        var (count, held, after) = (0L, 0L, -1L);
        while (true)
        {
            var page = await Text($"ledger/leaves?position={Number(checkpoint.Size)}&after={Number(after)}{about}{(withhold ? "" : "&disclose=true")}", cancellation);
            if (page.Length == 0) return (count, held);
            foreach (var line in page.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                using var leaf = JsonDocument.Parse(line);
                var written = BundleLine.Of(leaf.RootElement);
                await events.WriteLineAsync(written.Event);
                foreach (var disclosure in written.Disclosures) await disclosures.WriteLineAsync(disclosure);
                foreach (var digest in written.Withheld) await withheld.WriteLineAsync(digest);
                foreach (var erasure in written.Erasures) await erasures.WriteLineAsync(erasure);
                if (written.Proof is { } proof) Put($"proofs/{Number(written.Leaf)}.tlog-proof", new TlogProof(written.Leaf, proof, note).ToText());
                (count, held, after) = (count + 1, held + written.Withheld.Count, written.Leaf);
            }

            terminal.Progress($"{Counted(count, "leaf", "leaves")} so far, at {after * 100 / checkpoint.Size} %");
        }
    }

    private async Task Tree(long size, CancellationToken cancellation)
    {
        foreach (var tile in Tiles.All(size))
        {
            var path = Tiles.Path(tile, tile.WidthAt(size));
            await Save(path, cancellation);
            if (tile.Level == 0) await Save(Tiles.EntriesPath(tile.Index, tile.WidthAt(size)), cancellation);
            terminal.Progress($"{path}");
        }
    }

    private async Task States(long size, IReadOnlyList<string> streams, CancellationToken cancellation)
    {
        var states = await Read<IReadOnlyList<StreamStateView>>($"ledger/states?position={Number(size)}{string.Concat(streams.Select(stream => $"&stream={Uri.EscapeDataString(stream)}"))}", cancellation);
        foreach (var state in states) Put($"states/{state.Stream.Replace("/", "__", StringComparison.Ordinal)}.json", JsonSerializer.Serialize(state, Shared.Json.Options) + "\n");
    }

    private async Task Policy(CancellationToken cancellation)
    {
        var status = await Read<LedgerStatusView>("ledger", cancellation);
        var text = new StringBuilder($"log {status.Key}\n");
        for (var at = 0; at < status.Witnesses.Count; at++) text.Append(CultureInfo.InvariantCulture, $"witness w{at + 1} {status.Witnesses[at].Key}\n");
        text.Append(status.Witnesses.Count switch
        {
            0 => "quorum none\n",
            1 => "quorum w1\n",
            var many => $"group all all {string.Join(' ', Enumerable.Range(1, many).Select(at => $"w{at}"))}\nquorum all\n",
        });
        Put("policy.txt", text.ToString());
    }

    private void Manifest()
    {
        var files = System.IO.Directory.EnumerateFiles(Unfinished, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Unfinished, file).Replace('\\', '/')).Order(StringComparer.Ordinal);
        Put("manifest.sha256", string.Concat(files.Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Unfinished, file))))}  {file}\n").ToList()));
    }

    private async Task Save(string path, CancellationToken cancellation)
    {
        var bytes = await service.Fetch($"ledger/{path}", key, cancellation);
        File.WriteAllBytes(Place(path), bytes);
    }

    private async Task<T> Read<T>(string path, CancellationToken cancellation) where T : class
    {
        var answer = await service.Get(path, key, cancellation);
        if (!answer.Succeeded) throw new CommandFault(answer.Sentence);
        return answer.Read<T>() ?? throw service.Strange(answer);
    }

    private async Task<string> Text(string path, CancellationToken cancellation) => Encoding.UTF8.GetString(await service.Fetch(path, key, cancellation));

    private StreamWriter Open(string path) => new(Place(path), append: false, new UTF8Encoding(false)) { NewLine = "\n" };

    private void Put(string path, string text) => File.WriteAllText(Place(path), text, new UTF8Encoding(false));

    private string Place(string path)
    {
        var place = Path.Combine(Unfinished, path);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        return place;
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Counted(long count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {(count == 1 ? one : many)}");
}

/// <summary>One leaf as the service tells it, in the forms that a bundle keeps.</summary>
/// <param name="Leaf">Its number.</param>
/// <param name="Event">The line of events.jsonl.</param>
/// <param name="Proof">The inclusion proof, in excerpts.</param>
/// <param name="Disclosures">Lines of disclosures.jsonl.</param>
/// <param name="Withheld">Lines of withheld.txt.</param>
/// <param name="Erasures">Lines of erasures.jsonl.</param>
internal sealed record BundleLine(long Leaf, string Event, IReadOnlyList<Hash>? Proof, IReadOnlyList<string> Disclosures, IReadOnlyList<string> Withheld, IReadOnlyList<string> Erasures)
{
    private static readonly string[] Kept = ["leaf", "entry", "data", "headers"];

    /// <summary>The forms of one line of the service.</summary>
    public static BundleLine Of(JsonElement line)
    {
        var leaf = line.GetProperty("leaf").GetInt64();
        var kept = Kept.Where(name => line.TryGetProperty(name, out _)).Select(name => $"\"{name}\":{line.GetProperty(name).GetRawText()}");
        return new(
            leaf, $"{{{string.Join(',', kept)}}}",
            line.TryGetProperty("proof", out var proof) ? [.. proof.EnumerateArray().Select(hash => Hash.Of(hash.GetBytesFromBase64()))] : null,
            [.. Members(line, "disclosures").Select(one => one.GetRawText())], [.. Members(line, "withheld").Select(one => one.GetString()!)], [.. Members(line, "erasures").Select(one => one.GetRawText())]);
    }

    private static List<JsonElement> Members(JsonElement line, string name) => line.TryGetProperty(name, out var members) ? [.. members.EnumerateArray()] : [];
}
