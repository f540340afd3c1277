using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Governance.Flows;

namespace Governance.Benchmarks;

/// <summary>A replay of 10,000 past requests under a changed flow: of histories in memory, and of the service's own, over HTTP.</summary>
internal static class ReplayBenchmark
{
    private const int Requests = 10_000;
    private const int Changes = 1_500;
    private const int Times = 5;

    private const string CopyStreams = """
        with copies as (select to_char(n, 'FM00000') as suffix from generate_series(2, $1) n),
        streams as (insert into governance.mt_streams select (jsonb_populate_record(s, jsonb_build_object('id', s.id || '-' || suffix))).* from governance.mt_streams s, copies where s.id like 'request/%'),
        documents as (insert into governance.mt_doc_request select (jsonb_populate_record(r, jsonb_build_object('id', r.id || '-' || suffix, 'data', r.data || jsonb_build_object('id', r.id || '-' || suffix)))).* from governance.mt_doc_request r, copies)
        select 1
        """;

    private const string CopyFacts = """
        insert into governance.mt_events select (jsonb_populate_record(e, jsonb_build_object('seq_id', nextval('governance.mt_events_sequence'), 'id', gen_random_uuid(), 'stream_id', e.stream_id || '-' || suffix))).*
        from (select to_char(n, 'FM00000') as suffix from generate_series(2, $1) n) copies, governance.mt_events e where e.stream_id like 'request/%' order by suffix, version
        """;

    private static string Shipped => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policies", "flows", "publish-policy.yaml"));

    // Two of legal instead of one.
    private static string Changed => Shipped.Replace("version: 2", "version: 3", StringComparison.Ordinal).Replace("{id: legal, approve: 1, of: legal}", "{id: legal, approve: 2, of: legal}", StringComparison.Ordinal);

    /// <summary>Measures both, five times each.</summary>
    public static async Task RunAsync()
    {
        Pure();
        await FromTheDatabase();
    }

    private static void Pure()
    {
        var past = new PastRequests(Shipped, Requests, Changes);
        Report.Say($"{Requests:N0} requests with {past.Histories.Sum(history => history.Count):N0} facts, {Changes:N0} changes of the directory");
        var flow = FlowParser.Parse(Changed, "changed.yaml").Flow!;
        var outcomes = new ReplayOutcome[Requests];
        using var self = Process.GetCurrentProcess();
        foreach (var hands in (int[])[1, Environment.ProcessorCount])
        {
            var (taken, busy) = (new List<double>(), self.TotalProcessorTime);
            for (var i = 0; i < Times; i++)
            {
                var (began, directory) = (Stopwatch.GetTimestamp(), past.Directory);
                Parallel.For(0, Requests, new ParallelOptions { MaxDegreeOfParallelism = hands }, at => outcomes[at] = Replay.One(flow, past.Histories[at], directory));
                taken.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
            }

            Print($"Replay {Requests:N0} requests in memory, {hands} at once", taken);
            self.Refresh();
            Report.Say(string.Create(CultureInfo.InvariantCulture, $"{"  of processors, each time",-52} mean   {(self.TotalProcessorTime - busy).TotalSeconds / Times,7:0.00} s"));
        }

        Report.Say(string.Join(", ", outcomes.CountBy(outcome => outcome.Verdict).Select(count => $"{count.Key} {count.Value:N0}")));
        Report.Say($"For example: {outcomes.FirstOrDefault(outcome => outcome.Verdict == ReplayVerdict.Different)?.Sentence}");
    }

    private static async Task FromTheDatabase()
    {
        await using var service = await RunningService.Start();
        using var http = service.As("p-1001");
        await Fill(service, http);
        var taken = new List<double>();
        JsonElement replay = default;
        for (var i = 0; i < Times; i++)
        {
            replay = await Read(await http.PostAsJsonAsync("/flows/publish-policy/replays", new { text = Changed }));
            var path = $"/flows/publish-policy/replays/{replay.GetProperty("replayId").GetString()}";
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
            for (; replay.GetProperty("state").GetString() == "running"; await Task.Delay(100, patience.Token)) replay = await Read(await http.GetAsync(path));
            taken.Add(replay.GetProperty("seconds").GetDouble());
        }

        Print($"Replay {replay.GetProperty("done").GetInt32():N0} requests from the database", taken);
        Report.Say(replay.GetRawText());
    }

    // One request as people decide it, then as many more in the database, word for word.
    private static async Task Fill(RunningService service, HttpClient drafter)
    {
        var document = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "policies", "documents", "social-media-policy.md"));
        await Read(await drafter.PostAsJsonAsync("/policies/import", new { file = "social-media-policy.md", document }));
        var request = (await Read(await drafter.PostAsJsonAsync("/policies/social-media-policy/submit", new { note = "Please" }))).GetProperty("links").GetProperty("request").GetString();
        foreach (var person in (string[])["p-1004", "p-1005", "p-1006", "p-1003", "p-1010"])
        {
            using var approver = service.As(person);
            var digest = (await Read(await approver.GetAsync(request))).GetProperty("request").GetProperty("content").GetString();
            await Read(await approver.PostAsJsonAsync($"{request}/decide", new { decision = "approve", digest }));
        }

        await service.Run(CopyStreams, Requests);
        await service.Run(CopyFacts, Requests);
        await service.Run("analyze");
    }

    private static async Task<JsonElement> Read(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonDocument.Parse(body).RootElement : throw new InvalidOperationException(body);
    }

    private static void Print(string what, List<double> taken)
    {
        taken.Sort();
        Report.Say(string.Create(CultureInfo.InvariantCulture, $"{what,-52} median {taken[taken.Count / 2],7:0.00} s   min {taken[0],7:0.00}   max {taken[^1],7:0.00}   n={taken.Count}   {Requests / taken[taken.Count / 2]:0} a second"));
    }
}
