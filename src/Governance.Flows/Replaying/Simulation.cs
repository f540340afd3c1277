namespace Governance.Flows;

/// <summary>What somebody would decide.</summary>
/// <param name="Person">Who.</param>
/// <param name="Decision">What.</param>
/// <param name="Need">The one need it is meant for; null for every need that asks them.</param>
/// <param name="Reason">Why.</param>
/// <param name="OnBehalfOf">For whom, when not for themselves.</param>
/// <param name="At">When; null right after the act before it. Time never runs backwards.</param>
public sealed record SimulatedAct(string Person, Decision Decision, string? Need = null, string? Reason = null, string? OnBehalfOf = null, DateTimeOffset? At = null);

/// <summary>A request that nobody made.</summary>
/// <param name="Subject">What it says of its subject.</param>
/// <param name="Fields">Its content: a text for each field, or in its place the SHA-256 of one as 64 lower-case hex digits.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Requester">Who asks.</param>
/// <param name="Acts">What people decide, in order.</param>
/// <param name="Start">When it is opened.</param>
public sealed record SimulatedRequest(
    IReadOnlyDictionary<string, FactValue> Subject, IReadOnlyDictionary<string, string> Fields, string Author, string Requester, IReadOnlyList<SimulatedAct> Acts, DateTimeOffset Start);

/// <summary>How a simulated request came out.</summary>
/// <param name="History">What people did and what followed.</param>
/// <param name="Evaluation">Where it stands, explained.</param>
/// <param name="Ballots">Person to what they could decide on now.</param>
/// <param name="Refused">What the flow would not have let people do.</param>
public sealed record SimulationResult(
    IReadOnlyList<RequestEntry> History, Evaluation Evaluation, IReadOnlyDictionary<string, Ballot> Ballots, IReadOnlyList<RefusedAct> Refused);

/// <summary>Plays one hypothetical request. Pure; through the same guards and the same engine as in the service.</summary>
public static class Simulation
{
    /// <summary>The most ballots in an answer: the first by id.</summary>
    public const int MostBallots = 200;

    private const int MostAsked = 1000;

    /// <summary>Plays the request with the people as they are.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits for it any more.</exception>
    public static SimulationResult Run(Flow flow, SimulatedRequest request, IEnumerable<PersonFacts> people, CancellationToken cancellation = default)
    {
        var playback = new Playback(flow, DirectoryTimeline.Of(people), cancellation);
        playback.Act(new RequestEntry(Opening(flow, request), request.Requester, null, request.Start, 0));
        var refused = new List<RefusedAct>();
        var at = request.Start;
        foreach (var (act, place) in request.Acts.Select((act, i) => (act, i + 1)))
        {
            at = act.At > at ? act.At.Value : at;
            playback.Pass(at);
            var made = playback.Recast(new DecisionMade(act.Decision, playback.Progress.Fields, [], act.Need, act.Reason), act.OnBehalfOf ?? act.Person, playback.Progress.Fields);
            if (playback.Act(new RequestEntry(made, act.Person, act.OnBehalfOf, at, place)) is { } refusal)
                refused.Add(new RefusedAct(place, at, act.Person, Acts.Word(made), refusal.Code, refusal.Sentence));
        }
        var now = Evaluator.Evaluate(flow, playback.History);
        return new SimulationResult(playback.History, now, Ballots(flow, playback, now, cancellation), refused);
    }

    private static ApprovalRequested Opening(Flow flow, SimulatedRequest request) => new(
        flow.Name, flow.Version, flow.Digest, flow.Subject, "simulated", "A simulated request", request.Subject,
        request.Fields.ToDictionary(f => f.Key, f => ContentDigest.IsDigest(f.Value) ? f.Value : ContentDigest.OfText(f.Value), StringComparer.Ordinal),
        request.Author, [], request.Requester);

    private static Dictionary<string, Ballot> Ballots(Flow flow, Playback playback, Evaluation now, CancellationToken cancellation)
    {
        var waits = now.State is RequestState.Pending or RequestState.ChangesRequested || now.Owed is { Stage: not null };
        var asked = waits ? playback.Progress.Asked.Order(StringComparer.Ordinal).Take(MostAsked) : [];
        return asked.Select(person => (Person: person, Ballot: BallotOf(person))).Where(b => b.Ballot.Roles.Count > 0)
            .Take(MostBallots).ToDictionary(b => b.Person, b => b.Ballot, StringComparer.Ordinal);

        Ballot BallotOf(string person)
        {
            cancellation.ThrowIfCancellationRequested();
            return RequestGuard.BallotOf(flow, playback.History, person);
        }
    }
}
