using System.Text.Json.Nodes;
using Governance.Accounts;
using Governance.Claims;
using Governance.CommandLine.Demo.Worlds;
using Governance.Proofs;

namespace Governance.CommandLine.Demo.Register;

/// <summary>One claim for each method by which a machine can see who controls an account, in a pretend internet; one of them is accepted and official.</summary>
internal sealed class ProofAct(DemoStage stage, PretendWorld world)
{
    private const string Domain = "acme.example";
    private const string Reviewed = "https://github.com/acme";
    private const string Post = "https://x.com/acme/status/1";

    private sealed record Showing(string Method, string Url, Action<GivenChallenge> Place, ProofOutcome Outcome, int Level, string? Domain = null, string? PostUrl = null);

    private IEnumerable<Showing> Showings =>
    [
        new(DnsTxt.Method, "https://www.facebook.com/acmesportswear", given => world.Names.Text(DnsTxt.RecordName(Domain), $"token={given.Token} expiry={given.ExpiresAt.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}"), ProofOutcome.Found, 1, Domain),
        new(HttpsFile.Method, "https://www.instagram.com/acmesportswear/", given => world.Serve(Domain, new Uri(HttpsFile.FileUrl(Domain, given.ChallengeId)).AbsolutePath, "text/plain", given.Token), ProofOutcome.Found, 1, Domain),
        new(RelMe.Method, Reviewed, _ => LinkBothWays(), ProofOutcome.Found, 3, Domain),
        new(Fediverse.Method, $"@acme@social.{Domain}", given => world.FediverseAccount("acme", $"social.{Domain}", bio: $"<p>Sportswear. {given.Token}</p>"), ProofOutcome.Found, 2),
        new(AtprotoHandle.Method, $"https://bsky.app/profile/{Domain}", _ => world.AtprotoAccount(Domain, "did:plc:abcdefghijklmnopqrstuvwx"), ProofOutcome.Found, 3),
        new(AtprotoProfile.Method, "https://bsky.app/profile/acme.bsky.social", given => world.AtprotoAccount("acme.bsky.social", "did:plc:xwvutsrqponmlkjihgfedcba", given.Token), ProofOutcome.Found, 2),
        new(OembedPost.Method, "https://x.com/acme", given => Publish(given.Token), ProofOutcome.Found, 2, PostUrl: Post),
        new(JsonProfile.Method, "https://gitlab.com/acme", given => world.Json("gitlab.com", "/api/v4/users?username=acme", new[] { new { username = "acme", name = $"Acme {given.Token}" } }), ProofOutcome.Found, 2),
        new(PublishedList.Method, "https://www.youtube.com/@acme", _ => world.Serve(Domain, "/trust.txt", "text/plain", "social=https://www.youtube.com/@acme\n"), ProofOutcome.Found, 1, Domain),
        new(JsonProfile.Method, "https://github.com/acme-labs", _ => world.Json("api.github.com", "/users/acme-labs", new { login = "acme-labs", bio = "No token here." }), ProofOutcome.NotFound, 0),
        new(JsonProfile.Method, "https://github.com/acme-shop", _ => world.Json("api.github.com", "/users/acme-shop", new { message = "Try again later" }, status: 503), ProofOutcome.Inconclusive, 0),
    ];

    /// <summary>All of it.</summary>
    public async Task Play()
    {
        stage.Act("Who controls an account: every method that a machine can check");
        await stage.Do(Cast.Steward, "/domains", new { domain = Domain, note = "Our registrar's invoice." });
        var reviewed = "";
        foreach (var showing in Showings)
        {
            var claim = await Prove(showing);
            if (showing.Url == Reviewed) reviewed = claim;
        }

        await Accept(reviewed);
    }

