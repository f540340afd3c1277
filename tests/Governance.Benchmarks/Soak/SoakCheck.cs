extern alias verify;

using System.Diagnostics;
using System.Globalization;
using Governance.Database;
using verify::Governance.Verify;

namespace Governance.Benchmarks.Soak;

/// <summary>Looks at everything once all is quiet: the feed, the timers, the ledger and a bundle of it, the messages, and the views.</summary>
internal sealed class SoakCheck(SoakService service, SoakClient client, SoakRecord record, SoakFollower follower)
{
    private const string Auditor = "p-1012";

    // The longest deadline that the load sets, and some more.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(150);

    /// <summary>What the checks looked at, by what it is called.</summary>
    public Dictionary<string, long> Looked { get; } = [];

    /// <summary>Waits for every moment that is still to come, then judges.</summary>
    public async Task<IReadOnlyList<Finding>> Judge(int before)
    {
        var feed = await Quiet();
        await follower.Finish();
        var (told, timers) = (record.Told, SoakDecider.Due(feed, DateTimeOffset.UtcNow));
        Looked["events in the feed"] = feed.Count;
        Looked["acknowledged commands"] = told.Count;
        Looked["acknowledged events"] = told.Sum(command => command.Facts.Count + command.Counts.Values.Sum());
        Looked["timers that were due"] = timers.Count(timer => timer.Must);
        var findings = new List<Finding>(SoakDecider.Judge(new SoakHistory(told, feed, before, follower.Told, DateTimeOffset.UtcNow)));
        await Ledger(findings);
        await Bundle(findings);
        await Messages(findings);
        if ((await client.Read("look at the health", Auditor, "/health/ready")) is { Succeeded: false } sick) findings.Add(new(Fault.Other, $"/health/ready says {sick.Status}: {sick.Body}"));
        var (stored, rebuilt) = await SoakViews.Read(service);
        var views = SoakDecider.Compare(stored, rebuilt);
        Looked["rows of views"] = stored.Count;
        Looked["of these with moments of another clock than a rebuild"] = views.OtherMoments;
        findings.AddRange(views.Findings);
        return [.. findings, .. record.Findings];
    }

    // Until nothing is still to come, or what is overdue has had its time.
    private async Task<IReadOnlyList<FeedFact>> Quiet()
    {
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(3000))
        {
            var feed = await SoakFeed.Read(client);
            var coming = SoakDecider.Due(feed, DateTimeOffset.UtcNow + Longest).Count(timer => timer is { Must: true, Effects: 0 });
            if (coming == 0 || Stopwatch.GetElapsedTime(began) > Longest) return feed;
        }
    }

    private async Task Ledger(List<Finding> findings)
    {
        SoakAnswer status;
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(200))
        {
            status = await client.Read("look at the ledger", Auditor, "/ledger");
            // Each of an auditor's looks is itself recorded: what waits then is this one.
            if (status.Succeeded && status.Json.GetProperty("waiting").GetInt64() <= 1 && status.Json.GetProperty("size").GetInt64() - status.Json.GetProperty("signedSize").GetInt64() <= 1) break;
            if (Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(1)) continue;
            findings.Add(new(Fault.Other, $"The ledger does not catch up: {status.Body}"));
            return;
        }

        Looked["leaves of the log"] = status.Json.GetProperty("size").GetInt64();
        foreach (var alarm in status.Json.GetProperty("alarms").EnumerateArray()) findings.Add(new(Fault.Other, $"The ledger: {alarm}"));
        foreach (var flag in (string[])["violations", "mutations"])
            if (status.Json.GetProperty(flag).GetInt64() is > 0 and var many) findings.Add(new(Fault.Other, $"The ledger counts {many} {flag}."));
    }

    private async Task Bundle(List<Finding> findings)
    {
        var folder = Path.Combine(service.Folder, "bundle");
        var said = await SoakService.Run("dotnet", typeof(DatabaseConnection).Assembly.Location, "ledger", "export", "--to", folder, "--url", service.Running.Address.ToString(), "--key", client.Keys[Auditor]);
        if (said is not null)
        {
            findings.Add(new(Fault.Other, $"The ledger cannot be exported: {said}"));
            return;
        }

        var report = Verification.Run(new VerifyOptions(folder), Progress.None);
        Looked["bundle verified"] = report.Verified ? 1 : 0;
        if (!report.Verified) findings.Add(new(Fault.Other, "governance-verify does not say VERIFIED of the exported log."));
    }

    private async Task Messages(List<Finding> findings)
    {
        var dead = Convert.ToInt64(await service.Ask("select count(*) from messages.wolverine_dead_letters"), CultureInfo.InvariantCulture);
        if (dead > 0) findings.Add(new(Fault.Other, $"{dead} messages were given up: {await service.Ask("select string_agg(distinct message_type || ': ' || exception_message, '; ') from messages.wolverine_dead_letters")}"));
        var late = Convert.ToInt64(await service.Ask("select count(*) from messages.wolverine_incoming_envelopes where status <> 'Handled' and (execution_time is null or execution_time < now() - interval '1 minute')"), CultureInfo.InvariantCulture);
        if (late > 0) findings.Add(new(Fault.Other, $"{late} messages wait for longer than a minute."));
    }
}
