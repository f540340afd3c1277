using System.Globalization;
using System.Text.RegularExpressions;
using Governance.Approvals;
using Governance.Flows;
using Governance.Policies;

namespace Governance.CommandLine.Demo;

/// <summary>From a submitted draft to a version in force: approved, published and effective are three facts.</summary>
internal sealed partial class DemoPublication(DemoStage stage, string policy, string request)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(3);

    /// <summary>All of it.</summary>
    /// <param name="replaces">The version in force that this one supersedes, or null when it does not matter.</param>
    public async Task<VersionView> Play(VersionView? replaces)
    {
        var label = (await Now()).Draft!.Label!;
        await Approve(label, explained: replaces is null);
        var published = await Publish(label);
        if (replaces is not null) stage.Say($"Until then {(await Now()).InForce} stays in force.");
        return await Wait(published, replaces);
    }

    private async Task Approve(string label, bool explained)
    {
        stage.Act($"The flow's approvers decide on {label}");
        await stage.Refused(Cast.Drafter, $"{policy}/publish", new { }, PolicyRules.NotApproved.Code);
        foreach (var person in Cast.Approvers)
        {
            var before = (await View(person)).Request;
            await stage.Do(person, $"{request}/decide", new { decision = Decision.Approve, digest = before.Content });
            var after = (await View(person)).Request;
            stage.Say($"{stage.Name(person),-16} approves   {after.Sentence}");
            if (explained && person == Cast.Approvers[1]) Tell(await View(person));
        }

        stage.Expect(RequestState.Approved, (await View(Cast.Auditor)).Request.State, "the request");
        stage.Expect(DraftStatus.Approved, (await Now()).Draft!.Status, "the draft");
    }

    // Two have approved: this is what everybody can read about the rest.
    private void Tell(RequestView view)
    {
        foreach (var line in EvaluationText.Render(view.Explanation).TrimEnd('\n').Split('\n').Skip(2)) stage.Say($"  | {People().Replace(line, id => stage.Name(id.Value))}");
    }

    private async Task<VersionView> Publish(string label)
    {
        stage.Act($"{stage.Name(Cast.Drafter)} publishes {label} for a moment to come");
        // The service's own clock, as far as its last fact tells it.
        var effectiveFrom = (await Now()).UpdatedAt + Ahead;
        await stage.Do(Cast.Drafter, $"{policy}/publish", new { effectiveFrom });
        var version = (await Now()).Versions.Find(version => version.Label == label) ?? throw DemoStage.Failure($"{label} among the published versions", "it is not there");
        stage.Expect(effectiveFrom.ToUniversalTime(), version.EffectiveFrom.ToUniversalTime(), "the effective moment");
        stage.Say($"Approved {Time(version.ApprovedAt!.Value)}, published {Time(version.PublishedAt)}, effective from {Time(version.EffectiveFrom)} (UTC)");
        return version;
    }

    private async Task<VersionView> Wait(VersionView published, VersionView? replaces)
    {
        var view = await stage.Until(Now, seen => seen.InForce == published.Label, $"{published.Label} is in force");
        stage.Expect(PolicyState.InForce, view.State, "the policy");
        var version = view.Versions.Find(version => version.Label == published.Label)!;
        stage.Say($"{version.Label} took effect, recorded {Time(version.BecameEffectiveAt!.Value)}; digest {version.Digest[..12]}, approval {version.RequestId}");
        if (replaces is null) return version;
        var old = view.Versions.Find(version => version.Label == replaces.Label)!;
        stage.Expect(version.Label, old.EndedBy ?? "nothing", $"what ended {old.Label}");
        stage.Expect(version.EffectiveFrom, old.EndedAt ?? default, $"the end of {old.Label}");
        stage.Say($"{old.Label} was superseded by {version.Label} at that moment, not before.");
        return version;
    }

    private Task<PolicyView> Now() => stage.Read<PolicyView>(Cast.Drafter, policy);

    private Task<RequestView> View(string person) => stage.Read<RequestView>(person, request);

    private static string Time(DateTimeOffset moment) => moment.ToUniversalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    [GeneratedRegex("p-[0-9]{4}")]
    private static partial Regex People();
}
