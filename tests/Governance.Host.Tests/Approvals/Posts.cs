namespace Governance.Host.Tests.Approvals;

/// <summary>Posts and exceptions before their approvers.</summary>
public static class Posts
{
    public const string Counsel = "p-1003";

    public static Dictionary<string, string> Fields(string text = "We open at nine.") => new() { ["accounts"] = "@acme", ["links"] = "none", ["media"] = "none", ["text"] = text };

    public static Dictionary<string, object> Body(string text = "We open at nine.", string subjectId = "post-1", object? subject = null) => new()
    {
        ["flow"] = "approve-post",
        ["subjectId"] = subjectId,
        ["title"] = "Spring opening hours",
        ["subject"] = subject ?? new { topic = "service", paid = false },
        ["fields"] = Fields(text),
    };

    /// <summary>Comms asks for approval of a post; answers the request's path.</summary>
    public static async Task<string> AskPost(this Acme acme, string subjectId = "post-1", string text = "We open at nine.", object? subject = null, string person = Acme.Comms) =>
        $"/requests/{(await acme.Post(person, "/requests", Body(text, subjectId, subject))).Expect(201).Text("id")}";

    public static Task<Answer> Correct(this Acme acme, string request, string text, string person = Acme.Comms, string[]? editors = null, object? subject = null) =>
        acme.Post(person, $"{request}/revise", new { fields = Fields(text), subject = subject ?? new { topic = "service", paid = false }, editors, summary = "Corrected" });

    public static string[] Names(System.Text.Json.JsonElement list, string member) => [.. list.EnumerateArray().Select(item => item.GetProperty(member).GetString()!)];
}
