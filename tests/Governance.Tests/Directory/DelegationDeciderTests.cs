using CsCheck;
using Governance.Directory;
using Governance.Shared;

namespace Governance.Tests.Directory;

/// <summary>Who may stand in for whom, for what and how long.</summary>
public sealed class DelegationDeciderTests
{
    private static readonly DateTimeOffset Now = new(2027, 7, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly KnownDirectory Known = new(["legal", "marketing"]) { People = ["p-2", "p-3"], Flows = ["publish-policy"] };
    private static readonly Person Ada = Given();

    private static Person Given(params PersonEvent[] facts) =>
        facts.Aggregate(DirectoryDecider.Evolve(null, new PersonJoined(null, null), "person/p-1"), (person, fact) => DirectoryDecider.Evolve(person, fact, person.Id));

    private static DelegationGiven Giving(
        string to = "p-2", double from = 0, double until = 14, string[]? flows = null, string[]? areas = null, string id = "d-1") =>
        new(id, to, Now.AddDays(from), Now.AddDays(until), flows ?? [], areas ?? [], null);

    private static Refusal? Refusal(DelegationGiven giving, Person? person = null, double later = 0) => DirectoryDecider.Decide(giving, person ?? Ada, Known, Now.AddDays(later)).Refusal;

    [Fact]
    public void Somebody_who_is_there_stands_in_from_now_or_from_a_moment_to_come()
    {
        foreach (var giving in (DelegationGiven[])[Giving(), Giving(from: 30, until: 60), Giving(flows: ["publish-policy"], areas: ["legal"]), Giving(until: 366)])
            Assert.Equal([giving], DirectoryDecider.Decide(giving, Ada, Known, Now).Facts);
    }

    [Fact]
    public void Not_oneself_and_nobody_who_is_not_there()
    {
        Assert.Equal(DirectoryRules.DelegationToSelf, Refusal(Giving("p-1")));
        Assert.Equal(DirectoryRules.DelegateUnknown, Refusal(Giving("p-9")));
        Assert.Equal(DirectoryRules.PersonHasLeft, Refusal(Giving(), Given(new PersonLeft(null))));
    }

    [Fact]
    public void For_a_time_that_is_yet_to_come_and_not_longer_than_a_year()
    {
        Assert.Equal(DirectoryRules.DelegationInThePast, Refusal(Giving(from: 0, until: 1), later: 1));
        Assert.Equal(DirectoryRules.DelegationOfNoTime, Refusal(Giving(from: 2, until: 2)));
        Assert.Equal(DirectoryRules.DelegationOfNoTime, Refusal(Giving(from: 3, until: 2)));
        Assert.Equal(DirectoryRules.DelegationTooLong, Refusal(Giving(from: 10, until: 376.001)));
        Assert.Null(Refusal(Giving(from: 10, until: 376)));
    }

    [Fact]
    public void Only_for_areas_and_flows_that_there_are()
    {
        Assert.Equal(DirectoryRules.DelegationFlowUnknown, Refusal(Giving(flows: ["publish-policy", "moon-flight"])));
        Assert.Equal((DirectoryRules.AreaUnknown.Code, "areas"), (Refusal(Giving(areas: ["moon"]))!.Code, Refusal(Giving(areas: ["moon"]))!.Field));
    }

    [Fact]
    public void The_same_person_for_the_same_at_the_same_time_once()
    {
        var person = Given(Giving(from: 0, until: 14, flows: ["publish-policy"]));
        Assert.Equal(DirectoryRules.DelegationOverlaps, Refusal(Giving(from: 13, until: 20, flows: ["publish-policy"], id: "d-2"), person));
        Assert.Null(Refusal(Giving(from: 14, until: 20, flows: ["publish-policy"], id: "d-2"), person));
        Assert.Null(Refusal(Giving(from: 13, until: 20, id: "d-2"), person));
        Assert.Null(Refusal(Giving("p-3", from: 13, until: 20, flows: ["publish-policy"], id: "d-2"), person));
    }

    [Fact]
    public void Twenty_at_once_and_no_more_until_one_is_over_or_ended()
    {
        var person = Given([.. Enumerable.Range(0, 20).Select(i => Giving(from: i, until: i + 1, id: $"d-{i}"))]);
        Assert.Equal(DirectoryRules.TooManyDelegations, Refusal(Giving("p-3", id: "d-20"), person));
        Assert.Null(Refusal(Giving("p-3", from: 1, id: "d-20"), person, later: 1));
        Assert.Null(Refusal(Giving("p-3", id: "d-20"), DirectoryDecider.Evolve(person, new DelegationEnded("d-7", null), person.Id)));
    }

    [Fact]
    public void What_is_not_over_can_be_ended_once()
    {
        var person = Given(Giving());
        var ending = new DelegationEnded("d-1", null);
        Assert.Equal([ending], DirectoryDecider.Decide(ending, person, Now).Facts);
        Assert.Equal(DirectoryRules.DelegationNotLive, DirectoryDecider.Decide(ending, person, Now.AddDays(14)).Refusal);
        Assert.Equal(DirectoryRules.DelegationNotLive, DirectoryDecider.Decide(ending, DirectoryDecider.Evolve(person, ending, person.Id), Now).Refusal);
        Assert.Equal(DirectoryRules.DelegationNotLive, DirectoryDecider.Decide(new DelegationEnded("d-2", null), person, Now).Refusal);
    }

    [Fact]
    public void Who_leaves_has_no_stand_ins_any_more()
    {
        var left = Given(Giving(), new PersonLeft(null));
        Assert.Empty(left.Delegations);
        Assert.Equal(DirectoryRules.PersonHasLeft, DirectoryDecider.Decide(new DelegationEnded("d-1", null), left, Now).Refusal);
    }

    [Fact]
    public void However_they_come_and_go_the_state_has_all_that_are_not_over_and_does_not_grow() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[1, 366], Gen.Int[0, 9]).List[0, 120].Sample(steps =>
        {
            var (person, model, now, id) = (Ada, new List<DelegationGiven>(), Now, 0);
            foreach (var (from, days, pause) in steps)
            {
                now = now.AddDays(pause);
                var giving = new DelegationGiven($"d-{id++}", "p-2", now.AddDays(from), now.AddDays(from + days), [], [], null);
                // Another scope each time, so that only the number counts.
                giving = giving with { Flows = [$"flow-{id}"] };
                if (DirectoryDecider.Decide(giving, person, Known with { Flows = [.. giving.Flows] }, now).Facts is not [DelegationGiven given]) continue;
                person = DirectoryDecider.Evolve(person, given, person.Id);
                model.Add(given);
                if (!person.DelegationsAt(now).Select(live => live.DelegationId).ToHashSet().SetEquals(model.Where(live => live.Until > now).Select(live => live.DelegationId))) return false;
            }

            return person.Delegations.Count <= DirectoryDecider.MostDelegations;
        });
}
