namespace Governance.Flows;

/// <summary>Who may end a request, and let one go on.</summary>
public static partial class RequestGuard
{
    /// <summary>May this person, or <see cref="Service"/>, withdraw the request? Codes: <c>request.unknown</c>, <c>request.closed</c>, <c>request.too-late-to-withdraw</c>, <c>request.not-yours-to-withdraw</c>.</summary>
    public static RequestRefusal? MayWithdraw(Flow flow, IReadOnlyList<RequestEntry> history, string person, Populations? people = null)
    {
        var record = new RequestRecord(flow, history);
        if (Over(record) is { } ended) return ended;
        if (person == Service) return null;
        if (record.Stages.Any(s => s.Stage.Id == flow.Withdraw.Until && s.Status == StageStatus.Closed))
            return new("request.too-late-to-withdraw", $"A request can be withdrawn until `{flow.Withdraw.Until}` is closed, and it is.");
        return flow.Withdraw.By.Any(name => Belongs(record, name, person, people))
            ? null
            : new("request.not-yours-to-withdraw", $"Only these may withdraw it: {string.Join(", ", flow.Withdraw.By)}.");
    }

    /// <summary>
    /// May this person break the glass? Codes: <c>request.unknown</c>, <c>request.closed</c>, <c>request.no-break-glass</c>,
    /// <c>request.reason-required</c>, <c>request.excluded</c>, <c>request.not-eligible</c>.
    /// </summary>
    public static RequestRefusal? MayBreakGlass(Flow flow, IReadOnlyList<RequestEntry> history, string person, string? reason, Populations? people = null)
    {
        var record = new RequestRecord(flow, history);
        if (Over(record) is { } ended) return ended;
        if (flow.BreakGlass is not { } glass) return new("request.no-break-glass", "This flow lets nobody go ahead without its approvals.");
        if (string.IsNullOrWhiteSpace(reason)) return new("request.reason-required", "Say why it cannot wait: the reason is kept for ever.");
        if (Excluded(record, person) is { } excluded) return excluded;
        return glass.By.Any(name => Belongs(record, name, person, people))
            ? null
            : new("request.not-eligible", $"Only these may go ahead without approvals: {string.Join(", ", glass.By)}.");
    }

    /// <summary>
    /// May this person let an ended request go on? Codes: <c>request.unknown</c>, <c>request.not-ended</c>, <c>request.no-reopening</c>,
    /// <c>request.too-late-to-reopen</c>, <c>request.not-yours-to-reopen</c>.
    /// </summary>
    public static RequestRefusal? MayReopen(Flow flow, IReadOnlyList<RequestEntry> history, string person, DateTimeOffset now, Populations? people = null)
    {
        var record = new RequestRecord(flow, history);
        if (record.Request is null) return Over(record);
        if (record.End is not { } end) return new("request.not-ended", "The request has not ended: there is nothing to reopen.");
        if (end.Fact is not (RequestRejected or RequestWithdrawn or RequestExpired)) return new("request.no-reopening", $"What was {Word(end.Fact)} is not reopened. Ask for approval anew.");
        if (flow.Reopen is not { } reopen) return new("request.no-reopening", "This flow lets nobody reopen a request. Ask for approval anew.");
        if (now > flow.Calendar.After(end.At, reopen.Within).At) return new("request.too-late-to-reopen", $"A request can be reopened within {reopen.Within} of its end. Ask for approval anew.");
        return reopen.By.Any(name => Belongs(record, name, person, people)) ? null : new("request.not-yours-to-reopen", $"Only these may reopen it: {string.Join(", ", reopen.By)}.");
    }

    // Where no stage is open the record does not follow the directory: then only the directory knows.
    private static bool Belongs(RequestRecord record, string name, string person, Populations? people) => name switch
    {
        "author" => record.Facts!.Author == person,
        "editors" => record.Facts!.Editors.Contains(person),
        "requester" => record.Facts!.Requester == person,
        _ => people is null ? record.People.TryGetValue(name, out var known) && known.Contains(person) : people.Members.TryGetValue(name, out var members) && members.Contains(person),
    };

    private static string Word(RequestEvent end) => end switch
    {
        RequestApproved => "approved",
        RequestRejected => "rejected",
        RequestWithdrawn => "withdrawn",
        RequestExpired => "expired",
        _ => "approved by break-glass",
    };
}
