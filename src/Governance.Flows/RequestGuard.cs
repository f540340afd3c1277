namespace Governance.Flows;

/// <summary>Why a person may not do something to a request: a stable code and a sentence that says what to do next.</summary>
public sealed record RequestRefusal(string Code, string Sentence);

/// <summary>
/// Whether a person may act on a request now, as a refusal or null. Pure: only the pinned flow and the recorded facts are asked,
/// so bring the record up to date with <see cref="Advance.Next"/> first when the directory may have changed.
/// </summary>
public static class RequestGuard
{
    /// <summary>What the person may decide on. Empty when nothing waits for them, or separation keeps them out.</summary>
    public static Ballot BallotOf(Flow flow, IReadOnlyList<RequestEntry> history, string person)
    {
        var record = new RequestRecord(flow, history);
        return Closed(flow, record) is null && record.ExcludedBy(person) is null ? Ballot.Of(flow, record, person) : Ballot.Empty;
    }

    /// <summary>Whose seats the person may decide from besides their own, and what each may decide on; sorted by principal.</summary>
    public static IReadOnlyDictionary<string, Ballot> SeatsOf(Flow flow, IReadOnlyList<RequestEntry> history, string person)
    {
        var record = new RequestRecord(flow, history);
        var seats = new SortedDictionary<string, Ballot>(StringComparer.Ordinal);
        if (Closed(flow, record) is not null || record.ExcludedBy(person) is not null) return seats;
        foreach (var principal in record.Seats.PrincipalsOf(person).Where(p => record.ExcludedBy(p) is null))
            if (Ballot.Of(flow, record, principal) is { Roles.Count: > 0 } ballot) seats[principal] = ballot;
        return seats;
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
        return record.Stages.Append(record.Owed?.Stage).Any(s => s?.HasDecision(principal ?? person, need) == true)
            ? null
            : new("request.nothing-to-take-back", "You have no decision in a stage that is still open. What a closed stage has counted cannot be taken back.");
    }

    /// <summary>May the content be revised? Codes: <c>request.unknown</c>, <c>request.closed</c>. Who may edit is the host's rule.</summary>
    public static RequestRefusal? MayRevise(Flow flow, IReadOnlyList<RequestEntry> history) => Over(new RequestRecord(flow, history));

    /// <summary>May this person withdraw the request? Codes: <c>request.unknown</c>, <c>request.closed</c>, <c>request.too-late-to-withdraw</c>, <c>request.not-yours-to-withdraw</c>.</summary>
    public static RequestRefusal? MayWithdraw(Flow flow, IReadOnlyList<RequestEntry> history, string person)
    {
        var record = new RequestRecord(flow, history);
        if (Over(record) is { } ended) return ended;
        if (record.Stages.Any(s => s.Stage.Id == flow.Withdraw.Until && s.Status == StageStatus.Closed))
            return new("request.too-late-to-withdraw", $"A request can be withdrawn until `{flow.Withdraw.Until}` is closed, and it is.");
        return flow.Withdraw.By.Any(name => Belongs(record, name, person))
            ? null
            : new("request.not-yours-to-withdraw", $"Only these may withdraw it: {string.Join(", ", flow.Withdraw.By)}.");
    }

    /// <summary>
    /// May this person break the glass? Codes: <c>request.unknown</c>, <c>request.closed</c>, <c>request.no-break-glass</c>,
    /// <c>request.reason-required</c>, <c>request.excluded</c>, <c>request.not-eligible</c>.
    /// </summary>
    public static RequestRefusal? MayBreakGlass(Flow flow, IReadOnlyList<RequestEntry> history, string person, string? reason)
    {
        var record = new RequestRecord(flow, history);
        if (Over(record) is { } ended) return ended;
        if (flow.BreakGlass is not { } glass) return new("request.no-break-glass", "This flow lets nobody go ahead without its approvals.");
        if (string.IsNullOrWhiteSpace(reason)) return new("request.reason-required", "Say why it cannot wait: the reason is kept for ever.");
        if (Excluded(record, person) is { } excluded) return excluded;
        return glass.By.Any(name => Belongs(record, name, person))
            ? null
            : new("request.not-eligible", $"Only these may go ahead without approvals: {string.Join(", ", glass.By)}.");
    }

    /// <summary>
    /// May this person set another's rejection aside? Codes: <c>request.unknown</c>, <c>request.closed</c>, <c>request.nothing-to-lift</c>,
    /// <c>request.reason-required</c>, <c>request.excluded</c>, <c>request.not-eligible</c>.
    /// </summary>
    public static RequestRefusal? MayLift(Flow flow, IReadOnlyList<RequestEntry> history, string person, RejectionLifted lifting)
    {
        var record = new RequestRecord(flow, history);
        if (Over(record) is { } ended) return ended;
        if (string.IsNullOrWhiteSpace(lifting.Reason)) return new("request.reason-required", "Say why the rejection no longer stands: its author will read it.");
        var stage = Array.Find(record.Stages, s => s.Stage.Id == lifting.Stage && s.Status == StageStatus.Open);
        if (stage is null || !Rejections.Standing(new Judge(flow, record), stage).Exists(r => r.Person == lifting.Person))
            return new("request.nothing-to-lift", $"No rejection of {lifting.Person} stands in an open stage `{lifting.Stage}`. The explanation says which do.");
        if (lifting.Person == person) return new("request.nothing-to-lift", "Your own rejection is taken back, not set aside.");
        if (Excluded(record, person) is { } excluded) return excluded;
        var lifters = stage.Stage.Reject.MayLift;
        if (lifters.Count == 0) return new("request.not-eligible", $"Under this flow nobody sets a rejection in `{lifting.Stage}` aside: only {lifting.Person} can take it back.");
        return lifters.Any(name => Belongs(record, name, person)) ? null : new("request.not-eligible", $"Only these may set a rejection aside here: {string.Join(", ", lifters)}.");
    }

