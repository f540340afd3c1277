using CsCheck;
using Governance.Leads;
using Governance.Platforms;
using Governance.Shared;

namespace Governance.Tests.Leads;

/// <summary>One account is one lead; what was rejected stays rejected until there is a new fact.</summary>
public sealed class LeadDeciderTests
{
    private const string Stream = "lead/l-1";

    private static LeadSighted Seen(string place = "https://acme.example/", string? id = null) =>
        new("facebook", "acme", "https://www.facebook.com/acme", id, place, SightingMeans.Reported, "facebook.com/Acme", null);

    private static Lead Given(params LeadEvent[] facts) => facts.Prepend(Seen()).Aggregate((Lead?)null, (lead, fact) => LeadDecider.Evolve(lead, fact, Stream))!;

    private static readonly LeadRejected Rejection = new(LeadRejection.NotOurs, null);

    [Fact]
    public void A_first_sighting_is_a_lead() => Assert.Equal([Seen()], LeadDecider.Decide(Seen(), null, null).Facts);

    [Fact]
    public void A_place_is_recorded_once_and_another_place_too()
    {
        Assert.Empty(LeadDecider.Decide(Seen(), Given(), null).Facts);
        Assert.Equal([Seen("https://acme.example/shoes")], LeadDecider.Decide(Seen("https://acme.example/shoes"), Given(), null).Facts);
    }

    [Fact]
    public void Whoever_is_seen_in_a_hundred_places_is_known()
    {
        var lead = Given([.. Enumerable.Range(1, LeadDecider.MostPlaces - 1).Select(page => Seen($"https://acme.example/{page}"))]);
        Assert.Equal(LeadDecider.MostPlaces, lead.Places.Count);
        Assert.Empty(LeadDecider.Decide(Seen("https://acme.example/one-more"), lead, null).Facts);
    }

    [Fact]
    public void A_sighting_of_a_rejected_lead_is_recorded_and_opens_nothing()
    {
        var rejected = Given(Rejection);
        var facts = LeadDecider.Decide(Seen("elsewhere"), rejected, null).Facts;
        Assert.Equal([Seen("elsewhere")], facts);
        Assert.Equal(LeadState.Rejected, LeadDecider.Evolve(rejected, facts[0], Stream).State);
        Assert.Equal(SightingOutcome.RejectedBefore, LeadDecider.OutcomeOf(rejected, null));
    }

    [Fact]
    public void Only_a_rejected_lead_is_reopened()
    {
        var fact = new LeadReopened("It says official now", null);
        Assert.Equal(LeadState.Open, LeadDecider.Evolve(Given(Rejection), LeadDecider.Decide(fact, Given(Rejection)).Facts.Single(), Stream).State);
        foreach (var lead in (Lead[])[Given(), Given(new LeadPassedToImpostors("i-1")), Given(new LeadConfirmed("a-1"))])
            Assert.Equal(LeadRules.NotRejected, LeadDecider.Decide(fact, lead).Refusal);
    }

    [Fact]
    public void What_is_in_the_register_is_known_whatever_was_said_of_it_before()
    {
        Assert.Equal([Seen(), new LeadMatched("a-1")], LeadDecider.Decide(Seen(), null, "a-1").Facts);
        foreach (var lead in (Lead[])[Given(), Given(Rejection), Given(new LeadPassedToImpostors("i-1"))])
        {
            Assert.Equal([new LeadMatched("a-1")], LeadDecider.Decide(Seen(), lead, "a-1").Facts);
            Assert.Equal(SightingOutcome.InTheRegister, LeadDecider.OutcomeOf(lead, "a-1"));
        }

        Assert.Empty(LeadDecider.Decide(Seen(), Given(new LeadConfirmed("a-1")), "a-1").Facts);
    }

