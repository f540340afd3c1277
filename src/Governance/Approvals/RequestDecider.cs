using Governance.Flows;
using Governance.Shared;
using Decision = Governance.Flows.Decision;

namespace Governance.Approvals;

/// <summary>What a person decides on a request.</summary>
/// <param name="Decision">approve, reject, request-changes or abstain.</param>
/// <param name="Digest">The digest of the content that they were shown.</param>
/// <param name="Need">The one need that it is for, or null for every need that asks them.</param>
/// <param name="Reason">Why; needed to reject and to request changes.</param>
public sealed record Ruling(Decision Decision, string? Digest, string? Need, string? Reason);

/// <summary>To whom somebody hands their seat in a request.</summary>
/// <param name="To">The delegate.</param>
/// <param name="Until">Until when, or null for as long as the flow allows.</param>
/// <param name="Reason">Why, or null.</param>
public sealed record Reassignment(string To, DateTimeOffset? Until, string? Reason);

/// <summary>Who decides on which request: everything the rules ask, all of it given.</summary>
/// <param name="Flow">The flow that the request is pinned to.</param>
/// <param name="History">The request's facts so far.</param>
/// <param name="Populations">Who the flow's people names mean now.</param>
/// <param name="Actor">Who acts.</param>
/// <param name="Now">The server's time.</param>
/// <param name="Principal">From whose seat, or null from their own.</param>
public sealed record RequestAct(Flow Flow, IReadOnlyList<RequestEntry> History, Populations Populations, string Actor, DateTimeOffset Now, string? Principal = null);

/// <summary>The rules of a request: what a person does, and everything that follows from it, in one decision.</summary>
public static partial class RequestDecider
{
    /// <summary>The most facts that people add to a request; withdrawing it is always possible.</summary>
    public const int MostFacts = 2000;

    private const int UsualDays = 30;

    /// <summary>A history that nobody could read any more.</summary>
    public static readonly Refusal TooLong = new("request.too-long", "So much has happened to this request that nothing is added to it any more. Withdraw it, and ask anew.");

    /// <summary>The content that was shown is not the content that is before the approvers.</summary>
    public static readonly Refusal StaleDigest = new("request.stale-digest", "This is not the content before the approvers now. GET the request again, look at what changed, and decide on that digest.", Field: "digest");

    /// <summary>Opens a request under the flow.</summary>
    public static Decision<RequestEvent> Open(ApprovalRequested opening, RequestAct act) => Following(act, opening);

    /// <summary>A new revision after changes were requested, or while the request is pending.</summary>
    public static Decision<RequestEvent> Revise(RequestRevised revision, RequestAct act)
    {
        if (act.History.Count >= MostFacts) return TooLong;
        // What nobody has recorded yet does not settle the content before; time that has run out does.
        var current = UpToDate(act) is (var passed, var later) && passed.Any(fact => fact is RequestExpired) ? later : act;
        return RequestGuard.MayRevise(act.Flow, current.History) is { } no ? Refuse(no) : Following(act, revision);
    }

    /// <summary>What follows from a change of the directory alone: who is asked now, a quorum out of reach, or one that is complete without somebody who left.</summary>
    public static Decision<RequestEvent> Follow(RequestAct act) => Decision<RequestEvent>.Of(UpToDate(act).Facts);

    /// <summary>A person decides.</summary>
    public static Decision<RequestEvent> Decide(Ruling ruling, RequestAct act)
    {
        if (act.History.Count >= MostFacts) return TooLong;
        // Somebody who joined since is known before they decide.
        var (before, current) = UpToDate(act);
        var evaluation = Evaluator.Evaluate(act.Flow, current.History);
        var open = evaluation.State is RequestState.Pending or RequestState.ChangesRequested or RequestState.Error || evaluation.Owed is { State: OwedState.Open or OwedState.Overdue };
        if (open && ruling.Digest != evaluation.Content && (ruling.Digest is not null || ruling.Decision == Decision.Approve)) return StaleDigest;
        var ballot = act.Principal is null ? RequestGuard.BallotOf(act.Flow, current.History, act.Actor)
            : RequestGuard.SeatsOf(act.Flow, current.History, act.Actor).GetValueOrDefault(act.Principal, Ballot.Empty);
        // Who names no digest was shown none: a rejection stands all the same, and says nothing of any content.
        var digests = ruling.Digest is null ? new Dictionary<string, string>() : ruling.Need is { } need ? ballot.Digests.Where(digest => digest.Key == need).ToDictionary() : ballot.Digests;
        var decision = new DecisionMade(ruling.Decision, digests, ballot.Roles, ruling.Need, ruling.Reason);
        if (RequestGuard.MayDecide(act.Flow, current.History, act.Actor, decision, act.Principal) is { } no) return Refuse(no);
        return Decision<RequestEvent>.Of([.. before, .. Following(current, decision).Facts]);
    }

    /// <summary>A person takes their decision back.</summary>
    public static Decision<RequestEvent> TakeBack(DecisionTakenBack taking, RequestAct act) =>
        Acting(act, taking, current => RequestGuard.MayTakeBack(act.Flow, current.History, act.Actor, taking.Need, act.Principal));

    /// <summary>The request is withdrawn before its end.</summary>
    public static Decision<RequestEvent> Withdraw(RequestWithdrawn withdrawal, RequestAct act) =>
        Acting(act, withdrawal, current => RequestGuard.MayWithdraw(act.Flow, current.History, act.Actor, act.Populations));

