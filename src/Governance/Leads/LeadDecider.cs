using Governance.Shared;

namespace Governance.Leads;

/// <summary>The rules of leads (account-registration-and-ownership, clause 6.1). Pure: state and command in, facts or a refusal out.</summary>
public static class LeadDecider
{
    /// <summary>The most places that are recorded of one lead: whoever is seen in a hundred places is known.</summary>
    public const int MostPlaces = 100;

    /// <summary>
    /// A sighting is recorded once for each place, whatever became of the lead, and never opens a rejected one again.
    /// <paramref name="account"/> is the account of the register that it is, or null.
    /// </summary>
    public static Decision<LeadEvent> Decide(LeadSighted sighting, Lead? lead, string? account)
    {
        List<LeadEvent> facts = [];
        if (lead is null || IsNew(sighting, lead)) facts.Add(sighting);
        if (account is not null && lead is not { State: LeadState.Confirmed or LeadState.Matched }) facts.Add(new LeadMatched(account));
        return Decision<LeadEvent>.Of(facts);
    }

    /// <summary>What the sighting is to whoever saw it; <paramref name="lead"/> is the state before it.</summary>
    public static SightingOutcome OutcomeOf(Lead? lead, string? account) => (lead?.State, account) switch
    {
        (_, not null) or (LeadState.Confirmed or LeadState.Matched, _) => SightingOutcome.InTheRegister,
        (null, _) => SightingOutcome.New,
        (LeadState.Rejected, _) => SightingOutcome.RejectedBefore,
        (LeadState.PassedOn, _) => SightingOutcome.PassedOn,
        _ => SightingOutcome.SeenBefore,
    };

    /// <summary>An open lead is rejected for a reason.</summary>
    public static Decision<LeadEvent> Decide(LeadRejected rejection, Lead lead) => Settled(lead) is { } settled ? settled : rejection;

    /// <summary>A rejected lead is opened again by a new fact, and by nothing else.</summary>
    public static Decision<LeadEvent> Decide(LeadReopened reopening, Lead lead) => lead.State == LeadState.Rejected ? reopening : LeadRules.NotRejected;

    /// <summary>An open lead becomes a case.</summary>
    public static Decision<LeadEvent> Decide(LeadPassedToImpostors passing, Lead lead) => Settled(lead) is { } settled ? settled : passing;

    /// <summary>An open lead becomes an account of the register.</summary>
    public static Decision<LeadEvent> Decide(LeadConfirmed confirmation, Lead lead) => Settled(lead) is { } settled ? settled : confirmation;

    /// <summary>Why nobody decides on the lead now, or null when it is open.</summary>
    public static Refusal? Settled(Lead lead) => lead.State switch
    {
        LeadState.Open => null,
        LeadState.Rejected => LeadRules.Rejected,
        LeadState.PassedOn => LeadRules.PassedOn(lead.CaseId!),
        _ => LeadRules.InTheRegister(lead.AccountId!),
    };

    /// <summary>The lead after a fact.</summary>
    public static Lead Evolve(Lead? lead, LeadEvent fact, string streamKey) => (lead, fact) switch
    {
        (null, LeadSighted seen) => Seen(new Lead(streamKey) { Platform = seen.Platform, Handle = seen.Handle, Url = seen.Url }, seen),
        ({ } known, LeadSighted seen) => Seen(known, seen),
        ({ State: LeadState.Open }, LeadRejected) => lead with { State = LeadState.Rejected },
        ({ State: LeadState.Rejected }, LeadReopened) => lead with { State = LeadState.Open },
        ({ State: LeadState.Open }, LeadPassedToImpostors passed) => lead with { State = LeadState.PassedOn, CaseId = passed.CaseId },
        ({ State: LeadState.Open }, LeadConfirmed confirmed) => lead with { State = LeadState.Confirmed, AccountId = confirmed.AccountId },
        ({ State: not (LeadState.Confirmed or LeadState.Matched) }, LeadMatched matched) => lead with { State = LeadState.Matched, AccountId = matched.AccountId },
        _ => throw new InvalidOperationException($"{fact.GetType().Name} cannot follow in the history of {streamKey}."),
    };

    private static bool IsNew(LeadSighted sighting, Lead lead) => !lead.Places.Contains(sighting.SeenAt) && lead.Places.Count < MostPlaces;

    private static Lead Seen(Lead lead, LeadSighted seen) => lead with { Places = lead.Places.Add(seen.SeenAt), PlatformId = lead.PlatformId ?? seen.PlatformId };
}

/// <summary>What a sighting is to whoever saw it.</summary>
public enum SightingOutcome
{
    /// <summary>Nobody had seen it: a lead for the stewards.</summary>
    New,

    /// <summary>It is a lead already, and waits for a steward.</summary>
    SeenBefore,

    /// <summary>It was seen before and rejected; that stands.</summary>
    RejectedBefore,

    /// <summary>It is looked into as an impostor.</summary>
    PassedOn,

    /// <summary>It is an account of the register.</summary>
    InTheRegister,

    /// <summary>It is no account, or cannot be read.</summary>
    Refused,
}
