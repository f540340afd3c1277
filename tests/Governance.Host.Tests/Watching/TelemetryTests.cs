using System.Text;
using System.Text.Json;
using Governance.Host.Tests.Database;
using Governance.Host.Tests.Durability;
using YamlDotNet.Serialization;

namespace Governance.Host.Tests.Watching;

/// <summary>What a collector receives from the real service, which is told of it by the standard variables alone.</summary>
public sealed class TelemetryTests(WatchedService watched) : IClassFixture<WatchedService>
{
    private static readonly string Ops = Path.Combine(AppContext.BaseDirectory, "ops");

    [Fact]
    public void All_three_arrive_as_protobuf_from_a_service_that_says_who_it_is()
    {
        Assert.Equal(["application/x-protobuf"], watched.Collector.ContentTypes);
        Assert.Equal("governance", watched.Collector.Sender["service.name"]);
        Assert.Contains("service.version", watched.Collector.Sender.Keys);
        Assert.Contains("blue", watched.Collector.Sender["deployment.environment.name"], StringComparison.Ordinal);
        Assert.Contains(watched.Collector.Logs, line => line.StartsWith("Application started", StringComparison.Ordinal));
    }

    [Fact]
    public void A_request_is_one_trace_that_is_called_by_its_route_and_reaches_into_the_database()
    {
        var spans = watched.Collector.Spans;
        var request = spans.First(span => span.Name == "POST /people");
        Assert.Equal("/people", request.Attributes["http.route"]);
        Assert.Equal("201", request.Attributes["http.response.status_code"]);
        Assert.Contains(spans, span => span.Trace == request.Trace && span.Attributes.GetValueOrDefault("db.system.name") == "postgresql");
        Assert.Contains(spans, span => span.Trace == request.Trace && span.Name is "INSERT" or "SELECT");
    }

    [Fact]
    public void What_the_service_asks_the_database_by_itself_is_in_no_trace()
    {
        var spans = watched.Collector.Spans;
        var begun = spans.Where(span => !span.Attributes.ContainsKey("db.system.name")).Select(span => span.Trace).ToHashSet();
        Assert.All(spans, span => Assert.Contains(span.Trace, begun));
        Assert.DoesNotContain(spans, span => span.Name.Contains("wolverine", StringComparison.Ordinal));
        Assert.DoesNotContain(spans, span => span.Name.Contains("/health", StringComparison.Ordinal));
    }

    [Fact]
    public void Commands_are_counted_by_route_and_by_what_became_of_them()
    {
        Assert.Equal(1, Commands("/people", "accepted"));
        Assert.Equal(1, Commands("/people", "repeated"));
        Assert.Equal(1, Commands("/people", "refused", "person.exists"));
        Assert.Equal(1, Commands("/people/{personId}/change", "conflict", "precondition.stale"));
        Assert.Equal(1, Commands("/people", "refused", "access.sign-in"));
    }

    [Fact]
    public void The_figures_are_true()
    {
        Assert.Equal(1, Last("governance.database.reachable").Value);
        Assert.Equal(0, Last("governance.dead_letters").Value);
        Assert.True(Last("governance.ledger.leaves").Value > 8);
        Assert.InRange(Last("governance.ledger.signing.age").Value, 0, 180);
        Assert.Equal("acme", Last("governance.ledger.signing.age").Attributes["governance.organisation"]);
        Assert.True(Last("governance.disk.free").Value > 0);
        Assert.True(Last("governance.disk.size").Value >= Last("governance.disk.free").Value);
    }

