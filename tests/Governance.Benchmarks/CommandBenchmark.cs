using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Governance.Benchmarks;

/// <summary>
/// A real command over HTTP, the revision of a draft: signed in, authorised, validated, decided, with its metadata, seal, capture, views and
/// history, beside a hand-written endpoint that does only the writes, and beside the database doing them alone. All three on the same private
/// PostgreSQL with the same settings, in turn, with 1, 8 and 32 clients; every client has streams of its own.
/// </summary>
internal static class CommandBenchmark
{
    private const int Streams = 8;
    private const int Rounds = 5;

    // As many as the pools of the other two have.
    private const int Connections = 16;
    private static readonly int[] Clients = [1, 8, 32];
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(4);

    private const string Seed = "insert into bench.streams select 'bench', 's' || n, 0 from generate_series(0, 255) n; insert into bench.documents select 'bench', id, 0, '{}' from bench.streams";

    /// <summary>Runs all of it.</summary>
    public static async Task RunAsync()
    {
        await using var service = await RunningService.Start();
        using var drafter = service.As("p-1001");
        for (var at = 0; at < Clients.Max() * Streams; at++) await Draft(drafter, at);
        await Revise(drafter, 0, -2);
        await service.Run(RawEndpoint.Schema);
        await service.Run(Seed);
        await service.Run("analyze");
        using var raw = await RawServer.Start(service);
        var (document, sizes) = await Sizes(service);
        Report.Say($"one revision: {sizes}");
        var (body, job) = (RawBody(document), Job(document));

        Task Command(int client, int at) => Revise(drafter, (client * Streams) + (at % Streams), at);
        Task ByHand(int client, int at) => Post(raw.Http, $"/streams/s{(client * Streams) + (at % Streams)}/revise", body);
        // What is compiled while it runs is compiled in the first minute.
        await HttpLoad.Run(8, TimeSpan.FromSeconds(15), Command);
        await HttpLoad.Run(8, TimeSpan.FromSeconds(5), ByHand);
        foreach (var clients in Clients)
        {
            var (commands, byHand, jobs) = (new List<Pace>(), new List<Pace>(), new List<Pace>());
            for (var round = 0; round < Rounds; round++)
            {
                commands.Add(await HttpLoad.Run(clients, Time, Command));
                byHand.Add(await HttpLoad.Run(clients, Time, ByHand));
                if (PgBench.Program is not null) jobs.Add(await PgBench.Run(service.ClusterFolder, job, Math.Min(clients, Connections), Time));
            }

            Say($"a revision, {clients} clients", commands);
            Say($"by hand, {clients} clients", byHand);
            if (jobs.Count > 0) Say($"the database alone, {Math.Min(clients, Connections)} clients", jobs);
            Ratio("  command / by hand", commands, byHand);
            if (jobs.Count > 0) Ratio("  command / the database alone", commands, jobs);
        }

        Report.Figures("memory of the service", string.Create(CultureInfo.InvariantCulture, $"memory of the service: {service.Megabytes:0} MB"), ("megabytes", service.Megabytes));
    }

    /// <summary>Drafts a policy.</summary>
    public static async Task Draft(HttpClient drafter, int at) =>
        (await drafter.PostAsJsonAsync("/policies", new { reference = $"policy-{at}", content = Content(-1), summary = "First" })).EnsureSuccessStatusCode();

    /// <summary>Revises a policy.</summary>
    public static async Task Revise(HttpClient drafter, int policy, int at)
    {
        using var answer = await drafter.PostAsJsonAsync($"/policies/policy-{policy}/revise", new { content = Content(at), change = "minor", summary = "Another word" });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A policy of one clause.</summary>
    public static object Content(int at) => new
    {
        title = "Social media policy",
        kind = "policy",
        area = "communications",
        owner = new { role = "policy-owner", area = "communications" },
        audience = (string[])["all staff"],
        scope = "Every account that speaks for us",
        jurisdiction = (string[])["IE"],
        language = "en",
        reviewCycleMonths = 12,
        platforms = (string[])["all"],
        accountClasses = (string[])["official"],
        contact = "social.media@acme.example",
        body = $"## 1. Purpose {{#purpose}}\n\n1.1 We speak with one voice, {at}. {{#purpose-voice}}\n",
    };

    private static async Task Post(HttpClient http, string path, byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }

    // What a revision is to the service, so that the others write as much.
    private static async Task<(string Document, string Sizes)> Sizes(RunningService service)
    {
        await using var command = service.Database.CreateCommand(
            """
            select (select data::text from governance.mt_doc_policyview where tenant_id = 'acme' limit 1),
                (select length(data::text) from governance.mt_events where tenant_id = 'acme' and type = 'PolicyRevised' order by seq_id desc limit 1)
            """);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetString(0), $"an event of {reader.GetInt32(1)} characters, a view of {reader.GetString(0).Length}");
    }

    private static byte[] RawBody(string document) => Encoding.UTF8.GetBytes($$"""{"event":{{JsonSerializer.Serialize(Content(0))}},"document":{{document}}}""");

    private static string Job(string document) => $$"""
        \set id :client_id * {{Streams}} + random(0, {{Streams - 1}})
        select s.version, d.data from bench.streams s join bench.documents d on d.tenant = s.tenant and d.id = s.id where s.tenant = 'bench' and s.id = 's' || :id \gset
        begin;
        update bench.streams set version = version + 1 where tenant = 'bench' and id = 's' || :id and version = :version;
        insert into bench.events (id, tenant, stream, version, type, data) values (gen_random_uuid(), 'bench', 's' || :id, :version + 1, 'PolicyRevised', '{{Quoted(JsonSerializer.Serialize(Content(0)))}}');
        update bench.documents set version = :version + 1, data = '{{Quoted(document)}}' where tenant = 'bench' and id = 's' || :id;
        end;
        """;

    // A colon and a letter would be a variable to pgbench.
    private static string Quoted(string json) => json.Replace("'", "''", StringComparison.Ordinal).Replace(":", ": ", StringComparison.Ordinal);

    /// <summary>Says the medians of rounds.</summary>
    public static void Say(string what, List<Pace> rounds)
    {
        var middle = Pace.MedianOf(rounds);
        var tail = double.IsNaN(middle.P99) ? string.Create(CultureInfo.InvariantCulture, $"mean {middle.P50:0.0} ms") : string.Create(CultureInfo.InvariantCulture, $"p50 {middle.P50:0.0}   p95 {middle.P95:0.0}   p99 {middle.P99:0.0} ms");
        var (least, most) = (rounds.Min(round => round.PerSecond), rounds.Max(round => round.PerSecond));
        Report.Figures(what, string.Create(CultureInfo.InvariantCulture, $"{what,-44} {middle.PerSecond,8:0} a second ({least:0}-{most:0})   {tail}"),
            ("per-second", middle.PerSecond), ("least", least), ("most", most), ("p50-ms", middle.P50), ("p95-ms", middle.P95), ("p99-ms", middle.P99), ("rounds", rounds.Count));
    }

    /// <summary>Says the ratio, round by round.</summary>
    public static void Ratio(string what, List<Pace> of, List<Pace> to)
    {
        double[] ratios = [.. of.Zip(to, (one, other) => one.PerSecond / other.PerSecond)];
        Report.Figures(what, string.Create(CultureInfo.InvariantCulture, $"{what,-44} {Machine.Median(ratios),8:0.00} ({ratios.Min():0.00}-{ratios.Max():0.00})"), ("ratio", Machine.Median(ratios)), ("least", ratios.Min()), ("most", ratios.Max()));
    }
}
