using System.Text.Json;
using Governance.Host.Tests.Policies;
using Governance.Shared;

namespace Governance.Host.Tests.Approvals;

/// <summary>Steps of a request's life, and what both its stream and its policy's stream say.</summary>
public static class ApprovalSteps
{
    public static async Task<(string Policy, string Request)> Asked(this Acme acme, string reference = "social-media-policy")
    {
        var policy = await acme.Draft(reference);
        return (policy, await acme.Submit(policy));
    }

    /// <summary>The review stage is complete; an executive signs off next.</summary>
    public static async Task<(string Policy, string Request)> Reviewed(this Acme acme, string reference = "social-media-policy")
    {
        var asked = await acme.Asked(reference);
        foreach (var person in (string[])[Acme.Owner, Acme.Comms, Acme.OtherComms, Acme.LegalOwner]) (await acme.Decide(person, asked.Request)).Expect(200);
        return asked;
    }

    /// <summary>Changes were requested by legal.</summary>
    public static async Task<(string Policy, string Request)> TurnedBack(this Acme acme)
    {
        var asked = await acme.Asked();
        (await acme.Decide(Acme.LegalOwner, asked.Request, "request-changes", "Name the law.")).Expect(200);
        return asked;
    }

    public static Task<Answer> Revise(this Acme acme, string policy, object content, string person = Acme.Drafter) =>
        acme.Post(person, $"{policy}/revise", new { content, change = "major", summary = "Revised" });

    public static async Task ReviseAndSubmit(this Acme acme, string policy, object content, string person = Acme.Drafter)
    {
        (await acme.Revise(policy, content, person)).Expect(200);
        (await acme.Post(person, $"{policy}/submit", new { note = "Again" })).Expect(200);
    }

    public static async Task<string> State(this Acme acme, string request) => (await acme.Get(Acme.OtherExecutive, request)).Expect(200).Text("request", "state");

    /// <summary>A need of the explanation, wherever it stands in the tree.</summary>
    public static async Task<JsonElement> Need(this Acme acme, string request, string need)
    {
        var view = (await acme.Get(Acme.OtherExecutive, request)).Expect(200);
        return view.At("explanation", "stages").EnumerateArray().SelectMany(stage => Leaves(stage.GetProperty("tree"))).Single(leaf => leaf.GetProperty("id").GetString() == need);
    }

    public static async Task<string[]> Counted(this Acme acme, string request, string need) =>
        [.. (await acme.Need(request, need)).GetProperty("counted").EnumerateArray().Select(approval => approval.GetProperty("person").GetString()!)];

    public static async Task<JsonElement> NotCounted(this Acme acme, string request, string need, string person) =>
        (await acme.Need(request, need)).GetProperty("notCounted").EnumerateArray().Single(not => not.GetProperty("person").GetString() == person);

    public static async Task<string[]> Inbox(this Acme acme, string person) =>
        [.. (await acme.Get(person, "/inbox")).Expect(200).At("items").EnumerateArray().Select(row => $"/requests/{row.GetProperty("requestId").GetString()}")];

    /// <summary>The fact types of the stream behind a path, in its order.</summary>
    public static async Task<string[]> Facts(this Acme acme, string path)
    {
        await using var session = acme.Session();
        return [.. (await session.Events.FetchStreamAsync(StreamOf(path))).Select(fact => fact.EventTypeName)];
    }

    /// <summary>The transaction in the database that appended the newest fact of a type behind a path.</summary>
    public static async Task<string> Transaction(this Acme acme, string path, string type)
    {
        await using var session = acme.Session();
        return (await session.QueryAsync<string>(
            "select xmin::text from governance.mt_events where tenant_id = ? and stream_id = ? and type = ? order by seq_id desc limit 1", acme.Tenant, StreamOf(path), type)).Single();
    }

    /// <summary>The stream behind a path: /policies/x is policy/x.</summary>
    public static string StreamOf(string path) => path.Split('/') switch
    {
        [_, "policies", var policy] => StreamKeys.Policy(policy),
        [_, "flows", var flow] => StreamKeys.Flow(flow),
        [_, "requests", var request] => StreamKeys.Request(request),
        [_, "claims", var claim] => StreamKeys.Claim(claim),
        [_, "disputes", var dispute] => StreamKeys.Dispute(dispute),
        [_, "accounts", var account] => StreamKeys.Account(account),
        _ => throw new ArgumentException($"{path} has no stream.", nameof(path)),
    };

    private static IEnumerable<JsonElement> Leaves(JsonElement tree) =>
        tree.TryGetProperty("branches", out var branches) ? branches.EnumerateArray().SelectMany(Leaves) : [tree];
}