    private async Task<string> Prove(Showing showing)
    {
        var listed = await stage.Do(Cast.Steward, "/accounts", new { url = showing.Url, profile = new { type = AccountType.Page, @class = AccountClass.Official } });
        var draft = new { accountId = listed.Id, @class = AccountClass.Official, evidence = "Our team opened it." };
        var claim = $"/claims/{(await stage.Do(Cast.Communications, "/claims", draft)).Id}";
        await stage.Do(Cast.Communications, $"{claim}/submit", new { });
        var given = await stage.Do<GivenChallenge>(Cast.Communications, $"{claim}/challenge", new { method = showing.Method, domain = showing.Domain, postUrl = showing.PostUrl });
        showing.Place(given);
        await stage.Do(Cast.Communications, $"{claim}/check", new { });
        JsonNode seen = (await stage.See(Cast.Communications, claim))["observations"]!.AsArray()[^1]!;
        var outcome = Enum.Parse<ProofOutcome>(seen.Text("outcome"), ignoreCase: true);
        stage.Expect((showing.Outcome, showing.Level), (outcome, int.Parse(seen.Text("level"), System.Globalization.CultureInfo.InvariantCulture)), $"outcome and level of {showing.Method} for {showing.Url} ({seen.Text("reason")})");
        stage.Check($"{showing.Method,-15} {(outcome == ProofOutcome.Found ? $"found, level {showing.Level}" : outcome == ProofOutcome.NotFound ? "not found" : "inconclusive"),-15} {seen.Text("reason")}");
        return claim;
    }

    private async Task Accept(string claim)
    {
        stage.Act($"The claim on {Reviewed} is reviewed, and the account is official");
        stage.Expect(false, (await stage.Official(Reviewed)).Official, "the account's being official before");
        // One person does not decide twice on one request: the steward owns communications, so somebody else is steward for once.
        await stage.Do(Cast.Administrator, $"/people/{Cast.OtherSteward}/grant-role", new { role = "steward" });
        var request = (await stage.Do(Cast.Communications, $"{claim}/review", new { summary = "Proved from both sides" })).Links.Request!;
        await stage.Refused(Cast.Communications, $"{request}/decide", new { decision = "approve", digest = (await stage.Read<Approvals.RequestView>(Cast.Communications, request)).Request.Content }, ClaimRules.SelfReview.Code);
        await stage.Approve(request, Cast.OtherSteward, Cast.Steward);
        stage.Expect("accepted", (await stage.See(Cast.Auditor, claim)).Text("claim", "state"), "the claim");
        var known = await stage.Official("http://github.com/Acme/");
        stage.Expect((true, (int?)3), (known.Official, known.Level), "whether the account is official, and its level");
        stage.Check($"GET /official?url=http://github.com/Acme/: official, level {known.Level}, up to {known.ValidUntil:yyyy-MM-dd}");
        stage.Expect(false, (await stage.Official("https://github.com/acme-support-team")).Official, "an unknown address's being official");
        stage.Check("GET /official?url=https://github.com/acme-support-team: not known, and nothing else is told");
        var owner = (await stage.Bearers(Reviewed)).Single();
        stage.Expect(Cast.Communications, owner.Ownership!.Owner, "who answers for it");
        stage.Check($"{stage.Name(owner.Ownership.Owner)} answers for it, by {owner.Proof!.Method}, under {owner.Ownership.Flow!.Name} {owner.Ownership.Flow.Version}");
    }

    private void LinkBothWays()
    {
        world.Page("github.com", "/acme", $"<a rel=\"nofollow me\" href=\"https://{Domain}/about\">{Domain}</a>");
        world.Page(Domain, "/about", $"<a rel=\"me\" href=\"{Reviewed}\">GitHub</a>");
    }

    private void Publish(string token) =>
        world.Json("publish.x.com", $"/oembed?omit_script=1&url={Uri.EscapeDataString(Post)}", new { html = $"<blockquote><p>This is us: {token}</p></blockquote>", author_url = "https://x.com/acme", author_name = "Acme" });
}
