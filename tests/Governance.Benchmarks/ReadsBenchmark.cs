using System.Globalization;

namespace Governance.Benchmarks;

/// <summary>
/// What people read most, over HTTP and signed in, beside a hand-written endpoint that passes on the rows of the same tables: one policy, a filtered
/// page of a register of 100,000 accounts, a page of 200 events, the most that one may ask for. In turn, one client and eight.
/// </summary>
internal static class ReadsBenchmark
{
    private const int Rounds = 5;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(3);

    /// <summary>Runs all of it.</summary>
    public static async Task RunAsync()
    {
        await using var service = await RunningService.Start();
        using (var drafter = service.As("p-1001")) await CommandBenchmark.Draft(drafter, 0);
        using (var steward = service.As("p-1004")) await AccountsBenchmark.Import(steward, "import of 100,000 lines, 500 a call");
        await service.Run("analyze");
        using var raw = await RawServer.Start(service);
        // What an auditor reads is recorded, and costs what a command costs.
        using var executive = service.As("p-1011");
        using var administrator = service.As("p-1013");
        (string What, HttpClient Reader, string Path, string Raw)[] reads =
        [
            ("one policy", executive, "/policies/policy-0", "/documents/policyview/policy~policy-0"),
            ("a page of 50 of one platform, of 100,000", executive, "/accounts?platform=x&limit=50", "/page"),
            ("a page of 200 events, the most there is", administrator, "/events?limit=200", "/events"),
        ];
        foreach (var (what, reader, path, byHand) in reads)
            foreach (var clients in (int[])[1, 8])
            {
                Task Read(int client, int at) => reader.GetByteArrayAsync(new Uri(path, UriKind.Relative));
                Task Raw(int client, int at) => raw.Http.GetByteArrayAsync(new Uri(byHand, UriKind.Relative));
                await HttpLoad.Run(clients, Time, Read);
                await HttpLoad.Run(clients, Time, Raw);
                var (ours, hands) = (new List<Pace>(), new List<Pace>());
                for (var round = 0; round < Rounds; round++)
                {
                    ours.Add(await HttpLoad.Run(clients, Time, Read));
                    hands.Add(await HttpLoad.Run(clients, Time, Raw));
                }

                CommandBenchmark.Say(string.Create(CultureInfo.InvariantCulture, $"{what}, {clients} clients"), ours);
                CommandBenchmark.Say("  by hand", hands);
                CommandBenchmark.Ratio("  read / by hand", ours, hands);
            }
    }
}
