namespace Governance.Flows;

/// <summary>Why a person may not do something to a request: a stable code and a sentence that says what to do next.</summary>
public sealed record RequestRefusal(string Code, string Sentence);

/// <summary>
/// Whether a person may act on a request now, as a refusal or null. Pure: only the pinned flow and the recorded facts are asked,
/// so bring the record up to date with <see cref="Advance.Next"/> first: time may have passed, and the directory may have changed.
/// </summary>
public static partial class RequestGuard
{
    /// <summary>Who withdraws a request whose subject is not to be decided by it any more: the service itself. No person has this id.</summary>
    public const string Service = "system:flows";

    /// <summary>What the person may decide on. Empty when nothing waits for them, or separation keeps them out.</summary>
    public static Ballot BallotOf(Flow flow, IReadOnlyList<RequestEntry> history, string person)
    {
        var record = new RequestRecord(flow, history);
        return Closed(flow, record) is null && record.ExcludedBy(person) is null ? Ballot.Of(flow, record, person) : Ballot.Empty;
    }

    /// <summary>
    /// May this person record this decision? Codes: <c>request.unknown</c>, <c>request.closed</c>, <c>request.error</c>, <c>request.reason-required</c>,
    /// <c>request.excluded</c>, <c>request.not-eligible</c>, <c>request.stale-digest</c>, <c>request.not-your-seat</c>.
    /// </summary>
    /// <param name="flow">The flow the request is pinned to.</param>
    /// <param name="history">Its facts.</param>
    /// <param name="person">Who decides.</param>
    /// <param name="decision">What.</param>
    /// <param name="principal">From whose seat; null from their own.</param>
    public static RequestRefusal? MayDecide(Flow flow, IReadOnlyList<RequestEntry> history, string person, DecisionMade decision, string? principal = null)
    {
        var record = new RequestRecord(flow, history);
        if (Closed(flow, record) is { } closed) return closed;
        if (MayUse(flow, record, principal, person) is { } stranger) return stranger;
        if (decision.Decision is Decision.Reject or Decision.RequestChanges && string.IsNullOrWhiteSpace(decision.Reason))
            return new("request.reason-required", "Say why: a rejection and a request for changes need a reason its author can act on.");
        if ((Excluded(record, person) ?? (principal is null ? null : Excluded(record, principal))) is { } excluded) return excluded;
        if (record.End is not null && decision.Decision == Decision.RequestChanges)
            return new("request.closed", "The request has ended, so nothing can be changed any more: approve of it as it is, or reject it.");
        var ballot = Ballot.Of(flow, record, principal ?? person);
        if (ballot.Roles.Count == 0) return new("request.not-eligible", "No open stage of this request asks you. Its explanation says who can act now.");
        if (decision.Need is { } need && !ballot.Digests.ContainsKey(need)) return new("request.not-eligible", $"`{need}` is not a need of an open stage that asks you.");
        return decision.Decision == Decision.Approve ? MayApprove(ballot, decision) : null;
    }

    /// <summary>May this person take a decision back? Codes: <c>request.unknown</c>, <c>request.closed</c>, <c>request.nothing-to-take-back</c>, <c>request.not-your-seat</c>.</summary>
    public static RequestRefusal? MayTakeBack(Flow flow, IReadOnlyList<RequestEntry> history, string person, string? need = null, string? principal = null)
    {
        var record = new RequestRecord(flow, history);
        if (Ended(record) is { } ended) return ended;
        if (MayUse(flow, record, principal, person) is { } stranger) return stranger;
        return (record.End is null ? record.Stages : [record.Owed!.Stage]).Any(s => s.HasDecision(principal ?? person, need))
            ? null
            : new("request.nothing-to-take-back", "You have no decision in a stage that is still open. What a closed stage has counted cannot be taken back.");
    }

    /// <summary>May the content be revised? Codes: <c>request.unknown</c>, <c>request.closed</c>. Who may edit is the host's rule.</summary>
    public static RequestRefusal? MayRevise(Flow flow, IReadOnlyList<RequestEntry> history) => Over(new RequestRecord(flow, history));

    private static RequestRefusal? MayApprove(Ballot ballot, DecisionMade decision)
    {
        if (ballot.Digests.Count == 0) return new("request.not-eligible", "You may reject here, but no open need asks for your approval.");
        if (decision.Digests.Count == 0) return new("request.stale-digest", "Say what you approve: the digest of each need, as the request shows it.");
        foreach (var (need, digest) in decision.Digests)
        {
            if (!ballot.Digests.TryGetValue(need, out var current)) return new("request.not-eligible", $"`{need}` is not a need of an open stage that asks you.");
            if (digest != current) return new("request.stale-digest", $"What you saw for `{need}` is not the current content. Look at it again, then decide.");
        }
        return decision.Need is null || decision.Digests.ContainsKey(decision.Need)
            ? null
            : new("request.stale-digest", $"Say what you approve for `{decision.Need}`: its digest is missing.");
    }

    private static RequestRefusal? Excluded(RequestRecord record, string person) => record.ExcludedBy(person) switch
    {
        null => null,
        Flows.Excluded.Author => new("request.excluded", "You wrote this: nobody approves what they authored. Its explanation says who can act now."),
        { } excluded => new("request.excluded", $"You cannot decide on this request: {Sentences.Excluded(excluded)}. Its explanation says who can act now."),
    };

    private static RequestRefusal? Closed(Flow flow, RequestRecord record) => Ended(record) ?? Faulty(flow, record);

    private static RequestRefusal? Faulty(Flow flow, RequestRecord record) => Faults.Of(flow, record) is [var fault, ..] ? new("request.error", fault) : null;

    // Behind an end people still decide on what is owed.
    private static RequestRefusal? Ended(RequestRecord record) =>
        record.Owed is { Settled: false, Stage.Status: StageStatus.Open } ? null : Over(record);

    private static RequestRefusal? Over(RequestRecord record)
    {
        if (record.Request is null) return new("request.unknown", "There is no such request.");
        return record.End is { } end ? new("request.closed", $"The request has ended ({Word(end.Fact)}); nothing can be decided on it any more.") : null;
    }
}
