using Governance.Shared;
using Marten;
using Wolverine;

namespace Governance.Approvals;

/// <summary>What became of a request.</summary>
public enum Settlement
{
    /// <summary>Agreed.</summary>
    Approved,

    /// <summary>Refused for good.</summary>
    Rejected,

    /// <summary>Changes are requested.</summary>
    Returned,

    /// <summary>Taken back.</summary>
    Withdrawn,

    /// <summary>Not decided in time.</summary>
    Expired,

    /// <summary>Somebody went ahead without the approvals: it may go on, as an exception.</summary>
    BrokenGlass,

    /// <summary>What had gone ahead without the approvals is undone.</summary>
    Undone,

    /// <summary>It is before its approvers again, with the content that it had.</summary>
    Reopened,
}

/// <summary>What a subject learns when its request is settled; its facts join the same transaction.</summary>
/// <param name="Session">Where its facts are appended.</param>
/// <param name="Bus">Where its messages are sent.</param>
/// <param name="SubjectId">Which subject.</param>
/// <param name="RequestId">Which request.</param>
/// <param name="Settlement">What became of it.</param>
/// <param name="Reason">In a person's words, or null.</param>
/// <param name="Content">The digest of the content that the request is about.</param>
/// <param name="Cancellation">Ends the work.</param>
public sealed record Settled(IDocumentSession Session, IMessageBus Bus, string SubjectId, string RequestId, Settlement Settlement, string? Reason, string Content, CancellationToken Cancellation);

/// <summary>Something that is put before approvers by a way of its own. The engine knows no more of it than this.</summary>
/// <param name="Name">As flows name it, such as policy-version.</param>
/// <param name="SelfApprovalCode">The public code of the refusal when somebody decides on their own work.</param>
/// <param name="Settle">Records what became of the request on the subject's own stream, or says why that cannot be; then nothing is recorded at all.</param>
/// <param name="Door">The sentence that tells a person by which way it is submitted and revised: POST /requests takes no such subject.</param>
public sealed record SubjectType(string Name, string SelfApprovalCode, Func<Settled, Task<Refusal?>> Settle, string Door)
{
    /// <summary>Where a person reads what changed in it, by its id, or null when that can be read nowhere but here.</summary>
    public Func<string, string>? Redline { get; init; }
}
