using Governance.Accounts;
using Governance.Shared;
using static Governance.Tests.Accounts.AccountStory;

namespace Governance.Tests.Accounts;

/// <summary>Which handle, which owner and which proof held when: what ended has an end.</summary>
public sealed class PeriodsTests
{
    private static readonly DateTimeOffset Later = Noon.AddDays(1);
    private static readonly OwnershipVerified Shown = new("c-1", 2, "oembed", Noon.AddDays(180));

    private static AccountView View(params IReadOnlyList<AccountEvent> later) =>
        ((AccountEvent[])[.. Registered(), Shown]).Select(fact => (fact, Noon)).Concat(later.Select((fact, i) => (fact, Later.AddHours(i))))
            .Select((told, i) => new Fact<AccountEvent>(told.fact, Owner, told.Item2, i + 1)).Aggregate((AccountView?)null, (view, fact) => AccountView.Fold(view, fact, "account/a-1"))!;

    [Fact]
    public void A_rename_ends_the_period_of_the_handle_before()
    {
        var view = View(new AccountRenamed("acme2", "https://x.com/acme2"));
        Assert.Equal([new HandlePeriod("acme", "https://x.com/acme", Noon, Later), new HandlePeriod("acme2", "https://x.com/acme2", Later, null)], view.Handles);
    }

    [Fact]
    public void A_replaced_account_bears_its_handle_no_more_and_nothing_is_added_to_that()
    {
        var view = View(new AccountReplaced(null), new AccountDescribed(Profile));
        Assert.Equal([new HandlePeriod("acme", "https://x.com/acme", Noon, Later)], view.Handles);
    }

    [Fact]
    public void A_proof_ends_when_another_takes_its_place_and_when_it_counts_no_more()
    {
        var renewed = Shown with { Level = 3, Method = "rel-me" };
        Assert.Equal([Later, null], View(renewed).Proofs.Select(proof => proof.EndedAt));
        Assert.Equal([Later, Later.AddHours(1)], View(renewed, new VerificationEnded("c-1", "lapsed")).Proofs.Select(proof => proof.EndedAt));
    }

    [Fact]
    public void Proof_and_ownership_end_with_the_account()
    {
        foreach (var end in (AccountEvent[])[new AccountParked(), new AccountDeleted("A court."), new AccountReplaced(null), new AccountLost("Tried.")])
        {
            var view = View(end);
            Assert.Equal(Later, Assert.Single(view.Proofs).EndedAt);
            Assert.Equal(Later, Assert.Single(view.Ownerships).Until);
        }
    }

    [Fact]
    public void What_passes_from_hand_to_hand_is_a_period_of_its_own_on_the_same_ground()
    {
        var view = View(new HandOverOpened("h-1", Holding.Ownership, Owner, Other, HandOverCause.Planned, Later.AddDays(9)), new HandOverAccepted("h-1", Other));
        Assert.Equal([(Owner, false, Later.AddHours(1)), (Other, true, (DateTimeOffset?)null)], view.Ownerships.Select(period => (period.Owner, period.HandedOver, period.Until)));
        Assert.All(view.Ownerships, period => Assert.Equal((RegistrationGround.Claim, "c-1"), (period.Ground, period.ClaimId)));
    }
}
