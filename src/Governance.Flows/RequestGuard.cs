namespace Governance.Flows;

/// <summary>Why a person may not do something to a request: a stable code and a sentence that says what to do next.</summary>
public sealed record RequestRefusal(string Code, string Sentence);

/// <summary>What a person is shown and may decide on: their roles now, and for each need the binding digest of the current content.</summary>
/// <param name="Roles">People names of the open stages the person belongs to, sorted.</param>
/// <param name="Digests">For each need of an open stage that asks the person, the binding digest.</param>
public sealed record Ballot(IReadOnlyList<string> Roles, IReadOnlyDictionary<string, string> Digests);

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
        return Closed(flow, record) is null && record.ExcludedBy(person) is null ? BallotOf(flow, record, person) : new Ballot([], new Dictionary<string, string>());
    }

    /// <summary>
    /// May this person record this decision? Codes: <c>request.unknown</c>, <c>request.closed</c>, <c>request.error</c>, <c>request.reason-required</c>,
    /// <c>request.excluded</c>, <c>request.not-eligible</c>, <c>request.stale-digest</c>.
    /// </summary>
    public static RequestRefusal? MayDecide(Flow flow, IReadOnlyList<RequestEntry> history, string person, DecisionMade decision)
    {
        var record = new RequestRecord(flow, history);
        if (Closed(flow, record) is { } closed) return closed;
        if (decision.Decision is Decision.Reject or Decision.RequestChanges && string.IsNullOrWhiteSpace(decision.Reason))
            return new("request.reason-required", "Say why: a rejection and a request for changes need a reason its author can act on.");
        if (Excluded(record, person) is { } excluded) return excluded;
        var ballot = BallotOf(flow, record, person);
        if (ballot.Roles.Count == 0) return new("request.not-eligible", "No open stage of this request asks you. Its explanation says who can act now.");
        if (decision.Need is { } need && !ballot.Digests.ContainsKey(need)) return new("request.not-eligible", $"`{need}` is not a need of an open stage that asks you.");
        return decision.Decision == Decision.Approve ? MayApprove(ballot, decision) : null;
    }

    /// <summary>May this person take a decision back? Codes: <c>request.unknown</c>, <c>request.closed</c>, <c>request.nothing-to-take-back</c>.</summary>
    public static RequestRefusal? MayTakeBack(Flow flow, IReadOnlyList<RequestEntry> history, string person, string? need = null)
    {
        var record = new RequestRecord(flow, history);
        if (Ended(record) is { } ended) return ended;
        return record.Stages.Any(s => s.HasDecision(person, need))
            ? null
            : new("request.nothing-to-take-back", "You have no decision in a stage that is still open. What a closed stage has counted cannot be taken back.");
    }

    /// <summary>May the content be revised? Codes: <c>request.unknown</c>, <c>request.closed</c>. Who may edit is the host's rule.</summary>
    public static RequestRefusal? MayRevise(Flow flow, IReadOnlyList<RequestEntry> history) => Ended(new RequestRecord(flow, history));

    /// <summary>May this person withdraw the request? Codes: <c>request.unknown</c>, <c>request.closed</c>, <c>request.too-late-to-withdraw</c>, <c>request.not-yours-to-withdraw</c>.</summary>
    public static RequestRefusal? MayWithdraw(Flow flow, IReadOnlyList<RequestEntry> history, string person)
    {
        var record = new RequestRecord(flow, history);
        if (Ended(record) is { } ended) return ended;
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
        if (Ended(record) is { } ended) return ended;
        if (flow.BreakGlass is not { } glass) return new("request.no-break-glass", "This flow lets nobody go ahead without its approvals.");
        if (string.IsNullOrWhiteSpace(reason)) return new("request.reason-required", "Say why it cannot wait: the reason is kept for ever.");
        if (Excluded(record, person) is { } excluded) return excluded;
        return glass.By.Any(name => Belongs(record, name, person))
            ? null
            : new("request.not-eligible", $"Only these may go ahead without approvals: {string.Join(", ", glass.By)}.");
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

    private static Ballot BallotOf(Flow flow, RequestRecord record, string person)
    {
        var judge = new Judge(flow, record);
        var roles = new SortedSet<string>(StringComparer.Ordinal);
        var digests = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < record.Stages.Length; i++)
        {
            if (judge.Standings[i] != Standing.Open) continue;
            var stage = record.Stages[i];
            bool Asked(string name) => StageRecord.Members(stage.Now, name).Contains(person);
            roles.UnionWith(stage.Stage.Needs.Select(n => n.Of).Concat(stage.Stage.Reject.By).Where(Asked));
            foreach (var need in stage.Stage.Needs.Where(n => Asked(n.Of) && judge.Holds(n.When).Holds == true)) digests[need.Id] = judge.Digest(need);
        }
        return new Ballot([.. roles], digests);
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

    private static RequestRefusal? Ended(RequestRecord record)
    {
        if (record.Request is null) return new("request.unknown", "There is no such request.");
        return record.End is { } end ? new("request.closed", $"The request has ended ({Word(end.Fact)}); nothing can be decided on it any more.") : null;
    }

    private static string Word(RequestEvent end) => end switch
    {
        RequestApproved => "approved",
        RequestRejected => "rejected",
        RequestWithdrawn => "withdrawn",
        _ => "approved by break-glass",
    };
}
