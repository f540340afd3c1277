using System.Text.Json;
using System.Text.RegularExpressions;
using Governance.Host.Tests.Database;
using Governance.Hostile;

namespace Governance.Host.Tests.Api;

/// <summary>A part of what <c>ops/hostile</c> sends, at the real server and over real connections.</summary>
public sealed partial class HostileTests
{
    private const int Seed = 20261127;
    private const int Requests = 3_000;

    [Fact]
    public async Task Whatever_is_sent_is_answered_or_refused_in_our_own_words()
    {
        using var scratch = new ScratchFolder();
        // Nothing that is sent leads the service out of this machine.
        using var service = new ServiceProcess(("Database__DataFolder", scratch.DataFolder), ("Fetching__NameServer", "127.0.0.1:9"));
        await service.SaysAsync("Paste one of these");
        var keys = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(Path.Combine(scratch.DataFolder, "local-keys.json"), TestContext.Current.CancellationToken))!;

        var report = await new HostileRun(new Uri(Address().Match(service.Output).Groups[1].Value), keys, Seed).Run(0, Requests);

        Assert.True(report.IsClean, $"{report}\n{service.Output}");
        Assert.Equal(Requests, report.Counts.Values.Sum());
        // What fails is logged, and a client's fault is no failure: with it anybody could fill the log.
        foreach (var level in (string[])["fail: ", "warn: ", "not authenticated"]) Assert.DoesNotContain(level, service.Output, StringComparison.Ordinal);
    }

    [GeneratedRegex("is served at (http://127[.]0[.]0[.]1:[0-9]+)")]
    private static partial Regex Address();
}
