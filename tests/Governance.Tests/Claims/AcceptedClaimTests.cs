using CsCheck;
using Governance.Accounts;
using Governance.Approvals;
using Governance.Claims;
using Governance.Proofs;
using Governance.Shared;
using Governance.Tests.Accounts;
using static Governance.Tests.Claims.ClaimStory;

namespace Governance.Tests.Claims;

/// <summary>Whatever anybody tries in whatever order, reviews and disputes alike: nobody comes to answer for an account on their own word.</summary>
public sealed class AcceptedClaimTests
{
    private const string Counsel = "p-counsel";
    private static readonly string[] People = [Claimant, Rival, Backup, Steward, Counsel, Third];
    private static readonly string[] Ids = ["c-1", "c-2"];

    private sealed class World
    {
        public Account Account { get; set; } = AccountStory.Given(AccountStory.Listed());

        public Dictionary<string, Claim> Claims { get; } = new() { ["c-1"] = Drafted("c-1", Claimant, Backup), ["c-2"] = Drafted("c-2", Rival, null) };

        public Dispute? Dispute { get; set; }

        public DateTimeOffset Now { get; set; } = Noon;

        public int Accepted { get; private set; }

        private static Claim Drafted(string id, string claimant, string? backup) =>
            ClaimDecider.Evolve(null, new Fact<ClaimEvent>(Draft with { Owner = claimant, BackupOwner = backup }, claimant, Noon, 1), $"claim/{id}");

        public void Tell(string id, string actor, IReadOnlyList<ClaimEvent> facts)
        {
            foreach (var fact in facts)
            {
                var before = Claims[id];
                Claims[id] = ClaimDecider.Evolve(before, new Fact<ClaimEvent>(fact, actor, Now, before.Version + 1), before.Id);
                if (Claims[id].State == ClaimState.Accepted && before.State != ClaimState.Accepted) Judge(Claims[id]);
            }
        }

        public void Tell(string actor, IReadOnlyList<DisputeEvent> facts)
        {
            var dispute = Dispute!;
            foreach (var fact in facts) Dispute = DisputeDecider.Evolve(Dispute, new Fact<DisputeEvent>(fact, actor, Now, Dispute!.Version + 1), Dispute.Id);
            if (facts.OfType<DisputeFinal>().SingleOrDefault() is not { } final) return;
            var effects = DisputeEffectsDecider.Of(final, dispute, Account, Claims, [], Flow, Now);
            Account = Account.After(effects.Account);
            foreach (var (id, ends) in effects.Claims) Tell(id, actor, ends);
            // Nothing that nobody showed makes an account governed.
            if (Account.Verified is { } verified) Assert.Contains(Claims[verified.ClaimId].Proofs, proof => proof.Level == verified.Level && proof.Until == verified.Until);
        }

        private void Judge(Claim claim)
        {
            Accepted++;
            var shown = claim.Standing is { } proof && proof.Level >= 1 && proof.Until > Now && (proof.By is null ? claim.Challenges.Exists(issued => issued.ChallengeId == proof.ChallengeId) : NoStake(claim, proof.By));
            Assert.True(shown || (claim.Entitlement is { } word && NoStake(claim, word.By)), $"{claim.Id} was accepted on nothing");
        }

        private static bool NoStake(Claim claim, string person) => !claim.IsOf(person) && claim.BackupOwner != person;
    }

    private static readonly Gen<(int Act, int Which, int Who, int Hours)[]> Histories = Gen.Select(Gen.Int[0, 15], Gen.Int[0, 1], Gen.Int[0, 5], Gen.Int[0, 400]).Array[5, 60];

    /// <summary>The history that this began with: Legal gives the account to a claim for which nothing was ever shown.</summary>
    [Fact]
    public void A_dispute_does_not_let_a_claim_win_on_the_word_of_its_own_claimant()
    {
        var world = Disputed();
        Play(world, 10, "c-1", Claimant);
        Assert.Equal(DisputeState.Open, world.Dispute!.State);
        Play(world, 11, "c-1", Counsel);
        Assert.Equal(DisputeState.Open, world.Dispute.State);
        Play(world, 10, "c-1", Counsel);
        Play(world, 12, "c-1", Third);
        world.Now = world.Now.AddDays(15);
        Play(world, 14, "c-1", Caller.Clock);
        Assert.Equal((ClaimState.Accepted, Counsel, 1), (world.Claims["c-1"].State, world.Claims["c-1"].Entitlement!.By, world.Accepted));
    }