    [Fact]
    public void An_open_lead_is_decided_once()
    {
        (Lead Lead, Refusal Refusal)[] settled =
        [
            (Given(Rejection), LeadRules.Rejected), (Given(new LeadPassedToImpostors("i-1")), LeadRules.PassedOn("i-1")),
            (Given(new LeadConfirmed("a-1")), LeadRules.InTheRegister("a-1")), (Given(new LeadMatched("a-2")), LeadRules.InTheRegister("a-2")),
        ];
        Assert.Equal([Rejection], LeadDecider.Decide(Rejection, Given()).Facts);
        Assert.Equal([new LeadConfirmed("a-1")], LeadDecider.Decide(new LeadConfirmed("a-1"), Given()).Facts);
        Assert.All(settled, one =>
        {
            Assert.Equal(one.Refusal, LeadDecider.Decide(Rejection, one.Lead).Refusal);
            Assert.Equal(one.Refusal, LeadDecider.Decide(new LeadConfirmed("a-9"), one.Lead).Refusal);
            Assert.Equal(one.Refusal, LeadDecider.Decide(new LeadPassedToImpostors("i-9"), one.Lead).Refusal);
        });
    }

    [Fact]
    public void An_impossible_history_is_not_read()
    {
        Assert.Throws<InvalidOperationException>(() => LeadDecider.Evolve(null, Rejection, Stream));
        Assert.Throws<InvalidOperationException>(() => Given(Rejection, Rejection));
        Assert.Throws<InvalidOperationException>(() => Given(Rejection, new LeadConfirmed("a-1")));
    }

    [Fact]
    public void The_same_sightings_again_add_nothing_in_whatever_order_they_come() =>
        Gen.Int[0, 30].Array[1, 200].Sample(places =>
        {
            var once = places.Aggregate((Lead?)null, See);
            var twice = places.Reverse().Aggregate(once, See);
            return once == twice && once!.Places.Count == places.Distinct().Count();
        });

    [Fact]
    public void A_lead_waits_five_workdays_from_the_sighting_or_from_the_new_fact()
    {
        // A Thursday before the Irish holiday of St Brigid, Monday 1 February 2027.
        var thursday = new DateTimeOffset(2027, 1, 28, 10, 0, 0, TimeSpan.Zero);
        var view = Fold(null, Seen(), thursday, 1);
        Assert.Equal(new(2027, 2, 5, 10, 0, 0, TimeSpan.Zero), view.DueOn);
        Assert.False(view.At(view.DueOn!.Value).Overdue);
        Assert.True(view.At(view.DueOn!.Value.AddTicks(1)).Overdue);
        var rejected = Fold(view, Rejection, thursday.AddDays(1), 2);
        Assert.Null(rejected.DueOn);
        var reopened = Fold(rejected, new LeadReopened("It says official now", null), thursday.AddYears(1), 3);
        Assert.Equal((thursday.AddYears(1), LeadState.Open, null), (reopened.WaitsSince, reopened.State, reopened.Reason));
    }

    [Fact]
    public void The_id_follows_from_the_canonical_address_alone()
    {
        var id = LeadKeys.IdOf(new AccountAddress("facebook", "acme", "https://www.facebook.com/acme"));
        Assert.Matches("^[a-z2-7]{26}$", id);
        Assert.Equal(id, LeadKeys.IdOf(new AccountAddress("facebook", "acme", "https://elsewhere.example", "123")));
        Assert.NotEqual(id, LeadKeys.IdOf(new AccountAddress("instagram", "acme", "https://www.facebook.com/acme")));
    }

    // RFC 4648 section 10 has no vector of this length; these are the bits of SHA-256 of "facebook:acme", five at a time.
    [Fact]
    public void The_id_is_base32_of_the_hash()
    {
        var hash = System.Security.Cryptography.SHA256.HashData("facebook:acme"u8);
        var bits = string.Concat(hash.Select(octet => Convert.ToString(octet, 2).PadLeft(8, '0')));
        var expected = string.Concat(Enumerable.Range(0, 26).Select(i => "abcdefghijklmnopqrstuvwxyz234567"[Convert.ToInt32(bits.Substring(i * 5, 5), 2)]));
        Assert.Equal(expected, LeadKeys.IdOf(new AccountAddress("facebook", "acme", "")));
    }

    private static Lead? See(Lead? lead, int place) =>
        LeadDecider.Decide(Seen($"{place}"), lead, null).Facts.Aggregate(lead, (known, fact) => LeadDecider.Evolve(known, fact, Stream));

    private static LeadView Fold(LeadView? view, LeadEvent fact, DateTimeOffset at, long version) => LeadViewProjection.Fold(view, new Fact<LeadEvent>(fact, "p-1", at, version), Stream);
}
