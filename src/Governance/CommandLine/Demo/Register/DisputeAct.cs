using System.Text.Json.Nodes;
using Governance.Claims;

namespace Governance.CommandLine.Demo.Register;

/// <summary>Two organisations have one account as theirs: Legal hears both and decides, and a party can appeal.</summary>
internal sealed class DisputeAct(DemoStage stage, RegisterFile file)
{
    /// <summary>All of it.</summary>
    public async Task Play()
    {
        stage.Act("Legal decides between two organisations, on what both say");
        var people = file.Owners.Keys.ToHashSet();
        var open = (await stage.All<DisputeRow>(Cast.Auditor, "/disputes?state=open")).Where(dispute => dispute.Sides.Count == 2 && dispute.Sides.All(side => people.Contains(side.Owner))).Reverse().ToList();
        if (open.Count == 0) stage.Say("All of these disputes are decided on this service.");
        var able = open.Where(dispute => dispute.Sides.All(side => stage.HasKey(side.Owner))).ToList();
        if (able.Count == 0 && open.Count > 0)
        {
            stage.Say("Those who joined get their keys when the service starts again, so they cannot speak here yet; what needs nobody's consent is decided.");
            await Decide(open[0], DisputeOutcome.Void);
            return;
        }

        foreach (var (dispute, outcome) in able.Zip([DisputeOutcome.Transferred, DisputeOutcome.Shared, DisputeOutcome.Void])) await Decide(dispute, outcome);
        if (able.Count > 3) await Appeal(able[3]);
    }

    private async Task<string> Decide(DisputeRow dispute, DisputeOutcome outcome)
    {
        var path = $"/disputes/{dispute.DisputeId}";
        var account = await stage.See(Cast.Auditor, $"/accounts/{dispute.AccountId}");
        stage.Say($"{account.Text("url")}: {string.Join(" or ", dispute.Sides.Select(side => stage.Name(side.Owner)))}");
        await stage.Do(Cast.Drafter, $"{path}/request-evidence", new { });
        // Who claimed in the organisations' names speaks for those who have no key here yet.
        var speaker = dispute.Sides.Select(side => side.Owner).Append(dispute.Sides[0].Claimant).First(stage.HasKey);
        await stage.Do(speaker, $"{path}/give-evidence", new { evidence = "Our press office opened it, and our web site links to it." });
        var winners = outcome switch { DisputeOutcome.Transferred => dispute.Sides.Take(1), DisputeOutcome.Shared => dispute.Sides, _ => [] };
        foreach (var winner in winners) await stage.Do(winner.Owner, $"/claims/{winner.ClaimId}/consent", new { });
        var proposal = new { outcome, claimIds = winners.Select(winner => winner.ClaimId), reasons = $"After what was said it is {outcome.ToString().ToLowerInvariant()}.", attest = outcome is not DisputeOutcome.Void };
        // Nothing shows control here: somebody of legal stands for it by name, or it is not proposed at all.
        if (proposal.attest) await stage.Refused(Cast.Drafter, $"{path}/propose-decision", new { proposal.outcome, proposal.claimIds, proposal.reasons }, "dispute.nothing-shown");
        var request = (await stage.Do(Cast.Drafter, $"{path}/propose-decision", proposal)).Links.Request!;
        await stage.Approve(request, Cast.OtherDrafter, Cast.Counsel);
        var decided = await stage.See(Cast.Auditor, path);
        stage.Expect("decided", decided.Text("dispute", "state"), "the dispute");
        stage.Check($"{outcome}, after evidence of {stage.Name(speaker)}{(proposal.attest ? $", for want of a proof on the name of {stage.Name(Cast.Drafter)}" : "")}; it holds from {decided.Text("appealUntil")[..10]} unless somebody appeals");
        return path;
    }

    private async Task Appeal(DisputeRow dispute)
    {
        var path = await Decide(dispute, DisputeOutcome.Transferred);
        var (winner, loser) = (dispute.Sides[0], dispute.Sides[1]);
        await stage.Refused(Cast.Executive, $"{path}/appeal", new { grounds = "So." }, DisputeRules.NotAParty.Code);
        await stage.Do(loser.Owner, $"{path}/appeal", new { grounds = "It was ours before the other organisation existed." });
        await stage.Do(loser.Owner, $"/claims/{loser.ClaimId}/consent", new { });
        var proposal = new { outcome = DisputeOutcome.Transferred, claimIds = new[] { loser.ClaimId }, reasons = "The grounds of the appeal are right.", attest = true };
        var request = (await stage.Do(Cast.Drafter, $"{path}/propose-final", proposal)).Links.Request!;
        await stage.Approve(request, Cast.Executive);
        stage.Expect("final", (await stage.See(Cast.Auditor, path)).Text("dispute", "state"), "the dispute after the appeal");
        JsonObject account = await stage.See(Cast.Auditor, $"/accounts/{dispute.AccountId}");
        stage.Expect(loser.Owner, account.Text("owner"), "the owner after the appeal");
        stage.Expect("rejected", (await stage.See(Cast.Auditor, $"/claims/{winner.ClaimId}")).Text("claim", "state"), "the claim of the other side");
        stage.Check($"{stage.Name(loser.Owner)} appealed, and {stage.Name(Cast.Executive)}, of none of the areas concerned, decided: it is theirs at once");
    }
}
