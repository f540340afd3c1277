using System.Text.Json;
using Governance.Flows;

namespace Governance.Tests.Flows;

public class FlowHistoryTests
{
    private const string Hypothetical = """
        {
          "people": [
            {"id": "p-2", "groups": ["communications"]},
            {"id": "p-3", "groups": ["legal"], "roles": [{"role": "approver"}], "grade": 6}
          ],
          "events": [
            {"type": "ApprovalRequested", "actor": "p-1", "at": "2026-03-01T09:00:00Z", "version": "1", "data": {
              "flow": "approve-post", "flowVersion": 1, "flowDigest": "", "subjectType": "post", "subjectId": "x", "title": "X",
              "subject": {"topic": "service", "paid": false}, "author": "p-1", "editors": [], "requester": "p-1",
              "fields": {"text": "HASH", "accounts": "HASH", "links": "HASH", "media": "HASH"}}},
            {"type": "DecisionMade", "actor": "p-2", "at": "2026-03-01T10:00:00Z", "version": "2",
             "data": {"decision": "approve", "roles": ["communications"], "digests": {"second-reader": "BOUND"}}}
          ]
        }
        """;

    private static string Sound()
    {
        var hash = ContentDigest.OfText("x");
        var fields = new[] { "text", "accounts", "links", "media" }.ToDictionary(f => f, _ => hash);
        return Hypothetical.Replace("HASH", hash, StringComparison.Ordinal).Replace("BOUND", ContentDigest.Of(fields), StringComparison.Ordinal);
    }

    [Fact]
    public void A_history_of_peoples_acts_is_played_under_the_flow_given()
    {
        var read = FlowHistory.Read(Sound(), "h.json");
        Assert.Empty(read.Errors);
        Assert.Equal(RequestState.Approved, read.History!.Evaluate(ShippedFlows.Flow("approve-post")).State);
    }

    [Fact]
    public void A_recorded_history_is_evaluated_as_it_stands()
    {
        var request = Scenario.Of("  - {id: review, all: [{id: one, approve: 2, of: legal}]}", ["legal p-1 p-2"]).Approve("p-1");
        var read = FlowHistory.Read(new FlowHistory([], request.History).Write(), "h.json");
        Assert.Equal(EvaluationText.Render(request.Now), EvaluationText.Render(read.History!.Evaluate(request.Flow)));
    }

    [Fact]
    public void A_conclusion_that_nothing_led_to_is_an_error_whoever_recorded_it()
    {
        var request = Scenario.Of("  - {id: review, all: [{id: one, approve: 2, of: legal}]}", ["legal p-1 p-2"]).Approve("p-1");
        RequestEvent[] forged =
        [
            new RequestApproved(), new StageClosed("review", new Dictionary<string, IReadOnlyList<string>> { ["one"] = ["p-1", "p-2"] }), new StageSkipped("review"),
            new RequestRejected("review", ["p-2"]), new QuorumLowered("review", "one", 2, 1), new RequestExpired(), new GlassBroken("x"), new RequestEscalated("review", "legal", EscalationCause.Overdue),
        ];
        foreach (var fact in forged)
        {
            var evaluation = new FlowHistory([], [.. request.History, new RequestEntry(fact, "flows", null, DateTimeOffset.UnixEpoch.AddDays(1), request.History.Count + 1)]).Evaluate(request.Flow);
            Assert.Equal(RequestState.Error, evaluation.State);
            Assert.Contains($"{fact.GetType().Name} at version", Assert.Single(evaluation.Unfounded!), StringComparison.Ordinal);
        }
        Assert.Null(new FlowHistory([], request.Approve("p-2").History).Evaluate(request.Flow).Unfounded);
    }

