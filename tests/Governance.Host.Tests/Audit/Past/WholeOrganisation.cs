using System.Text.RegularExpressions;
using Governance.Accounts;
using Governance.Host.Tests.Accounts;
using Governance.Host.Tests.Api;
using Governance.Host.Tests.Approvals;
using Governance.Host.Tests.Approvals.Replays;
using Governance.Host.Tests.Claims;
using Governance.Host.Tests.Leads;
using Governance.Host.Tests.Policies;
using Governance.Leads;
using Governance.Shared;

namespace Governance.Host.Tests.Audit.Past;

/// <summary>An organisation with one of everything, in which everything then changes.</summary>
internal sealed partial class WholeOrganisation(Acme acme)
{
    private const string Policy = "/policies/social-media-policy";
    private string request = "";
    private string adoption = "";
    private string account = "";

    /// <summary>The ids that addresses name.</summary>
    public Dictionary<string, string> Ids { get; } = [];

    public async Task Begin()
    {
        await acme.Draft();
        (await acme.Post(Acme.Drafter, $"{Policy}/comments", new { clauseId = "purpose-voice", text = "Why one?" })).Expect(201);
        request = await acme.Submit(Policy);
        await acme.Decide(Acme.Owner, request);
        adoption = await acme.Propose(await acme.NextVersion());
        account = await acme.Registered("acme", backup: AccountSteps.Backup);
        (await acme.Post(ClaimSteps.Steward, "/domains", new { domain = "acme.example", note = "We pay for it." })).Expect(201);
        var (contested, claim, dispute) = await acme.Contested("ours");
        foreach (var (name, id) in await acme.Seen("https://acme.example/")) Ids[name] = id;
        Ids["keyId"] = (await acme.Post(Acme.Administrator, "/keys", new { person = Acme.Administrator, name = "Reports", scopes = (string[])["*"], expiresInDays = 1 })).Expect(201).Text("id");
        (Ids["policyId"], Ids["requestId"], Ids["name"], Ids["personId"], Ids["accountId"]) = ("social-media-policy", request.Split('/')[^1], "publish-policy", AccountSteps.AccountOwner, AccountSteps.IdOf(account));
        (Ids["claimId"], Ids["disputeId"], Ids["replayId"]) = (claim, dispute, (await acme.Replayed(new { }, "publish-policy")).Text("replayId"));
        Assert.NotEqual(contested, Ids["accountId"]);
    }

    /// <summary>Every feature records something, so that every read answers otherwise.</summary>
    public async Task Change()
    {
        (await acme.Decide(Acme.LegalOwner, request, "request-changes", "Name the law.")).Expect(200);
        await acme.ReviseAndSubmit(Policy, PolicyJourney.Content(PolicyJourney.Body("We speak with two voices."), title: "Social media policy, revised"));
        (await acme.Post(Acme.Drafter, $"{Policy}/comments", new { clauseId = "purpose-voice", text = "Why two?" })).Expect(201);
        await acme.Adopt(adoption);
        (await acme.Post(Acme.Administrator, "/areas", new { area = "events", title = "Events" })).Expect(201);
        (await acme.Post(Acme.Administrator, "/groups", new { groupId = "events", title = "Events" })).Expect(201);
        (await acme.Post(Acme.Administrator, $"/people/{Ids["personId"]}/grant-role", new { role = "steward" })).Expect(200);
        (await acme.Post(Acme.Administrator, $"/people/{Acme.OtherDrafter}/delegate", new { @delegate = Acme.LegalOwner, until = acme.Service.Now.AddDays(3), reason = "Away." })).Expect(201);
        (await acme.Post(Acme.Administrator, $"/keys/{Ids["keyId"]}/revoke", new { reason = "Not used." })).Expect(200);
        (await acme.Post(AccountSteps.AccountOwner, $"{account}/grant-publisher", new { person = AccountSteps.Publisher })).Expect(200);
        (await acme.Post(AccountSteps.AccountOwner, $"{account}/rename", new { url = "https://x.com/acmerenamed" })).Expect(200);
        (await acme.Post(ClaimSteps.Claimant, $"/claims/{Ids["claimId"]}/add-evidence", new { evidence = "And the invoice." })).Expect(200);
        (await acme.Post(ClaimSteps.Rival, $"/disputes/{Ids["disputeId"]}/give-evidence", new { evidence = "And the contract." })).Expect(200);
        (await acme.Post(ClaimSteps.Steward, "/domains", new { domain = "acme.test", note = "We pay for it, too." })).Expect(201);
        await acme.Contested("ours, too");
        await LeadSteps.Reject(acme, $"/leads/{Ids["leadId"]}");
        (await acme.Post(Acme.Comms, $"/impostors/{Ids["caseId"]}/evidence", new { what = "The profile", url = "https://www.facebook.com/acmesale" })).Expect(200);
        await using var session = acme.Session();
        session.LastModifiedBy = LeadSteps.Steward;
        (await session.Events.FetchForWriting<Account>(StreamKeys.Account(Ids["accountId"]), TestContext.Current.CancellationToken)).AppendOne(new AttestationOverdue(acme.Service.Now));
        session.Events.Append(StreamKeys.Search(Ids["sweepId"]), new PageNotSwept("https://acme.example/", "fetch.refused", "It was refused."), new SearchEnded());
        session.Events.Append(StreamKeys.Search(Ids["probeId"]), new HandleProbed("github", "acme", ProbeFinding.Absent, null, null), new SearchEnded());
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The address that is read; of the events those of somebody who did not found the organisation.</summary>
    public string PathOf(Operation read) => read.At(Ids) + (read.Id == "listEvents" ? $"?actor={ClaimSteps.Claimant}" : "");

    /// <summary>Somebody for whom the read has something to tell.</summary>
    public static string ReaderOf(Operation read) => read.Id switch { "getInbox" => Acme.LegalOwner, "listNotices" => AccountSteps.AccountOwner, _ => Acme.Administrator };

    /// <summary>The body without what is of the reader and not of the thing, or of the way through a list.</summary>
    public static string Body(Operation read, Answer answer)
    {
        if (answer.Status != 200 || !answer.Headers["Content-Type"].StartsWith("application/json", StringComparison.Ordinal)) return $"{answer.Status} {answer.Body}";
        if (System.Text.Json.Nodes.JsonNode.Parse(answer.Body) is not System.Text.Json.Nodes.JsonObject body) return answer.Body;
        foreach (var member in read.Id switch { "listEvents" => (string[])["next"], "getOwner" => ["on"], "getRequest" => ["yours", "seats"], "getInbox" => [], _ => [] }) body.Remove(member);
        // The keys with which tests sign in are stored by themselves, and no event tells of them.
        if (read.Id == "listKeys") body["items"] = new System.Text.Json.Nodes.JsonArray([.. body["items"]!.AsArray().Where(key => key!["name"]!.GetValue<string>() != "test").Select(key => key!.DeepClone())]);
        // What is kept beside a stream bears the times of the service's clock, which stands still here; what is folded from events those of the database's.
        return Moments().Replace(body.ToJsonString(), "then");
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\\u002B00:00|\+00:00)")]
    private static partial Regex Moments();
}
