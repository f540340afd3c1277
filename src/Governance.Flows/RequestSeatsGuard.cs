namespace Governance.Flows;

/// <summary>Who may decide from whose seat, and who may set aside what was decided from another's.</summary>
public static partial class RequestGuard
{
    private const int LongestDays = 366;

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
    /// May this person hand their seat in this request to another? Codes: <c>request.unknown</c>, <c>request.closed</c>, <c>request.no-delegation</c>,
    /// <c>request.not-eligible</c>, <c>request.excluded</c>, <c>request.delegation-too-long</c>, <c>request.delegate-unfit</c>, <c>request.not-your-seat</c>.
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
        if (seat.Principal != person) return new("request.not-your-seat", "Only its owner hands a seat over. What you were handed yourself you cannot hand on.");
        if (flow.Delegation is not { } rule) return new("request.no-delegation", "Under this flow nobody decides for another.");
        if (Excluded(record, person) is { } excluded) return excluded;
        if (Ballot.Of(flow, record, person).Roles.Count == 0) return new("request.not-eligible", "No open stage of this request asks you, so there is no seat to hand over. What you were handed yourself you cannot hand on.");
        if (seat.Until <= now || seat.Until > now.AddDays(LongestDays) || !StandingDelegations.IsShortEnough(flow, rule, now, seat.Until))
            return new("request.delegation-too-long", $"Say until when, after now{(rule.Max is { } max ? $" and within {max}" : $" and within {LongestDays} days")}.");
        if (seat.Delegate == person || everyone?.Contains(seat.Delegate) == false) return new("request.delegate-unfit", "Name somebody else of the organisation.");
        return record.ExcludedBy(seat.Delegate) is { } kind ? new("request.delegate-unfit", $"{seat.Delegate} cannot decide on this request: {Sentences.Excluded(kind)}.") : null;
    }

    /// <summary>May this person take back a seat that they had handed over for this request? Codes: <c>request.unknown</c>, <c>request.closed</c>, <c>request.no-such-seat</c>.</summary>
    public static RequestRefusal? MayReturn(IReadOnlyList<RequestEntry> history, Flow flow, string person, string to)
    {
        var record = new RequestRecord(flow, history);
        if (Ended(record) is { } ended) return ended;
        return record.Seats.Handed.FirstOrDefault(seat => seat.Principal == person && seat.Delegate == to) switch
        {
            { Delegation: null } => null,
            null => new("request.no-such-seat", $"You have handed {to} no seat in this request, or no longer."),
            _ => new("request.no-such-seat", $"{to} stands in for you by a delegation of the directory: end that with POST /people/{{personId}}/end-delegation."),
        };
    }

    /// <summary>
    /// May this person set another's rejection aside? Codes: <c>request.unknown</c>, <c>request.closed</c>, <c>request.nothing-to-lift</c>,
    /// <c>request.reason-required</c>, <c>request.excluded</c>, <c>request.not-eligible</c>.
    /// </summary>
    public static RequestRefusal? MayLift(Flow flow, IReadOnlyList<RequestEntry> history, string person, RejectionLifted lifting)
    {
        var record = new RequestRecord(flow, history);
        if ((Over(record) ?? Faulty(flow, record)) is { } ended) return ended;
        if (string.IsNullOrWhiteSpace(lifting.Reason)) return new("request.reason-required", "Say why the rejection no longer stands: its author will read it.");
        var stage = Array.Find(record.Stages, s => s.Stage.Id == lifting.Stage && s.Status == StageStatus.Open);
        if (stage is null || !Rejections.Standing(new Judge(flow, record), stage).Exists(r => r.Person == lifting.Person))
            return new("request.nothing-to-lift", $"No rejection of {lifting.Person} stands in an open stage `{lifting.Stage}`. The explanation says which do.");
        if (lifting.Person == person) return new("request.nothing-to-lift", "Your own rejection is taken back, not set aside.");
        if (Excluded(record, person) is { } excluded) return excluded;
        var lifters = stage.Stage.Reject.MayLift;
        if (lifters.Count == 0) return new("request.not-eligible", $"Under this flow nobody sets a rejection in `{lifting.Stage}` aside: only {lifting.Person} can take it back.");
        return lifters.Any(name => Belongs(record, name, person, null)) ? null : new("request.not-eligible", $"Only these may set a rejection aside here: {string.Join(", ", lifters)}.");
    }

    private static RequestRefusal? MayUse(Flow flow, RequestRecord record, string? principal, string person)
    {
        if (principal is null || principal == person) return null;
        if (flow.Delegation is null) return new("request.not-your-seat", "Under this flow nobody decides for another.");
        return record.Seats.MayUse(principal, person)
            ? null
            : new("request.not-your-seat", $"{principal} has not handed you a seat in this request, no longer, or for longer than the {flow.Delegation.Max?.ToString() ?? "time"} that this flow allows. They can hand it over for a shorter time, or decide themselves.");
    }
}