    [Fact]
    public void An_act_that_the_flow_refuses_is_told_and_not_played()
    {
        var broken = Sound().Replace("\"type\": \"DecisionMade\"", "\"type\": \"GlassBroken\"", StringComparison.Ordinal);
        var start = broken.LastIndexOf("\"data\":", StringComparison.Ordinal);
        broken = broken[..start] + "\"data\": {\"reason\": \"Now.\"}}\n  ]\n}";
        var evaluation = FlowHistory.Read(broken, "h.json").History!.Evaluate(ShippedFlows.Flow("approve-post"));
        Assert.Equal(RequestState.Error, evaluation.State);
        Assert.Contains("request.not-eligible", Assert.Single(evaluation.Unfounded!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"type\": \"DecisionMade\"", "\"type\": \"DecisionMad\"", 11, "events[1]: there is no fact `DecisionMad`. Did you mean `DecisionMade`?")]
    [InlineData("\"decision\": \"approve\"", "\"decision\": \"agree\"", 11, "events[1]: DecisionMade: ")]
    [InlineData("\"version\": \"2\"", "\"version\": \"1\"", 11, "events[1]: version 1 does not follow version 1")]
    [InlineData("\"paid\": false", "\"paid\": 0", 7, "events[0]: ApprovalRequested: A number is written as text here")]
    [InlineData("\"people\": [", "\"persons\": [", 2, "")]
    [InlineData("\"roles\": [\"communications\"], ", "", 11, "events[1]: DecisionMade: ")]
    [InlineData("{\n  \"people\"", "{,\n  \"people\"", 1, "")]
    public void An_error_says_on_which_line(string sound, string broken, int line, string message)
    {
        var error = Assert.Single(FlowHistory.Read(Sound().Replace(sound, broken, StringComparison.Ordinal), "h.json").Errors);
        Assert.Equal(line, error.Line);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"events":null}""")]
    [InlineData("""{"events":3}""")]
    [InlineData("""{"events":{"a":{},"b":{}}}""")]
    [InlineData("""{"events":[null]}""")]
    [InlineData("""{"events":[],"people":[null]}""")]
    [InlineData("""{"events":[{"type":"StageOpened","data":{"stage":"s","eligible":{"legal":null}},"actor":"x","at":"2026-01-01T00:00:00Z","version":"1"}]}""")]
    [InlineData("""{"events":[{"type":"StageOpened","data":{"stage":"s","eligible":{"legal":[null]}},"actor":"x","at":"2026-01-01T00:00:00Z","version":"1"}]}""")]
    [InlineData("""{"events":[{"type":"RequestApproved","data":null,"actor":"x","at":"2026-01-01T00:00:00Z","version":"1"}]}""")]
    [InlineData("""{"events":[{"type":"RequestApproved","data":{},"actor":"x","at":"yesterday","version":"1"}]}""")]
    public void A_file_that_is_no_history_is_refused(string json) => Assert.NotEmpty(FlowHistory.Read(json, "h.json").Errors);

    [Fact]
    public void A_bottomless_file_is_refused() => Assert.NotEmpty(FlowHistory.Read("{\"events\":" + new string('[', 100_000), "h.json").Errors);

    [Fact]
    public void The_schema_knows_every_fact_and_every_member()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(ShippedFlows.Root(), "src", "Governance.Flows", "history.schema.json")));
        var defs = schema.RootElement.GetProperty("$defs");
        var facts = typeof(RequestEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(RequestEvent))).ToList();
        var names = defs.GetProperty("entry").GetProperty("properties").GetProperty("type").GetProperty("enum").EnumerateArray().Select(n => n.GetString()!);
        Assert.Equal(facts.Select(f => f.Name).Order(), names.Order());
        foreach (var fact in facts)
        {
            var members = fact.GetConstructors()[0].GetParameters().Where(p => p.ParameterType != fact).ToList();
            var def = defs.GetProperty(fact.Name);
            Assert.Equal(members.Select(m => Camel(m.Name!)).Order(), def.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order());
            Assert.Equal(members.Where(m => !m.HasDefaultValue).Select(m => Camel(m.Name!)).Order(), def.GetProperty("required").EnumerateArray().Select(r => r.GetString()!).Order());
        }
    }

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
