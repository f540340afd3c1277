using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Governance.Audit;
using Governance.Policies;
using Governance.Policies.Text;

namespace Governance.CommandLine.Demo;

/// <summary>What anybody can read afterwards: what changed, who did what, and what the text was.</summary>
internal sealed class DemoReading(DemoStage stage, string policy, VersionView first, VersionView second)
{
    /// <summary>The redline of the two versions.</summary>
    public async Task Redline()
    {
        stage.Act($"What changed from {first.Label} to {second.Label}");
        var view = await stage.Read<RedlineView>(Cast.Auditor, $"{policy}/redline?from={first.Label}&to={second.Label}");
        var sum = view.Redline.Summary;
        stage.Expect((1, 1, 0), (sum.Changed, sum.Added, sum.Removed), "changed, added and removed clauses");
        stage.Expect(true, sum.Renumbered > 0, "clauses to be renumbered");
        foreach (var change in view.Redline.Clauses.Where(change => change.Kind is ClauseChangeKind.Changed or ClauseChangeKind.Added))
            stage.Say($"{change.Kind.ToString().ToLowerInvariant(),-8} {Number(change)} ({change.Id})  {Words(change)}");
        stage.Say($"{sum.Renumbered} clauses kept their ids under new numbers, {sum.Unchanged} are unchanged.");
    }

    /// <summary>The history since this run began.</summary>
    /// <param name="before">The policy's version then.</param>
    public async Task History(long before)
    {
        stage.Act("Who did what");
        var stream = $"policy/{policy.Split('/')[^1]}";
        var told = await stage.Until(() => Since(stream, before), lines => lines.Exists(line => line.Type == nameof(PolicySuperseded) && line.Sentence.Contains($"by {second.Label}", StringComparison.Ordinal)), $"the history tells of {second.Label}");
        foreach (var line in told) stage.Say($"{line.At.ToUniversalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture)}  {line.Sentence}{(line.Why is { } why ? $" “{why}”" : "")}");
        foreach (var type in (string[])[nameof(PolicySubmitted), nameof(ChangesRequested), nameof(PolicyRevised), nameof(PolicyApproved), nameof(PolicyPublished), nameof(PolicyBecameEffective), nameof(PolicySuperseded)])
            stage.Expect(true, told.Any(line => line.Type == type), $"{type} to stand in the history");
    }

    /// <summary>The text as it was, by label, by date and by version of the stream.</summary>
    public async Task Then()
    {
        stage.Act($"The text as of {first.Label}, and on a date");
        var labelled = await Text($"label={first.Label}");
        stage.Expect(first.Digest, labelled.Digest, $"the digest of {first.Label}");
        stage.Expect(labelled.BodyDigest, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(labelled.Content.Body))), "the SHA-256 of its text, computed here");
        stage.Expect(first.Digest, (await Text($"version={first.ContentVersion}")).Digest, "the text as of the version of the stream");
        stage.Expect(first.Label, (await Text($"on={Moment(second.EffectiveFrom.AddMilliseconds(-1))}")).Label, "the text a moment before the second version");
        stage.Expect(second.Label, (await Text($"on={Moment(second.EffectiveFrom)}")).Label, "the text at the moment of the second version");
        Show(labelled);
        Show(await Text($"on={Moment(second.EffectiveFrom)}"));
        stage.Expect(false, labelled.Clauses.Any(clause => clause.Id == DemoEdits.Generated), $"the second version's clause in {first.Label}");
    }

    private void Show(PolicyTextView text)
    {
        var clause = text.Clauses.First(clause => clause.Id == DemoEdits.Review);
        stage.Say($"{text.Label}  {text.State,-18}  {text.Digest[..12]}  {clause.Id} is clause {clause.Number}");
    }

    private async Task<List<EventLine>> Since(string stream, long before)
    {
        var lines = await Facts();
        var began = lines.FindIndex(line => line.Stream == stream && line.Version > before);
        return began < 0 ? [] : [.. lines.Skip(began)];
    }

    private async Task<List<EventLine>> Facts()
    {
        var lines = new List<EventLine>();
        for (var page = new EventPage([], "", true); page.More; lines.AddRange(page.Items))
            page = await stage.Read<EventPage>(Cast.Auditor, $"{policy}/history?limit=200{(page.Next.Length == 0 ? "" : $"&cursor={page.Next}")}");
        return lines;
    }

    private Task<PolicyTextView> Text(string query) => stage.Read<PolicyTextView>(Cast.Auditor, $"{policy}/text?{query}");

    private static string Words(ClauseChange change) => string.Concat(change.Text.Select(segment => segment.Kind switch
    {
        SegmentKind.Inserted when change.Kind == ClauseChangeKind.Added => segment.Text,
        SegmentKind.Inserted => $"[+{segment.Text}+]",
        SegmentKind.Deleted => $"[-{segment.Text}-]",
        _ => segment.Text,
    })).Trim();

    private static string Number(ClauseChange change) => change.OldNumber is { } old && old != change.NewNumber ? $"{old}, now {change.NewNumber}" : change.NewNumber!;

    private static string Moment(DateTimeOffset moment) => Uri.EscapeDataString(moment.ToString("O", CultureInfo.InvariantCulture));
}
