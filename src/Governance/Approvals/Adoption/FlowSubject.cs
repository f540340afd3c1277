using System.Globalization;
using Governance.Flows;
using Governance.Shared;
using Wolverine;

namespace Governance.Approvals;

/// <summary>A proposed version of a flow as the approval engine sees it: what its approvers read, and what conditions may ask.</summary>
/// <param name="Name">The flow.</param>
/// <param name="Proposal">The proposal.</param>
public sealed record FlowSubject(string Name, FlowProposal Proposal)
{
    /// <summary>The flow that flows are adopted under, itself among them.</summary>
    public const string Flow = "adopt-flow";

    /// <summary>The kind of subject.</summary>
    public static SubjectType Type { get; } = new("flow-version", "flow.self-adoption", Settle, "Propose a version with POST /flows.");

    /// <summary>The opening of a new request.</summary>
    public ApprovalRequested Opening(Flow flow, string requester) => new(
        flow.Name, flow.Version, flow.Digest, Type.Name, Name, $"{Proposal.Proposed.Title}, version {Number(Proposal.Proposed.Version)}", Facts(), Fields(), Proposal.Author, Proposal.Editors, requester);

    /// <summary>The next revision of a request that was turned back.</summary>
    public RequestRevised Revision() => new(Fields(), Facts(), Proposal.Editors, Proposal.Proposed.Summary);

    /// <summary>Tells requests in flight of an adoption, once these facts are committed.</summary>
    public static async Task Tell(IMessageBus bus, string tenant, string name, string actor, IReadOnlyList<FlowEvent> facts)
    {
        if (facts.OfType<FlowAdopted>().Any()) await bus.PublishAsync(new FlowMovedOn(tenant, name, actor), new DeliveryOptions { TenantId = tenant });
    }

    private Dictionary<string, string> Fields() => new()
    {
        ["name"] = ContentDigest.OfText(Name),
        ["text"] = ContentDigest.OfText(Proposal.Proposed.Text),
        ["version"] = ContentDigest.OfText(Number(Proposal.Proposed.Version)),
    };

    private Dictionary<string, FactValue> Facts() => new()
    {
        ["name"] = Name,
        ["version"] = Number(Proposal.Proposed.Version),
        ["previousVersion"] = Number(Proposal.Proposed.Version - 1),
        ["subjectType"] = Proposal.Proposed.Subject,
    };

    private static string Number(int version) => version.ToString(CultureInfo.InvariantCulture);

    private static async Task<Refusal?> Settle(Settled settled)
    {
        var stream = await settled.Session.Events.FetchForWriting<AdoptedFlow>(StreamKeys.Flow(settled.SubjectId), settled.Cancellation);
        if (stream.Aggregate is not { } flow) return FlowRules.Unknown;
        var decision = FlowDecider.Decide(new SettleProposal(settled.RequestId, settled.Settlement), flow);
        foreach (var fact in decision.Facts) stream.AppendOne(fact);
        await Tell(settled.Bus, settled.Session.TenantId, settled.SubjectId, settled.Session.LastModifiedBy ?? Caller.Clock, decision.Facts);
        return decision.Refusal;
    }
}
