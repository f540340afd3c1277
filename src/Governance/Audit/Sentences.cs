using Governance.Access;
using Governance.Accounts;
using Governance.Approvals;
using Governance.Claims;
using Governance.Directory;
using Governance.Flows;
using Governance.Impostors;
using Governance.Leads;
using Governance.Notices;
using Governance.Policies;
using JasperFx.Events;

namespace Governance.Audit;

/// <summary>What a fact says, without its subject, and the reason that was given for it.</summary>
/// <param name="Text">Continues after the actor's name: “published version 1.0”.</param>
/// <param name="Why">In the actor's words, or null.</param>
public sealed record Saying(string Text, string? Why = null);

/// <summary>The sentence a person would read for each fact there is.</summary>
public static class Sentences
{
    /// <summary>The sentence of a stored event and its reason.</summary>
    public static (string Sentence, string? Why) Of(IEvent stored, Names names)
    {
        var saying = Say(stored, names);
        var principal = Principal(stored) is { } person ? $" on behalf of {names.Of(person)}" : "";
        return ($"{names.Of(stored.UserName ?? Shared.Caller.Founder)} {saying.Text}{principal}.", saying.Why);
    }

    /// <summary>People whom the fact itself names, besides its actor.</summary>
    public static IEnumerable<string> People(IEvent stored) => stored.Data switch
    {
        PersonEvent person => DirectorySentences.People(person, stored.StreamKey!),
        RequestEvent request => RequestSentences.People(request).Concat(Principal(stored) is { } person ? [person] : Array.Empty<string>()),
        AccountEvent account => AccountSentences.People(account),
        ClaimEvent claim => ClaimSentences.People(claim),
        DisputeEvent dispute => ClaimSentences.People(dispute),
        KeyIssued issued => [issued.Person],
        ImpostorEvent suspect => LeadSentences.People(suspect),
        _ => [],
    };

    // What followed from a decision in the same transaction was nobody's act.
    private static string? Principal(IEvent stored) =>
        stored.Data is DecisionMade or DecisionTakenBack ? stored.GetHeader(Shared.Origin.OnBehalfOfHeader)?.ToString() : null;

    private static Saying Say(IEvent stored, Names names) => stored.Data switch
    {
        PolicyEvent policy => PolicySentences.Of(policy, Shared.StreamKeys.IdOf(stored.StreamKey!)),
        PersonEvent person => DirectorySentences.Of(person, Shared.StreamKeys.IdOf(stored.StreamKey!), names),
        GroupEvent group => DirectorySentences.Of(group),
        OrganisationEvent organisation => DirectorySentences.Of(organisation),
        RequestEvent request => RequestSentences.Of(request, names),
        FlowEvent flow => RequestSentences.Of(flow, Shared.StreamKeys.IdOf(stored.StreamKey!)),
        AccountEvent account => AccountSentences.Of(account, names),
        ClaimEvent claim => ClaimSentences.Of(claim, names),
        DisputeEvent dispute => ClaimSentences.Of(dispute, names),
        DomainEvent domain => ClaimSentences.Of(domain),
        KeyEvent key => AccessSentences.Of(key, names),
        ReadEvent read => AccessSentences.Of(read),
        LeadEvent lead => LeadSentences.Of(lead),
        SearchEvent search => LeadSentences.Of(search),
        ImpostorEvent suspect => LeadSentences.Of(suspect, names),
        NoticeEvent => new Saying("read a notice"),
        _ => new Saying($"recorded {stored.EventTypeName}"),
    };
}