    /// <summary>Somebody goes ahead without the approvals; the flow may ask for a review of that.</summary>
    public static Decision<RequestEvent> BreakGlass(GlassBroken breaking, RequestAct act) =>
        Acting(act, breaking, current => RequestGuard.MayBreakGlass(act.Flow, current.History, act.Actor, breaking.Reason, act.Populations));

    /// <summary>Somebody who may sets a rejection aside.</summary>
    public static Decision<RequestEvent> Lift(RejectionLifted lifting, RequestAct act) =>
        Acting(act, lifting, current => RequestGuard.MayLift(act.Flow, current.History, act.Actor, lifting));

    /// <summary>A request that ended without approval goes on from its beginning.</summary>
    public static Decision<RequestEvent> Reopen(RequestReopened reopening, RequestAct act) =>
        Acting(act, reopening, current => RequestGuard.MayReopen(act.Flow, current.History, act.Actor, act.Now, act.Populations));

    /// <summary>Somebody hands their seat in this request to another.</summary>
    public static Decision<RequestEvent> Reassign(Reassignment handing, RequestAct act)
    {
        var until = handing.Until ?? (act.Flow.Delegation?.Max is { } max ? act.Flow.Calendar.After(act.Now, max).At : act.Now.AddDays(UsualDays));
        var seat = new SeatDelegated(act.Actor, handing.To, until.ToUniversalTime(), null, handing.Reason);
        return Acting(act, seat, current => RequestGuard.MayReassign(act.Flow, current.History, act.Actor, seat, act.Populations.Everyone, act.Now));
    }

    /// <summary>Somebody takes a seat back that they had handed over for this request.</summary>
    public static Decision<RequestEvent> ReturnSeat(string to, RequestAct act) =>
        Acting(act, new SeatReturned(act.Actor, to), current => RequestGuard.MayReturn(current.History, act.Flow, act.Actor, to));

    /// <summary>
    /// A newer version of the flow takes over, and all that follows from it. What has passed under the older one has passed: a request that
    /// ended by it is not moved.
    /// </summary>
    /// <param name="replaced">The fact that says what is kept.</param>
    /// <param name="before">The request under the version that it follows.</param>
    /// <param name="after">The same under the newer one.</param>
    public static Decision<RequestEvent> Replace(FlowReplaced replaced, RequestAct before, RequestAct after)
    {
        var (passed, current) = UpToDate(before);
        return passed.Any(fact => fact is RequestExpired or RequestApproved or RequestRejected)
            ? Decision<RequestEvent>.Of(passed)
            : Decision<RequestEvent>.Of([.. passed, .. Following(after with { History = current.History }, replaced).Facts]);
    }

    /// <summary>What the facts mean to the subject, or null while the request is open.</summary>
    public static (Settlement Settlement, string? Reason)? SettlementIn(IReadOnlyList<RequestEvent> facts) => facts.Select(Settles).LastOrDefault(settlement => settlement is not null);

    private static (Settlement, string?)? Settles(RequestEvent fact) => fact switch
    {
        RequestApproved => (Settlement.Approved, null),
        RequestRejected => (Settlement.Rejected, null),
        RequestReturned { To: null } => (Settlement.Returned, null),
        RequestWithdrawn withdrawn => (Settlement.Withdrawn, withdrawn.Reason),
        RequestExpired => (Settlement.Expired, null),
        GlassBroken broken => (Settlement.BrokenGlass, broken.Reason),
        BreakGlassUndone => (Settlement.Undone, null),
        RequestReopened reopened => (Settlement.Reopened, reopened.Reason),
        _ => null,
    };

    private static (IReadOnlyList<RequestEvent> Facts, RequestAct Current) UpToDate(RequestAct act)
    {
        var facts = Advance.Next(act.Flow, act.History, act.Populations, act.Now);
        return (facts, act with { History = With(act, facts) });
    }

    // Whatever has passed by now has passed, and whoever left has left, before somebody acts.
    private static Decision<RequestEvent> Acting(RequestAct act, RequestEvent fact, Func<RequestAct, RequestRefusal?> refusal)
    {
        if (act.History.Count >= MostFacts && fact is not (RequestWithdrawn or GlassBroken)) return TooLong;
        var (before, current) = UpToDate(act);
        return refusal(current) is { } no ? Refuse(no) : Decision<RequestEvent>.Of([.. before, .. Following(current, fact).Facts]);
    }

    private static Decision<RequestEvent> Following(RequestAct act, RequestEvent fact) =>
        Decision<RequestEvent>.Of([fact, .. Advance.Next(act.Flow, With(act, [fact]), act.Populations, act.Now)]);

    private static IReadOnlyList<RequestEntry> With(RequestAct act, IReadOnlyList<RequestEvent> facts) =>
        [.. act.History, .. facts.Select((fact, i) => new RequestEntry(fact, act.Actor, act.Principal, act.Now, act.History.Count + i + 1))];

    private static Refusal Refuse(RequestRefusal refusal) => new(refusal.Code, refusal.Sentence, refusal.Code switch
    {
        "request.excluded" or "request.not-eligible" or "request.not-yours-to-withdraw" or "request.not-yours-to-reopen" or "request.not-your-seat" => RefusalKind.NotYours,
        "request.reason-required" or "request.delegation-too-long" or "request.delegate-unfit" => RefusalKind.Content,
        "request.unknown" => RefusalKind.Unknown,
        _ => RefusalKind.Rule,
    }, refusal.Code switch
    {
        "request.reason-required" => "reason",
        "request.delegation-too-long" => "until",
        "request.delegate-unfit" => "to",
        _ => null,
    });
}
