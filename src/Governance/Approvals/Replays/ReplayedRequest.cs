using Governance.Flows;

namespace Governance.Approvals;

/// <summary>How one past request would have come out.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="SubjectId">What it was about.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Flow">The flow it was opened under.</param>
/// <param name="FlowVersion">The version of that flow.</param>
/// <param name="Outcome">How it would have come out, and why.</param>
public sealed record ReplayedRequest(string RequestId, string SubjectId, string Title, string Flow, int FlowVersion, ReplayOutcome Outcome)
{
    /// <summary>The outcome with what the request says of itself. Of what comes out the same, only that is kept.</summary>
    public static ReplayedRequest Of(PastRequest request, ReplayOutcome outcome)
    {
        var opened = request.History.Select(entry => entry.Fact).OfType<ApprovalRequested>().FirstOrDefault();
        return new ReplayedRequest(
            request.RequestId, opened?.SubjectId ?? "", opened?.Title ?? "", opened?.Flow ?? "", opened?.FlowVersion ?? 0, outcome.Verdict == ReplayVerdict.Same ? outcome with { Refused = [] } : outcome);
    }

    /// <summary>The outcome of a request that cannot be replayed.</summary>
    public static ReplayOutcome Unreadable(string why) => new(ReplayVerdict.CannotBeTold, RequestState.Error, null, why);
}

/// <summary>A replay, with how far it has come.</summary>
/// <param name="ReplayId">Its id.</param>
/// <param name="Flow">The flow's name.</param>
/// <param name="FlowVersion">The version that is tried.</param>
/// <param name="FlowDigest">The digest of its canonical form.</param>
/// <param name="Subject">Requests about this kind of subject are replayed.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Done">How many requests are replayed.</param>
/// <param name="Total">How many there are; absent while they are being counted.</param>
/// <param name="Same">How many end as they ended.</param>
/// <param name="Different">How many certainly do not.</param>
/// <param name="CannotBeTold">How many would still wait for people.</param>
/// <param name="Open">How many have not ended yet; they are not replayed.</param>
/// <param name="StartedBy">Who started it.</param>
/// <param name="StartedAt">When.</param>
/// <param name="FinishedAt">When it ended; absent while it runs.</param>
/// <param name="StoppedBy">Who stopped it, or absent.</param>
/// <param name="StopReason">Why they did, or absent.</param>
/// <param name="Seconds">How long it took so far.</param>
/// <param name="Version">Counts up whenever it has come further; also the ETag.</param>
public sealed record ReplayView(
    string ReplayId, string Flow, int FlowVersion, string FlowDigest, string Subject, ReplayState State, int Done, int? Total,
    int Same, int Different, int CannotBeTold, int Open, string StartedBy, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, string? StoppedBy, string? StopReason, double Seconds, long Version)
{
    /// <summary>Where it is read.</summary>
    public string Path() => $"/flows/{Flow}/replays/{ReplayId}";
}
