using System.Text.Json;
using Governance.Claims;
using Governance.Host.Tests.Policies;
using Governance.Proofs;
using Microsoft.Extensions.DependencyInjection;
using Wolverine;

namespace Governance.Host.Tests.Claims;

/// <summary>Steps of a claim's life. Comms claims, the marketing owner is the rival, one steward decides.</summary>
public static class ClaimSteps
{
    public const string Claimant = Acme.Comms;
    public const string Rival = "p-1007";
    public const string Steward = Acme.Owner;
    public const string OtherSteward = "p-1009";
    public const string Counsel = Acme.OtherDrafter;
    public const string OtherCounsel = Acme.LegalOwner;

    private static int _handles;

    /// <summary>A new account that nobody claimed; where a machine can look, unless it is told otherwise.</summary>
    public static async Task<(string Path, string Handle)> Found(this Acme acme, bool machine = true)
    {
        var handle = $"acme{Environment.ProcessId}x{Interlocked.Increment(ref _handles)}";
        var url = machine ? $"https://github.com/{handle}" : $"https://www.instagram.com/{handle}/";
        var listed = (await acme.Post(Steward, "/accounts", new { url, profile = new { type = "page", @class = "campaign" } })).Expect(201);
        return ($"/accounts/{listed.Text("id")}", handle);
    }

    public static async Task<string> DraftClaim(this Acme acme, string account, string person = Claimant, string @class = "campaign", string? owner = null, string? backupOwner = null, bool personal = false) =>
        $"/claims/{(await acme.Post(person, "/claims", new { accountId = account.Split('/')[^1], owner, backupOwner, @class, personal, evidence = $"I opened it for the {@class} team." })).Expect(201).Text("id")}";

    public static async Task<string> SubmitClaim(this Acme acme, string account, string person = Claimant, string @class = "campaign", string? backupOwner = null, bool personal = false)
    {
        var claim = await acme.DraftClaim(account, person, @class, backupOwner: backupOwner, personal: personal);
        (await acme.Post(person, $"{claim}/submit")).Expect(200);
        return claim;
    }

    /// <summary>A challenge whose token is there to see.</summary>
    public static async Task<string> Prove(this Acme acme, string claim, string handle, string person = Claimant, int level = 2)
    {
        var token = (await acme.Post(person, $"{claim}/challenge", new { method = "json-profile" })).Expect(201).Text("token");
        Sightings.Show(handle, ProofOutcome.Found, level);
        (await acme.Post(person, $"{claim}/check")).Expect(200);
        return token;
    }

    public static async Task<string> Review(this Acme acme, string claim, string person = Claimant) =>
        (await acme.Post(person, $"{claim}/review")).Expect(200).Text("links", "request");

    /// <summary>A claim that is proved and before its approvers.</summary>
    public static async Task<(string Account, string Handle, string Claim, string Request)> Claimed(this Acme acme, string @class = "campaign", string? backupOwner = null)
    {
        var (account, handle) = await acme.Found();
        var claim = await acme.SubmitClaim(account, @class: @class, backupOwner: backupOwner);
        await acme.Prove(claim, handle);
        return (account, handle, claim, await acme.Review(claim));
    }

    /// <summary>A claim that was accepted.</summary>
    public static async Task<(string Account, string Handle, string Claim, string Request)> Accepted(this Acme acme, string? backupOwner = null)
    {
        var claimed = await acme.Claimed(backupOwner: backupOwner);
        (await acme.Decide(Steward, claimed.Request)).Expect(200);
        return claimed;
    }

    /// <summary>Two claims that contradict each other, both proved, and their dispute.</summary>
    public static async Task<(string Account, string Claim, string RivalClaim, string Dispute)> Disputed(this Acme acme)
    {
        var (account, handle) = await acme.Found();
        var claim = await acme.SubmitClaim(account);
        await acme.Prove(claim, handle);
        var rival = await acme.SubmitClaim(account, Rival);
        return (account, claim, rival, $"/disputes/{await acme.Read(rival, "claim", "disputeId")}");
    }

    /// <summary>One account, a claim on it and a dispute about it, with a word in each text.</summary>
    public static async Task<(string AccountId, string ClaimId, string DisputeId)> Contested(this Acme acme, string word)
    {
        var (account, _) = await acme.Found();
        var claims = new List<string>();
        foreach (var person in (string[])[Claimant, Rival])
        {
            var claim = $"/claims/{(await acme.Post(person, "/claims", new { accountId = IdOf(account), @class = "parked", evidence = $"About {word}." })).Expect(201).Text("id")}";
            (await acme.Post(person, $"{claim}/submit")).Expect(200);
            claims.Add(claim);
        }

        var dispute = await acme.Read(claims[1], "claim", "disputeId");
        (await acme.Post(Rival, $"/disputes/{dispute}/give-evidence", new { evidence = $"It is {word}." })).Expect(200);
        return (IdOf(account), IdOf(claims[0]), dispute);
    }

    /// <summary>Legal proposes and most of the others of legal agree.</summary>
    public static async Task<string> DecideDispute(this Acme acme, string dispute, string outcome, params string[] claims)
    {
        var request = (await acme.Post(Acme.Drafter, $"{dispute}/propose-decision", new { outcome, claimIds = claims.Select(IdOf), reasons = "So it is." })).Expect(200).Text("links", "request");
        foreach (var counsel in (string[])[Counsel, OtherCounsel]) (await acme.Decide(counsel, request)).Expect(200);
        return request;
    }

    public static async Task<string> Read(this Acme acme, string path, params string[] member)
    {
        var answer = (await acme.Get(Steward, path)).Expect(200);
        var element = answer.Json;
        foreach (var name in member)
            if (!element.TryGetProperty(name, out element)) return "";
        return element.ToString();
    }

    public static Task<string> StateOf(this Acme acme, string claim) => acme.Read(claim, "claim", "state");

    public static string IdOf(string path) => path.Split('/')[^1];

    /// <summary>A timer rings, whatever the clock says.</summary>
    public static async Task Ring(this Acme acme, object timer)
    {
        await using var scope = acme.Service.Host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeForTenantAsync(acme.Tenant, timer, TestContext.Current.CancellationToken);
    }

    /// <summary>The claim's own timer rings at its next moment of now.</summary>
    public static Task Ring(this Acme acme, string claim) => acme.Ring(new ClaimTimer(acme.Tenant, $"claim/{IdOf(claim)}", acme.Service.Now));

    public static async Task MakeSteward(this Acme acme, string person) => (await acme.Post(Acme.Administrator, $"/people/{person}/grant-role", new { role = "steward" })).Expect(200);

    public static JsonElement[] Items(this Answer answer) => [.. answer.At("items").EnumerateArray()];
}
