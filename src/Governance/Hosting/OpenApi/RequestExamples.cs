using Governance.Approvals;
using Governance.Flows;
using Governance.Policies.Text;
using Governance.Shared;

namespace Governance.Hosting;

/// <summary>Contents of requests by example: a post, corrected once.</summary>
internal static class RequestExamples
{
    private const string Self = "/requests/" + Examples.RequestId;
    private const string First = "We open at nine.";
    private const string Second = "The Dublin branch opens at nine.";

    private static readonly Dictionary<string, FactValue> Subject = new() { ["topic"] = "service", ["paid"] = false };

    private static readonly OpenRequest Opening = new(
        "approve-post", "post-2027-014", "Spring opening hours", Subject, Fields(First), new Dictionary<string, string> { ["media"] = Examples.Digest }, []);

    private static readonly IReadOnlyDictionary<string, string> Digests = new RequestContent(Subject, Fields(Second), Opening.Digests!, []).Fields();

    internal static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>
    {
        ["openRequest"] = Example.Command(Opening, Done(2, "ApprovalRequested", "StageOpened"), RequestRules.AlreadyOpen(Examples.RequestId)),
        ["reviseRequest"] = Example.Command(new ReviseRequest(Subject, Fields(Second), Opening.Digests, null, "Says which branch."), Done(4, "RequestRevised"), RequestRules.Unchanged),
        ["getRequestContent"] = Example.Read(
            new ContentView(
                Examples.RequestId, 2, ContentDigest.Of(Digests), "p-1005", Examples.Drafted.AddHours(2), "Says which branch.", Subject,
                [.. Digests.Select(field => new FieldView(field.Key, field.Value, Fields(Second).GetValueOrDefault(field.Key)))], null), 4),
        ["getRequestChanges"] = Example.Read(
            new ChangesView(
                Examples.RequestId, 1, 2,
                [new ChangedField("text", ContentDigest.OfText(First), ContentDigest.OfText(Second), [new ChangeStep(2, "p-1005", Examples.Drafted.AddHours(2))], WordDiff.Between(First, Second))], [], null), 4),
    };

    private static Dictionary<string, string> Fields(string text) => new() { ["accounts"] = "@acme", ["links"] = "none", ["text"] = text, ["notes"] = "For the spring campaign." };

    private static Receipt Done(long version, params string[] facts) => Examples.On(StreamKeys.Request(Examples.RequestId), version, Self, null, facts);
}