    [Fact]
    public void An_accepted_claim_always_has_a_proof_or_the_name_of_somebody_without_a_stake()
    {
        var accepted = 0;
        Histories.Sample(history =>
        {
            var world = history.Length % 2 == 0 ? Disputed() : new World();
            foreach (var (act, which, who, hours) in history)
            {
                world.Now = world.Now.AddHours(hours);
                Play(world, act, Ids[which], People[who]);
            }

            Interlocked.Add(ref accepted, world.Accepted);
        }, iter: 3000);
        // A property that nothing ever reaches would hold of anything.
        Assert.True(accepted > 100, $"only {accepted} claims were accepted");
    }

    private static World Disputed()
    {
        var world = new World();
        Play(world, 0, "c-1", Claimant);
        Play(world, 0, "c-2", Rival);
        return world;
    }

    private static void Play(World world, int act, string id, string who)
    {
        var claim = world.Claims[id];
        switch (act)
        {
            case 0: Submit(world, id, who); break;
            case 1: world.Tell(id, who, ClaimDecider.Decide(Challenge($"h-{claim.Challenges.Count + 1}-{id}", expires: world.Now.AddDays(7)), claim, who, Methods, anchored: true).Facts); break;
            case 2 or 3 or 4 when claim.Challenges is [.., var newest]:
                world.Tell(id, claim.Claimant, ClaimDecider.Decide(Seen((ProofOutcome)(act - 2), world.Now, newest.ChallengeId), claim, "77", "acme@social.example").Facts);
                break;
            case 5: world.Tell(id, who, ClaimDecider.Decide(new ControlAttested("Saw it.", world.Now.AddDays(90)), claim, who, [.. world.Claims.Values.Where(other => other != claim && other.IsLive).Select(other => other.Claimant)], machine: false).Facts); break;
            case 6: world.Tell(id, who, ClaimDecider.Decide(new ClaimPutUnderReview("r-1", Words, Flow), claim, who, world.Now).Facts); break;
            case 7: world.Tell(id, Third, ClaimDecider.Decide(new SettleClaim("r-1", Settlement.Approved, [], Flow), claim, world.Now).Facts); break;
            case 8: world.Tell(id, Third, ClaimDecider.TakeFromApprovers(claim)); break;
            case 9 when world.Dispute is { } open: world.Tell(who, DisputeDecider.Decide(new AppealLodged(Words), open, who, world.Now).Facts); break;
            case 10 or 11 when world.Dispute is not null: Propose(world, id, who, attests: act == 10); break;
            case 12 when world.Dispute is { Proposal: { } proposal } dispute: world.Tell(Third, DisputeDecider.Decide(new SettleDispute(proposal.RequestId, Settlement.Approved, [], Flow, world.Now.AddDays(14)), dispute).Facts); break;
            case 13 when world.Dispute is { Proposal: { } proposal } dispute: world.Tell(Third, DisputeDecider.Decide(new SettleDispute(proposal.RequestId, Settlement.Rejected, [], Flow, world.Now.AddDays(14)), dispute).Facts); break;
            case 14 when world.Dispute is { } dispute: world.Tell(Caller.Clock, DisputeDecider.TimeFor(dispute, world.Now)); break;
            case 15: world.Tell(id, Caller.Clock, ClaimDecider.TimeFor(claim, world.Now)); break;
            default: break;
        }
    }

    private static void Submit(World world, string id, string who)
    {
        var claim = world.Claims[id];
        if (ClaimDecider.Decide(new ClaimSubmitted([]), claim, who).Facts is not { Count: > 0 } facts || AccountDecider.Decide(new AccountClaimed(id, claim.Claimant), world.Account).Facts is not { Count: > 0 } claimed) return;
        world.Tell(id, who, facts);
        world.Account = world.Account.After(claimed);
        var rivals = world.Claims.Where(other => other.Key != id && other.Value.IsLive).Select(other => other.Key).ToList();
        if (rivals.Count == 0 || world.Dispute is not null) return;
        world.Dispute = DisputeDecider.Evolve(null, new Fact<DisputeEvent>(new DisputeOpened("a-1", [.. rivals.Append(id).Select(one => new DisputeSide(one, world.Claims[one].Claimant, world.Claims[one].Owner, Standing: false))]), who, world.Now, 1), "dispute/d-1");
        world.Account = world.Account.After(new AccountDisputed("d-1"));
        foreach (var one in rivals.Append(id)) world.Tell(one, who, [new ClaimContested("d-1", id)]);
    }

    private static void Propose(World world, string id, string who, bool attests)
    {
        var appeal = world.Dispute!.State == DisputeState.Appealed;
        if (DisputeDecider.MayPropose(DisputeOutcome.Transferred, [id], world.Dispute, who, legal: true, appeal) is not null || DisputeDecider.MayWin([world.Claims[id]], who, attests, world.Now) is not null) return;
        world.Tell(who, [new DisputeDecisionProposed(DisputeOutcome.Transferred, [id], Words, $"r-{world.Dispute.Version}", Flow)]);
    }
}
