namespace Governance.Host.Tests.Policies;

/// <summary>Steps of a policy's life that many tests walk.</summary>
public static class PolicyJourney
{
    public static object Content(string body = "## 1. Purpose {#purpose}\n\n1.1 We speak with one voice. {#purpose-voice}\n", string title = "Social media policy", string area = "communications", DateTimeOffset? effectiveFrom = null, string contact = "social.media@acme.example") => new
    {
        title,
        kind = "policy",
        area,
        owner = new { role = "policy-owner", area },
        audience = new[] { "all staff" },
        scope = "Every account that speaks for us",
        jurisdiction = new[] { "IE" },
        language = "en",
        reviewCycleMonths = 12,
        platforms = new[] { "all" },
        accountClasses = new[] { "official" },
        effectiveFrom,
        contact,
        body,
    };

    /// <summary>The usual content, changed.</summary>
    public static System.Text.Json.Nodes.JsonObject Changed(Action<System.Text.Json.Nodes.JsonObject> change)
    {
        var content = System.Text.Json.JsonSerializer.SerializeToNode(Content(), Governance.Shared.Json.Options)!.AsObject();
        change(content);
        return content;
    }

    public static string Body(string sentence) => $"## 1. Purpose {{#purpose}}\n\n1.1 {sentence} {{#purpose-voice}}\n";

    public static async Task<string> Draft(this Acme acme, string reference = "social-media-policy", string? body = null, DateTimeOffset? effectiveFrom = null)
    {
        (await acme.Post(Acme.Drafter, "/policies", new { reference, content = Content(body ?? Body("We speak with one voice."), effectiveFrom: effectiveFrom), summary = "First" })).Expect(201);
        return $"/policies/{reference}";
    }

    /// <summary>Submits and answers the request's path.</summary>
    public static async Task<string> Submit(this Acme acme, string policy) =>
        (await acme.Post(Acme.Drafter, $"{policy}/submit", new { note = "Please read" })).Expect(200).Text("links", "request");

    public static async Task<Answer> Decide(this Acme acme, string person, string request, string decision = "approve", string? reason = null, string? need = null)
    {
        var content = (await acme.Get(person, request)).Expect(200).Text("request", "content");
        return await acme.Post(person, $"{request}/decide", new { decision, digest = content, reason, need });
    }

    /// <summary>Every approval that publish-policy asks for.</summary>
    public static async Task Approve(this Acme acme, string request)
    {
        foreach (var person in (string[])[Acme.Owner, Acme.Comms, Acme.OtherComms, Acme.LegalOwner, Acme.Executive])
        {
            if ((await acme.Get(person, request)).Text("request", "state") != "pending") break;
            await acme.Decide(person, request);
        }

        var settled = await acme.Get(Acme.Drafter, request);
        if (settled.Text("request", "state") != "approved") Assert.Fail($"not approved: {settled.Body}");
    }

    /// <summary>Everybody agrees until the executive, who says no for good.</summary>
    public static async Task Reject(this Acme acme, string request)
    {
        foreach (var person in (string[])[Acme.Owner, Acme.Comms, Acme.OtherComms, Acme.LegalOwner]) await acme.Decide(person, request);
        (await acme.Decide(Acme.Executive, request, "reject", "Not this year")).Expect(200);
    }

    /// <summary>A rule says no, by this code.</summary>
    public static async Task Refused(this Acme acme, string policy, string route, object body, string code) =>
        (await acme.Post(Acme.Drafter, $"{policy}/{route}", body)).Expect(409, code);

    /// <summary>Starts the next draft.</summary>
    public static async Task Next(this Acme acme, string policy, string sentence, string change = "major") =>
        (await acme.Post(Acme.Drafter, $"{policy}/drafts", new { content = Content(Body(sentence)), change, summary = "Next" })).Expect(201);

    public static async Task<string> Publish(this Acme acme, string policy, DateTimeOffset? effectiveFrom = null)
    {
        var request = await acme.Submit(policy);
        await acme.Approve(request);
        (await acme.Post(Acme.Drafter, $"{policy}/publish", new { effectiveFrom })).Expect(200);
        return request;
    }
}
