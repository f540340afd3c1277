using Governance.Approvals;
using Governance.Flows;
using Governance.Shared;
using Microsoft.Extensions.DependencyInjection;
using Wolverine;

namespace Governance.Host.Tests.Approvals;

/// <summary>Organisations that follow a flow of the test's own, and time that passes for their requests.</summary>
public static class OwnFlows
{
    private const string Fields = "accountClasses, area, audience, body, effectiveFrom, jurisdiction, kind, language, owner, platforms, reviewCycle, scope, title";

    /// <summary>A flow for policies with these stages (YAML, indented by two) and further lines.</summary>
    public static string Flow(string stages, string more = "", int version = 3) => $$"""
        flow: publish-policy
        version: {{version}}
        subject: policy-version
        title: Publish
        content: {bind: [{{Fields}}], editorial: [contact, glossary]}
        people:
          owners: {role: policy-owner, of: subject.area}
          communications: {group: communications}
          legal: {group: legal}
          executives: {group: executives}
        stages:
        {{stages}}
        {{more}}
        """;

    /// <summary>One stage in which one of communications approves.</summary>
    public static string OneOfCommunications(string more = "", string stage = "") => Flow($"""
          - id: review
            all: [{"{id: comms, approve: 1, of: communications}"}]
            {stage}
        """, more);

    /// <summary>The organisation follows this flow from now on, as though it had been adopted.</summary>
    public static async Task<Flow> Follows(this Acme acme, string text)
    {
        var parse = FlowParser.Parse(text, "test.yaml");
        var flow = parse.Flow ?? throw new InvalidOperationException(string.Join("\n", parse.Errors));
        await using var session = acme.Session();
        session.LastModifiedBy = Caller.Founder;
        session.Events.Append(StreamKeys.Flow(flow.Name), new FlowAdopted(flow.Version, flow.Digest, flow.Subject, flow.Title, text, "A test follows it."));
        await session.SaveChangesAsync();
        return flow;
    }

    /// <summary>A policy before its approvers under a flow of the test's own.</summary>
    public static async Task<(string Policy, string Request)> AskedUnder(this Acme acme, string flow, string reference = "social-media-policy")
    {
        await acme.Follows(flow);
        return await acme.Asked(reference);
    }

    /// <summary>The moments at which timers of a request are scheduled, from its facts.</summary>
    public static async Task<DateTimeOffset[]> Moments(this Acme acme, string request)
    {
        await using var session = acme.Session();
        return [.. (await session.Events.FetchStreamAsync(ApprovalSteps.StreamOf(request))).Select(stored => stored.Data).OfType<DeadlineSet>().Select(set => set.At)];
    }

    /// <summary>A timer of the request is delivered, as the bus does it, once more or for the first time.</summary>
    public static async Task Wake(this Acme acme, string request, DateTimeOffset? at = null)
    {
        await using var scope = acme.Service.Host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>()
            .InvokeForTenantAsync(acme.Tenant, new RequestTimer(acme.Tenant, ApprovalSteps.StreamOf(request), at ?? acme.Service.Now, 1), TestContext.Current.CancellationToken);
    }

    /// <summary>Time passes, and whatever timers there are wake.</summary>
    public static Task Pass(this Acme acme, string request, TimeSpan time)
    {
        acme.Service.Clock.Advance(time);
        return acme.Wake(request);
    }

    public static Task<Answer> Approve(this Acme acme, string person, string request, string digest, string? onBehalfOf = null) =>
        acme.Post(person, $"{request}/decide", new { decision = "approve", digest, onBehalfOf });

    public static async Task<string> Digest(this Acme acme, string request) => (await acme.Get(Acme.OtherExecutive, request)).Expect(200).Text("request", "content");
}
