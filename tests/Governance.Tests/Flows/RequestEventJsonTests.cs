using System.Text.Json;
using Governance.Flows;

namespace Governance.Tests.Flows;

/// <summary>Facts are stored for ever: their names and members are pinned here.</summary>
public class RequestEventJsonTests
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Eligible = new() { ["legal"] = ["p-1", "p-2"] };
    private static readonly Dictionary<string, string> Digests = new() { ["legal"] = "ab" };
    private static readonly DateTimeOffset Moment = new(2027, 1, 4, 9, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<RequestEvent, string> Pinned = new()
    {
        [new ApprovalRequested("publish-policy", 3, "cd", "policy-version", "v-1", "Title", new Dictionary<string, FactValue> { ["area"] = "legal", ["urgent"] = true, ["cost"] = "1.50", ["on"] = FactValue.Of(["a", "b"]) }, Digests, "p-1", ["p-2"], "p-3")] =
            """{"flow":"publish-policy","flowVersion":3,"flowDigest":"cd","subjectType":"policy-version","subjectId":"v-1","title":"Title","subject":{"area":"legal","urgent":true,"cost":"1.50","on":["a","b"]},"fields":{"legal":"ab"},"author":"p-1","editors":["p-2"],"requester":"p-3"}""",
        [new RequestRevised(Digests, new Dictionary<string, FactValue>(), ["p-2"], "Shorter")] = """{"fields":{"legal":"ab"},"subject":{},"editors":["p-2"],"summary":"Shorter"}""",
        [new RequestRevised(Digests, new Dictionary<string, FactValue>(), [])] = """{"fields":{"legal":"ab"},"subject":{},"editors":[]}""",
        [new StageOpened("review", Eligible)] = """{"stage":"review","eligible":{"legal":["p-1","p-2"]}}""",
        [new StageOpened("review", Eligible, Digests)] = """{"stage":"review","eligible":{"legal":["p-1","p-2"]},"unresolved":{"legal":"ab"}}""",
        [new EligibilityChanged("review", Eligible)] = """{"stage":"review","eligible":{"legal":["p-1","p-2"]}}""",
        [new DecisionMade(Decision.RequestChanges, Digests, ["legal"], "need", "Why")] = """{"decision":"request-changes","digests":{"legal":"ab"},"roles":["legal"],"need":"need","reason":"Why"}""",
        [new DecisionMade(Decision.Approve, Digests, ["legal"])] = """{"decision":"approve","digests":{"legal":"ab"},"roles":["legal"]}""",
        [new DecisionTakenBack("need", "Why")] = """{"need":"need","reason":"Why"}""",
        [new QuorumUnreachable("review", "need", 2, 1)] = """{"stage":"review","need":"need","required":2,"possible":1}""",
        [new StageSkipped("review")] = """{"stage":"review"}""",
        [new StageClosed("review", Eligible)] = """{"stage":"review","counted":{"legal":["p-1","p-2"]}}""",
        [new RequestReturned("review", ["p-1"])] = """{"stage":"review","by":["p-1"]}""",
        [new RequestReturned("review", ["p-1"], "draft")] = """{"stage":"review","by":["p-1"],"to":"draft"}""",
        [new RequestApproved()] = "{}",
        [new RequestRejected("review", ["p-1"])] = """{"stage":"review","by":["p-1"]}""",
        [new RequestWithdrawn("Why")] = """{"reason":"Why"}""",
        [new RequestWithdrawn()] = "{}",
        [new GlassBroken("Why")] = """{"reason":"Why"}""",
        [new BreakGlassReviewed(["p-1"])] = """{"by":["p-1"]}""",
        [new BreakGlassUndone([])] = """{"by":[]}""",
        [new RequestExpired()] = "{}",
        [new RequestReopened("Why")] = """{"reason":"Why"}""",
        [new ApprovalConfirmed(["p-1"])] = """{"by":["p-1"]}""",
        [new FlowReplaced(4, "cd", ["legal"], ["owner"], ["comms"])] = """{"flowVersion":4,"flowDigest":"cd","kept":["legal"],"restarted":["owner"],"dropped":["comms"]}""",
        [new DeadlineSet(DeadlinePurpose.Due, Moment, "Europe/Dublin", "Mon-Fri 09:00-17:30", "2026a", "review")] =
            """{"purpose":"due","at":"2027-01-04T09:00:00+00:00","zone":"Europe/Dublin","calendar":"Mon-Fri 09:00-17:30","timeZoneData":"2026a","stage":"review"}""",
        [new DeadlineSet(DeadlinePurpose.Expiry, Moment, "UTC", "", "2026a")] = """{"purpose":"expiry","at":"2027-01-04T09:00:00+00:00","zone":"UTC","calendar":"","timeZoneData":"2026a"}""",
        [new DeadlinePassed(DeadlinePurpose.Due, Moment, "review")] = """{"purpose":"due","at":"2027-01-04T09:00:00+00:00","stage":"review"}""",
        [new DeadlinePassed(DeadlinePurpose.Review, Moment)] = """{"purpose":"review","at":"2027-01-04T09:00:00+00:00"}""",
        [new PeopleReminded("review", Moment, ["p-1"])] = """{"stage":"review","at":"2027-01-04T09:00:00+00:00","persons":["p-1"]}""",
        [new RequestEscalated("review", "executives", EscalationCause.Overdue)] = """{"stage":"review","to":"executives","cause":"overdue"}""",
        [new RequestEscalated("review", "executives", EscalationCause.TooFew, "legal")] = """{"stage":"review","to":"executives","cause":"too-few","need":"legal"}""",
        [new PeopleTold("review", "legal", "owners", ["p-1"])] = """{"stage":"review","need":"legal","to":"owners","persons":["p-1"]}""",
        [new QuorumLowered("review", "legal", 3, 2)] = """{"stage":"review","need":"legal","from":3,"to":2}""",
        [new RejectionLifted("review", "p-1", "Why")] = """{"stage":"review","person":"p-1","reason":"Why"}""",
        [new SeatDelegated("p-1", "p-2", Moment, "d-1", "Away")] = """{"principal":"p-1","delegate":"p-2","until":"2027-01-04T09:00:00+00:00","delegation":"d-1","reason":"Away"}""",
        [new SeatDelegated("p-1", "p-2", Moment)] = """{"principal":"p-1","delegate":"p-2","until":"2027-01-04T09:00:00+00:00"}""",
        [new SeatReturned("p-1", "p-2")] = """{"principal":"p-1","delegate":"p-2"}""",
    };

    [Fact]
    public void Every_fact_is_written_as_pinned_and_read_back()
    {
        foreach (var (fact, json) in Pinned)
        {
            Assert.Equal(json, JsonSerializer.Serialize(fact, fact.GetType(), FlowJson.Options));
            Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(json, fact.GetType(), FlowJson.Options), fact.GetType(), FlowJson.Options));
        }
    }

    [Fact]
    public void No_fact_is_left_unpinned() =>
        Assert.Equal(
            typeof(RequestEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(RequestEvent))).Select(t => t.Name).Order(),
            Pinned.Keys.Select(f => f.GetType().Name).Distinct().Order());

    [Fact]
    public void Decisions_keep_their_words_whatever_options_a_host_uses() =>
        Assert.Contains("\"request-changes\"", JsonSerializer.Serialize(new DecisionMade(Decision.RequestChanges, Digests, [])), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"reason":7}""")]
    [InlineData("""{"reason":"x","more":1}""")]
    [InlineData("""{"reason":"x","reason":"y"}""")]
    [InlineData("""{}""")]
    [InlineData("""{"reason":null}""")]
    public void A_fact_of_another_shape_is_not_read(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<GlassBroken>(json, FlowJson.Options));

    [Fact]
    public void A_number_in_a_subject_is_refused_because_digits_could_be_lost() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<FactValue>("1.5", FlowJson.Options));
}