    [Theory]
    [InlineData(WatchedService.PersonName)]
    [InlineData(WatchedService.Email)]
    [InlineData(WatchedService.Handle)]
    [InlineData(WatchedService.PersonId)]
    [InlineData(WatchedService.Agent)]
    [InlineData("Bearer")]
    [InlineData("Username=")]
    [InlineData("gov_acme_")]
    public void Nothing_that_was_sent_names_a_person_or_holds_a_key(string secret) =>
        Assert.DoesNotContain(watched.Collector.Bodies, body => body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) >= 0);

    [Fact]
    public void Every_panel_and_every_alert_asks_for_series_and_labels_that_the_service_sends()
    {
        var sent = watched.Collector.Metrics;
        var names = sent.SelectMany(Prometheus.NamesOf).ToHashSet();
        var labels = sent.SelectMany(metric => metric.Points).SelectMany(point => point.Attributes.Keys).Select(Prometheus.Label).Append("le").ToHashSet();
        var asked = Panels().Concat(Alerts().Select(alert => alert.Expression)).ToList();
        Assert.True(asked.Count > 20);
        Assert.All(asked, expression =>
        {
            Assert.NotEmpty(Prometheus.Asked(expression));
            Assert.All(Prometheus.Asked(expression), name => Assert.True(names.Contains(name), $"{name} is not sent, in: {expression}\n{string.Join('\n', names.Order())}"));
            Assert.All(Prometheus.Labels(expression), label => Assert.True(labels.Contains(label), $"{label} is no label, in: {expression}\n{string.Join('\n', labels.Order())}"));
        });
    }

    [Fact]
    public void Everything_of_ours_that_is_sent_is_on_the_dashboard()
    {
        var shown = Panels().SelectMany(Prometheus.Asked).ToHashSet();
        var own = watched.Collector.Metrics.Where(metric => metric.Name.StartsWith("governance.", StringComparison.Ordinal)).SelectMany(Prometheus.NamesOf).Distinct();
        Assert.All(own, name => Assert.Contains(name, shown));
    }

    [Fact]
    public void Every_alert_says_how_urgent_it_is_and_has_a_paragraph_in_the_runbook()
    {
        var runbook = File.ReadAllText(Path.Combine(Ops, "runbook.md"));
        var alerts = Alerts().ToList();
        Assert.All(alerts, alert =>
        {
            Assert.Contains(alert.Severity, (string[])["page", "ticket"]);
            Assert.NotEmpty(alert.Summary);
            Assert.Equal($"ops/runbook.md#{alert.Name.ToLowerInvariant()}", alert.Runbook);
            Assert.Contains($"\n## {alert.Name}\n", runbook, StringComparison.Ordinal);
        });
        Assert.Equal(alerts.Select(alert => alert.Name), runbook.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]));
    }

    private double Commands(string route, string outcome, string? code = null) => watched.Collector.Metrics.Last(metric => metric.Name == "governance.commands").Points
        .Where(point => point.Attributes["http.route"] == route && point.Attributes["governance.outcome"] == outcome && point.Attributes.GetValueOrDefault("error.type") == code).Sum(point => point.Value);

    private SentPoint Last(string name) => watched.Collector.Metrics.Last(metric => metric.Name == name).Points[0];

    private static IEnumerable<string> Panels() => JsonDocument.Parse(File.ReadAllText(Path.Combine(Ops, "dashboard.json"))).RootElement.GetProperty("panels").EnumerateArray()
        .Where(panel => panel.GetProperty("type").GetString() != "row").SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.GetProperty("expr").GetString()!);

    private static IEnumerable<(string Name, string Expression, string Severity, string Summary, string Runbook)> Alerts()
    {
        var file = new DeserializerBuilder().Build().Deserialize<Dictionary<string, List<Dictionary<string, object>>>>(File.ReadAllText(Path.Combine(Ops, "alerts.yaml")));
        return file["groups"].SelectMany(group => (List<object>)group["rules"]).Cast<Dictionary<object, object>>().Select(rule => (
            (string)rule["alert"], (string)rule["expr"], (string)((Dictionary<object, object>)rule["labels"])["severity"],
            (string)((Dictionary<object, object>)rule["annotations"])["summary"], (string)((Dictionary<object, object>)rule["annotations"])["runbook"]));
    }
}

/// <summary>The real service, a collector that it was told of, and some commands, until everything has arrived.</summary>
public sealed class WatchedService : IAsyncLifetime
{
    public const string PersonName = "Ottoline Kirschbaum", PersonId = "p-7411", Email = "ottoline@kirschbaum.example", Handle = "kirschbaum_private", Agent = "kirschbaum-browser";

    private readonly ScratchFolder scratch = new();
    private ServiceProcess? process;

    internal Collector Collector { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Collector = await Collector.Start();
        process = new ServiceProcess(
            ("ConnectionStrings__Governance", await TestCluster.NewDatabaseAsync()), ("Database__DataFolder", scratch.DataFolder),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", Collector.Url), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=blue"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "500"), ("OTEL_BSP_SCHEDULE_DELAY", "200"), ("OTEL_BLRP_SCHEDULE_DELAY", "200"));
        using var client = await Client.Of(process, scratch.DataFolder);
        await Work(client);
        await Eventually.IsTrue(Arrived, "all of it has arrived at the collector");
    }

    public async ValueTask DisposeAsync()
    {
        process?.Dispose();
        await Collector.DisposeAsync();
        scratch.Dispose();
    }

    private static async Task Work(Client client)
    {
        var body = new { personId = PersonId, name = PersonName, email = Email, signIn = "kirschbaum-sub" };
        (await client.Post(Acme.Administrator, "/people", body, once: "first")).Expect(201);
        (await client.Post(Acme.Administrator, "/people", body, once: "first")).Expect(201);
        (await client.Post(Acme.Administrator, "/people", body)).Expect(409);
        (await client.Send(Acme.Administrator, HttpMethod.Post, $"/people/{PersonId}/change", new { name = PersonName }, ("If-Match", "\"99\""))).Expect(412);
        (await client.Send(null, HttpMethod.Post, "/people", body)).Expect(401);
        (await client.Send(Acme.Comms, HttpMethod.Get, $"/platforms/read?url=https://www.instagram.com/{Handle}/", null, ("User-Agent", Agent))).Expect(200);
        (await client.Get(Acme.Administrator, $"/people/{PersonId}")).Expect(200);
        (await client.Get(Acme.Administrator, "/health/ready")).Expect(200);
    }

    private bool Arrived() =>
        Collector.Spans.Any(span => span.Name == "GET /people/{personId}") && Collector.Logs.Count > 0
        && Collector.Metrics.LastOrDefault(metric => metric.Name == "governance.commands") is { } counted && counted.Points.Sum(point => point.Value) >= 5
        && Collector.Metrics.Any(metric => metric.Name == "governance.ledger.signing.age" && metric.Points.Count > 0)
        && Collector.Metrics.LastOrDefault(metric => metric.Name == "governance.ledger.leaves") is { Points: [{ Value: > 8 }, ..] };
}
