using System.Globalization;
using System.Text;
using System.Text.Json;
using Governance.Audit.Ledger;
using Governance.Ledger;

namespace Governance.CommandLine;

/// <summary>
/// Writes a bundle: the checkpoint, what it commits to, and the proofs that lead there. Everything is of one checkpoint, whatever is appended
/// while it is written. Somebody who is erased meanwhile is told neither there nor in the log up to it: then it begins anew.
/// </summary>
internal sealed class BundleWriter(ServiceClient service, string key, string folder, Terminal terminal)
{
    private const int Attempts = 3;

    // An address line holds about so many.
    private const int StreamsAtOnce = 40;

    private readonly BundleFolder bundle = new(folder);

    /// <summary>Writes it.</summary>
    /// <param name="subject">The path of one thing, such as policies/social-media-policy, or null for the whole log.</param>
    /// <param name="from">Sizes that consistency is proved from.</param>
    /// <param name="withhold">Whether personal data stay here.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="CommandFault">The service refuses, or the folder cannot be written.</exception>
    public async Task Write(string? subject, IReadOnlyList<long> from, bool withhold, CancellationToken cancellation)
    {
        try
        {
            for (var attempt = 1; !await Attempt(subject, from, withhold, last: attempt == Attempts, cancellation); attempt++) terminal.Progress("somebody was erased meanwhile; beginning anew");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandFault($"{bundle.Target} cannot be written ({error.Message.TrimEnd('.')}): make room, or name another folder.");
        }
    }

    private async Task<bool> Attempt(string? subject, IReadOnlyList<long> from, bool withhold, bool last, CancellationToken cancellation)
    {
        bundle.Begin();
        var note = await Text("ledger/checkpoint", cancellation);
        var checkpoint = Checkpoint.Parse(SignedNote.Parse(note).Text);
        bundle.Put("checkpoint", note);
        var streams = subject is null ? [] : (await Read<ExcerptView>($"{subject}/excerpt", cancellation)).Streams;
        var counts = await Leaves(checkpoint, note, streams, withhold, cancellation);
        // The verifier takes what nobody explains for missing: that is true only when a newer checkpoint does not explain it either.
        if (counts.Silent && !last) return false;
        if (subject is null) await Tree(checkpoint.Size, cancellation);
        else await States(checkpoint.Size, streams, cancellation);
        foreach (var size in from.Distinct().Where(size => size != checkpoint.Size))
            bundle.Put($"consistency/{Number(size)}-{Number(checkpoint.Size)}", await Text($"ledger/consistency?from={Number(size)}&to={Number(checkpoint.Size)}", cancellation));
        await Policy(cancellation);
        bundle.Put("README.txt", BundleReadme.Text(checkpoint, subject is not null));
        bundle.Finish();
        terminal.Line($"{bundle.Target}: {Counted(counts.Leaves, "leaf", "leaves")} of a log of {Counted(checkpoint.Size, "leaf", "leaves")}{(counts.Withheld > 0 ? $", {Counted(counts.Withheld, "personal member", "personal members")} withheld" : "")}.");
        terminal.Line($"Check it with: governance-verify {bundle.Target} --key VKEY, the log's verifier key from somebody you trust (governance ledger status says which key the service has).");
        return true;
    }

    private async Task<(long Leaves, long Withheld, bool Silent)> Leaves(Checkpoint checkpoint, string note, IReadOnlyList<string> streams, bool withhold, CancellationToken cancellation)
    {
        await using var events = bundle.Lines("events.jsonl");
        await using var disclosures = bundle.Lines("disclosures.jsonl");
        await using var withheld = bundle.Lines("withheld.txt");
        await using var erasures = bundle.Lines("erasures.jsonl");
        var (count, held) = (0L, 0L);
        var (silent, erased) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        await foreach (var written in InOrder(checkpoint.Size, streams, withhold, cancellation))
        {
            await events.WriteLineAsync(written.Event);
            foreach (var disclosure in written.Disclosures) await disclosures.WriteLineAsync(disclosure);
            foreach (var digest in written.Withheld) await withheld.WriteLineAsync(digest);
            foreach (var erasure in written.Erasures) await erasures.WriteLineAsync(erasure);
            if (written.Proof is { } proof) bundle.Put($"proofs/{Number(written.Leaf)}.tlog-proof", new TlogProof(written.Leaf, proof, note).ToText());
            silent.UnionWith(written.Silent);
            erased.UnionWith(written.Erased);
            (count, held) = (count + 1, held + written.Withheld.Count);
            if (count % LeafQuery.MaxLimit == 0) terminal.Progress($"{Counted(count, "leaf", "leaves")} so far, at {written.Leaf * 100 / checkpoint.Size} %");
        }

        return (count, held, silent.Except(erased).Any());
    }

    // The whole log comes page by page; an excerpt is small, and what its streams have is put in order here.
    private async IAsyncEnumerable<BundleLine> InOrder(long size, IReadOnlyList<string> streams, bool withhold, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        if (streams.Count == 0)
        {
            await foreach (var line in Pages(size, "", withhold, cancellation)) yield return line;
            yield break;
        }

        var found = new SortedDictionary<long, BundleLine>();
        foreach (var some in streams.Chunk(StreamsAtOnce))
            await foreach (var line in Pages(size, About(some), withhold, cancellation)) found[line.Leaf] = line;
        foreach (var line in found.Values) yield return line;
    }

    private async IAsyncEnumerable<BundleLine> Pages(long size, string about, bool withhold, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var after = -1L; ;)
        {
            var page = await Text($"ledger/leaves?position={Number(size)}&after={Number(after)}{about}{(withhold ? "" : "&disclose=true")}", cancellation);
            if (page.Length == 0) yield break;
            foreach (var line in page.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                using var leaf = JsonDocument.Parse(line);
                var written = BundleLine.Of(leaf.RootElement);
                yield return written;
                after = written.Leaf;
            }
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
        foreach (var some in streams.Chunk(StreamsAtOnce))
            foreach (var state in await Read<IReadOnlyList<StreamStateView>>($"ledger/states?position={Number(size)}{About(some)}", cancellation))
                bundle.Put($"states/{state.Stream.Replace("/", "__", StringComparison.Ordinal)}.json", JsonSerializer.Serialize(state, Shared.Json.Options) + "\n");
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
        bundle.Put("policy.txt", text.ToString());
    }

    private async Task Save(string path, CancellationToken cancellation) => bundle.Put(path, await service.Fetch($"ledger/{path}", key, cancellation));

    private async Task<T> Read<T>(string path, CancellationToken cancellation) where T : class
    {
        var answer = await service.Get(path, key, cancellation);
        if (!answer.Succeeded) throw new CommandFault(answer.Sentence);
        return answer.Read<T>() ?? throw service.Strange(answer);
    }

    private async Task<string> Text(string path, CancellationToken cancellation) => Encoding.UTF8.GetString(await service.Fetch(path, key, cancellation));

    private static string About(IEnumerable<string> streams) => string.Concat(streams.Select(stream => $"&stream={Uri.EscapeDataString(stream)}"));

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Counted(long count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {(count == 1 ? one : many)}");
}
