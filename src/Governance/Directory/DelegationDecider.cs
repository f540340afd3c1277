using System.Collections.Immutable;
using Governance.Shared;

namespace Governance.Directory;

/// <summary>The rules of standing in for one another.</summary>
public static partial class DirectoryDecider
{
    /// <summary>The most delegations of a person whose time is not over.</summary>
    public const int MostDelegations = 20;

    /// <summary>The longest time that somebody stands in for, in days: a year, whatever year it is.</summary>
    public const int LongestDelegation = 366;

    /// <summary>Another person who is there stands in for a time, for something that exists, and for nothing that they stand in for at that time already.</summary>
    public static Decision<PersonEvent> Decide(DelegationGiven giving, Person person, KnownDirectory known, DateTimeOffset now)
    {
        if (person.Left) return DirectoryRules.PersonHasLeft;
        if (StreamKeys.Person(giving.Delegate) == person.Id) return DirectoryRules.DelegationToSelf;
        if (!known.People.Contains(giving.Delegate)) return DirectoryRules.DelegateUnknown;
        if (giving.Until <= now) return DirectoryRules.DelegationInThePast;
        if (giving.Until <= giving.From) return DirectoryRules.DelegationOfNoTime;
        if (giving.Until - giving.From > TimeSpan.FromDays(LongestDelegation)) return DirectoryRules.DelegationTooLong;
        if (!known.Flows.IsSupersetOf(giving.Flows)) return DirectoryRules.DelegationFlowUnknown;
        if (!known.Areas.IsSupersetOf(giving.Areas)) return DirectoryRules.AreaUnknown with { Field = "areas" };
        var live = person.DelegationsAt(now).ToList();
        if (live.Any(delegation => Overlap(delegation, giving))) return DirectoryRules.DelegationOverlaps;
        return live.Count >= MostDelegations ? DirectoryRules.TooManyDelegations : giving;
    }

    /// <summary>A delegation whose time is not over ends.</summary>
    public static Decision<PersonEvent> Decide(DelegationEnded ending, Person person, DateTimeOffset now)
    {
        if (person.Left) return DirectoryRules.PersonHasLeft;
        return person.DelegationsAt(now).Any(delegation => delegation.DelegationId == ending.DelegationId) ? ending : DirectoryRules.DelegationNotLive;
    }

    private static bool Overlap(Delegation delegation, DelegationGiven giving) =>
        delegation.Delegate == giving.Delegate && delegation.From < giving.Until && giving.From < delegation.Until
        && delegation.Flows.ToHashSet().SetEquals(giving.Flows) && delegation.Areas.ToHashSet().SetEquals(giving.Areas);

    // Those that end last: whatever the time is, the ones that are not over are among them, for there are never more of these.
    private static ImmutableList<Delegation> Kept(ImmutableList<Delegation> delegations, DelegationGiven given) =>
    [
        .. delegations.Add(new Delegation(given.DelegationId, given.Delegate, given.From, given.Until, given.Flows, given.Areas))
            .OrderByDescending(delegation => delegation.Until).Take(MostDelegations).OrderBy(delegation => delegation.From).ThenBy(delegation => delegation.DelegationId, StringComparer.Ordinal),
    ];
}
