using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Governance.Shared;

namespace Governance.Leads;

/// <summary>One lead as people read it; also a row of the queue.</summary>
/// <param name="Id">The stream key.</param>
[Kept]
public sealed record LeadView([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string Id)
{
    /// <summary>The lead's id in routes.</summary>
    public string LeadId { get; init; } = "";

    /// <summary>The stream's version; also the ETag.</summary>
    public long Version { get; init; }

    /// <summary>Where it stands.</summary>
    public LeadState State { get; init; }

    /// <summary>The platform's name.</summary>
    public string Platform { get; init; } = "";

    /// <summary>The canonical handle.</summary>
    public string Handle { get; init; } = "";

    /// <summary>The canonical address.</summary>
    public string Url { get; init; } = "";

    /// <summary>The platform's immutable id, or absent.</summary>
    public string? PlatformId { get; init; }

    /// <summary>In how many places it was seen.</summary>
    public int Seen { get; init; }

    /// <summary>Where it was seen, oldest first.</summary>
    public ImmutableList<SightingView> Sightings { get; init; } = [];

    /// <summary>Since when it waits, or last waited, for a steward, UTC.</summary>
    public DateTimeOffset WaitsSince { get; init; }

    /// <summary>By when a steward sorts it: 5 workdays; absent once that is done.</summary>
    public DateTimeOffset? DueOn { get; init; }

    /// <summary>Whether that moment has passed.</summary>
    public bool Overdue { get; init; }

    /// <summary>Why it was rejected, or absent.</summary>
    public LeadRejection? Reason { get; init; }

    /// <summary>The same in words, or absent.</summary>
    public string? Note { get; init; }

    /// <summary>The account of the register that it is, or absent.</summary>
    public string? AccountId { get; init; }

    /// <summary>The case that looks into it, or absent.</summary>
    public string? CaseId { get; init; }

    /// <summary>When the last fact was recorded.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The same at a moment, which alone says whether it is overdue.</summary>
    public LeadView At(DateTimeOffset now) => this with { Overdue = DueOn < now };
}

/// <summary>Where and how a lead was seen.</summary>
/// <param name="SeenAt">Where; empty when nobody said.</param>
/// <param name="How">How it came here.</param>
/// <param name="By">Who brought it, a pseudonymous id.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Note">What they added, or absent.</param>
public sealed record SightingView(string SeenAt, SightingMeans How, string By, DateTimeOffset At, string? Note);

/// <summary>Answers: which accounts wait for a steward, since when, and where were they seen?</summary>
public sealed class LeadViewProjection() : FactsProjection<LeadView, LeadEvent>(Fold)
{
    private const int WorkdaysToSort = 5;

    /// <summary>The view after a fact.</summary>
    public static LeadView Fold(LeadView? view, Fact<LeadEvent> fact, string streamKey) =>
        Next(view ?? Waits(new LeadView(streamKey) { LeadId = StreamKeys.IdOf(streamKey) }, fact.At), fact) with { Version = fact.Version, UpdatedAt = fact.At };

    private static LeadView Next(LeadView view, Fact<LeadEvent> fact) => fact.Event switch
    {
        LeadSighted seen => view with
        {
            Platform = seen.Platform,
            Handle = seen.Handle,
            Url = seen.Url,
            PlatformId = view.PlatformId ?? seen.PlatformId,
            Seen = view.Seen + 1,
            Sightings = view.Sightings.Add(new(seen.SeenAt, seen.How, fact.Actor, fact.At, seen.Note)),
        },
        LeadRejected rejected => view with { State = LeadState.Rejected, DueOn = null, Reason = rejected.Reason, Note = rejected.Note },
        LeadReopened => Waits(view, fact.At) with { Reason = null, Note = null },
        LeadPassedToImpostors passed => view with { State = LeadState.PassedOn, DueOn = null, CaseId = passed.CaseId },
        LeadConfirmed confirmed => view with { State = LeadState.Confirmed, DueOn = null, AccountId = confirmed.AccountId },
        LeadMatched matched => view with { State = LeadState.Matched, DueOn = null, AccountId = matched.AccountId, Reason = null, Note = null },
        _ => view,
    };

    private static LeadView Waits(LeadView view, DateTimeOffset at) => view with { State = LeadState.Open, WaitsSince = at, DueOn = Workdays.After(at, WorkdaysToSort) };
}

/// <summary>Folds a lead's stream into what its rules ask.</summary>
public sealed class LeadProjection() : FactsProjection<Lead, LeadEvent>((lead, fact, id) => LeadDecider.Evolve(lead, fact.Event, id));