    /// <summary>
    /// May this person let an ended request go on? Codes: <c>request.unknown</c>, <c>request.not-ended</c>, <c>request.no-reopening</c>,
    /// <c>request.too-late-to-reopen</c>, <c>request.not-yours-to-reopen</c>.
    /// </summary>
    public static RequestRefusal? MayReopen(Flow flow, IReadOnlyList<RequestEntry> history, string person, DateTimeOffset now)
    {
        var record = new RequestRecord(flow, history);
        if (record.Request is null) return Over(record);
        if (record.End is not { } end) return new("request.not-ended", "The request has not ended: there is nothing to reopen.");
        if (end.Fact is not (RequestRejected or RequestWithdrawn or RequestExpired)) return new("request.no-reopening", $"What was {Word(end.Fact)} is not reopened. Ask for approval anew.");
        if (flow.Reopen is not { } reopen) return new("request.no-reopening", "This flow lets nobody reopen a request. Ask for approval anew.");
        if (now > flow.Calendar.After(end.At, reopen.Within).At) return new("request.too-late-to-reopen", $"A request can be reopened within {reopen.Within} of its end. Ask for approval anew.");
        return reopen.By.Any(name => Belongs(record, name, person)) ? null : new("request.not-yours-to-reopen", $"Only these may reopen it: {string.Join(", ", reopen.By)}.");
    }

    /// <summary>
    /// May this person hand their seat in this request to another? Codes: <c>request.unknown</c>, <c>request.closed</c>, <c>request.no-delegation</c>,
    /// <c>request.not-eligible</c>, <c>request.excluded</c>, <c>request.delegation-too-long</c>, <c>request.delegate-unfit</c>.
    /// </summary>
    /// <param name="flow">The flow the request is pinned to.</param>
    /// <param name="history">Its facts.</param>
    /// <param name="person">Whose seat it is.</param>
    /// <param name="seat">To whom and until when.</param>
    /// <param name="everyone">Everyone who belongs to the organisation; null when that is not known.</param>
    /// <param name="now">The server's time.</param>
    public static RequestRefusal? MayReassign(
        Flow flow, IReadOnlyList<RequestEntry> history, string person, SeatDelegated seat, IReadOnlySet<string>? everyone, DateTimeOffset now)
    {
        var record = new RequestRecord(flow, history);
        if (Closed(flow, record) is { } closed) return closed;
        if (flow.Delegation is not { } rule) return new("request.no-delegation", "Under this flow nobody decides for another.");
        if (Excluded(record, person) is { } excluded) return excluded;
        if (Ballot.Of(flow, record, person).Roles.Count == 0) return new("request.not-eligible", "No open stage of this request asks you, so there is no seat to hand over. What you were handed yourself you cannot hand on.");
        if (seat.Until <= now || !StandingDelegations.IsShortEnough(flow, rule, now, seat.Until))
            return new("request.delegation-too-long", $"Say until when, after now{(rule.Max is { } max ? $" and within {max}" : "")}.");
        if (seat.Delegate == person || everyone?.Contains(seat.Delegate) == false) return new("request.delegate-unfit", "Name somebody else of the organisation.");
        return record.ExcludedBy(seat.Delegate) is { } kind ? new("request.delegate-unfit", $"{seat.Delegate} cannot decide on this request: {Sentences.Excluded(kind)}.") : null;
    }

    private static RequestRefusal? MayUse(Flow flow, RequestRecord record, string? principal, string person)
    {
        if (principal is null || principal == person) return null;
        if (flow.Delegation is null) return new("request.not-your-seat", "Under this flow nobody decides for another.");
        return record.Seats.MayUse(principal, person)
            ? null
            : new("request.not-your-seat", $"{principal} has not handed you a seat in this request, or no longer. They can delegate it, or decide themselves.");
    }

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

    private static bool Belongs(RequestRecord record, string name, string person) => name switch
    {
        "author" => record.Facts!.Author == person,
        "editors" => record.Facts!.Editors.Contains(person),
        "requester" => record.Facts!.Requester == person,
        _ => record.People.TryGetValue(name, out var people) && people.Contains(person),
    };

    private static RequestRefusal? Excluded(RequestRecord record, string person) => record.ExcludedBy(person) switch
    {
        null => null,
        Flows.Excluded.Author => new("request.excluded", "You wrote this: nobody approves what they authored. Its explanation says who can act now."),
        { } excluded => new("request.excluded", $"You cannot decide on this request: {Sentences.Excluded(excluded)}. Its explanation says who can act now."),
    };

    private static RequestRefusal? Closed(Flow flow, RequestRecord record) =>
        Ended(record) ?? (Faults.Of(flow, record) is [var fault, ..] ? new("request.error", fault) : null);

    // Behind an end people still decide on what is owed.
    private static RequestRefusal? Ended(RequestRecord record) =>
        record.Owed is { Settled: false, Stage.Status: StageStatus.Open } ? null : Over(record);

    private static RequestRefusal? Over(RequestRecord record)
    {
        if (record.Request is null) return new("request.unknown", "There is no such request.");
        return record.End is { } end ? new("request.closed", $"The request has ended ({Word(end.Fact)}); nothing can be decided on it any more.") : null;
    }

    private static string Word(RequestEvent end) => end switch
    {
        RequestApproved => "approved",
        RequestRejected => "rejected",
        RequestWithdrawn => "withdrawn",
        RequestExpired => "expired",
        _ => "approved by break-glass",
    };
}
