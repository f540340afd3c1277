using Governance.Access;
using Governance.Directory;
using Governance.Shared;
using JasperFx.Events;
using Marten;
using Wolverine;

namespace Governance.Policies;

/// <summary>Where commands on one policy are decided: the caller must draft in the policy's area, and published dates set their timers.</summary>
public sealed class PolicyDesk
{
    private readonly IMessageBus bus;

    private PolicyDesk(IDocumentSession session, IMessageBus bus, HttpContext http) => (this.bus, Desk) = (bus, Desk.For(session, http));

    /// <summary>The plain desk underneath.</summary>
    public Desk Desk { get; }

    /// <summary>The desk for one request.</summary>
    public static PolicyDesk For(IDocumentSession session, IMessageBus bus, HttpContext http) => new(session, bus, http);

    /// <summary>Decides a command on the draft of an existing policy.</summary>
    public Task<IResult> Change(string policyId, Func<Policy, DateTimeOffset, Decision<PolicyEvent>> decide) => Change(policyId, policy => policy.Area, decide);

    /// <summary>Decides a command on what was published: a draft that moves to another area changes nothing about who may.</summary>
    public Task<IResult> ChangePublished(string policyId, Func<Policy, DateTimeOffset, Decision<PolicyEvent>> decide) =>
        Change(policyId, policy => (policy.InForce ?? policy.Waiting.LastOrDefault())?.Area ?? policy.Area, decide);

    /// <summary>Opens a policy whose content is to be written, with the content before and the areas that there are, in one exchange with the database.</summary>
    public async Task<OpenText> OpenText(string policyId)
    {
        var (tenant, key) = (Desk.Caller.Tenant, StreamKeys.Policy(policyId));
        Task<IReadOnlyList<PolicyContent>>? newest = null;
        Task<IReadOnlySet<string>>? areas = null;
        var stream = await Desk.Open<Policy>(key, batch => (newest, areas) = (PolicyContents.Newest(batch, tenant, key), Areas.Of(batch, tenant)));
        return new OpenText(stream, (await newest!).SingleOrDefault(), await areas!);
    }

    private async Task<IResult> Change(string policyId, Func<Policy, string> area, Func<Policy, DateTimeOffset, Decision<PolicyEvent>> decide)
    {
        var stream = await Desk.Open<Policy>(StreamKeys.Policy(policyId));
        if (Judge(stream, area) is { } refusal) return Desk.Refuse(refusal);
        var decision = decide(stream.Aggregate!, Desk.Now);
        return decision.Refusal is { } no ? Desk.Refuse(no) : await Append(stream, decision.Facts);
    }

    /// <summary>Why the caller may not change this policy now: it is not there, not theirs, or not as they saw it.</summary>
    public Refusal? Judge(IEventStream<Policy> stream) => Judge(stream, policy => policy.Area);

    private Refusal? Judge(IEventStream<Policy> stream, Func<Policy, string> area) =>
        stream.Aggregate is not { } policy ? PolicyRules.Unknown
        : !Drafts(area(policy)) ? PolicyRules.NotYourArea
        : Desk.Stale(stream);

    /// <summary>Whether the caller drafts in the area.</summary>
    public bool Drafts(string area) => Desk.Caller.Holds(Roles.Drafter, area);

    /// <summary>Appends the facts, sets their timers in the same transaction, and answers.</summary>
    public async Task<IResult> Append(IEventStream<Policy> stream, IReadOnlyList<PolicyEvent> facts, int status = StatusCodes.Status200OK, string? request = null)
    {
        await PolicyTimers.Set(bus, Desk.Caller.Tenant, stream.Key!, facts);
        var self = $"/policies/{StreamKeys.IdOf(stream.Key!)}";
        return Desk.Append(stream, facts, self, status, new Links(self, request));
    }
}

/// <summary>A policy whose content is to be written.</summary>
/// <param name="Stream">Its stream.</param>
/// <param name="Newest">The content of the draft, else of the newest version; null for a policy that has none yet.</param>
/// <param name="Areas">Ids of the organisation's areas.</param>
public sealed record OpenText(IEventStream<Policy> Stream, PolicyContent? Newest, IReadOnlySet<string> Areas);
