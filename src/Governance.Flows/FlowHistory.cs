using System.Text;
using System.Text.Json;

namespace Governance.Flows;

/// <summary>What came of reading a history file.</summary>
/// <param name="History">Null exactly when there are errors.</param>
/// <param name="Errors">Each with its place.</param>
public sealed record HistoryRead(FlowHistory? History, IReadOnlyList<FlowError> Errors);

/// <summary>
/// A request's history as a file, in the form of <c>history.schema.json</c>: the facts in order, the first of which holds the
/// subject, and the people, who are needed only when nothing but people's own acts is given.
/// </summary>
/// <param name="People">Everyone the flow's people names could mean.</param>
/// <param name="Events">In the order of the stream.</param>
public sealed record FlowHistory(IReadOnlyList<PersonFacts> People, IReadOnlyList<RequestEntry> Events)
{
    private const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>Reads a history of at most 8 MB. Never throws on a bad file.</summary>
    public static HistoryRead Read(string json, string file)
    {
        if (json.Length > MaxBytes || Encoding.UTF8.GetByteCount(json) > MaxBytes) return Refused(new FlowError(file, 1, 1, "The history is larger than 8 MB."));
        try
        {
            return new HistoryRead(HistoryJson.Read(Encoding.UTF8.GetBytes(json)), []);
        }
        catch (JsonException e)
        {
            return Refused(new FlowError(file, (int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1, e.Message));
        }
    }

    /// <summary>The history as JSON that <see cref="Read"/> accepts.</summary>
    public string Write() => HistoryJson.Write(this);

    /// <summary>
    /// Where the request stands. Of a recorded history every conclusion is looked at again: one that does not follow from what people did is
    /// an error. One that holds only people's acts is played under this flow, with what follows from each act added; an act that the flow
    /// refuses is an error, and not played.
    /// </summary>
    public Evaluation Evaluate(Flow flow)
    {
        if (Events.Any(IsConsequence)) return With(Evaluator.Evaluate(flow, Events), HistoryAudit.Of(flow, Events));
        var refused = new List<string>();
        return With(Evaluator.Evaluate(flow, Play(flow, refused)), refused);
    }

    private static Evaluation With(Evaluation evaluation, IReadOnlyList<string> faults) =>
        faults.Count == 0 ? evaluation : evaluation with { State = RequestState.Error, Sentence = faults[0], Errors = [.. faults, .. evaluation.Errors], Unfounded = faults };

    private List<RequestEntry> Play(Flow flow, List<string> refused)
    {
        var played = new List<RequestEntry>();
        foreach (var entry in Events)
        {
            Follow(flow, played, People, entry.At);
            if (Refusal(flow, played, entry) is { } no)
            {
                refused.Add($"{entry.Fact.GetType().Name} of {entry.Actor} at version {entry.Version} is refused, {no.Code}: {no.Sentence}");
                continue;
            }
            var fact = entry.Fact is ApprovalRequested r ? r with { Flow = flow.Name, FlowVersion = flow.Version, FlowDigest = flow.Digest } : entry.Fact;
            played.Add(entry with { Fact = fact, Version = played.Count + 1 });
            Follow(flow, played, People, entry.At);
        }
        return played;
    }

    // Who decides what for which content the evaluation judges by itself.
    private RequestRefusal? Refusal(Flow flow, List<RequestEntry> played, RequestEntry entry)
    {
        var people = RequestFacts.After(played) is { } facts ? PeopleResolver.Resolve(flow, facts, People, entry.At) : null;
        return entry.Fact switch
        {
            RequestRevised => RequestGuard.MayRevise(flow, played),
            RequestWithdrawn => RequestGuard.MayWithdraw(flow, played, entry.Actor, people),
            GlassBroken broken => RequestGuard.MayBreakGlass(flow, played, entry.Actor, broken.Reason, people),
            RequestReopened => RequestGuard.MayReopen(flow, played, entry.Actor, entry.At, people),
            RejectionLifted lifted => RequestGuard.MayLift(flow, played, entry.Actor, lifted),
            SeatDelegated seat => RequestGuard.MayReassign(flow, played, entry.Actor, seat, people?.Everyone, entry.At),
            _ => null,
        };
    }

    /// <summary>Appends what follows from the last fact.</summary>
    internal static void Follow(Flow flow, List<RequestEntry> history, IEnumerable<PersonFacts> people, DateTimeOffset now)
    {
        if (RequestFacts.After(history) is not { } facts) return;
        foreach (var fact in Advance.Next(flow, history, PeopleResolver.Resolve(flow, facts, people, now), now))
            history.Add(new RequestEntry(fact, "flows", null, now, history.Count + 1));
    }

    private static bool IsConsequence(RequestEntry entry) =>
        entry.Fact is not (ApprovalRequested or RequestRevised or DecisionMade or DecisionTakenBack or RequestWithdrawn or GlassBroken
            or RejectionLifted or SeatDelegated { Delegation: null } or RequestReopened);

    private static HistoryRead Refused(FlowError error) => new(null, [error]);
}
