using System.Text.Json.Nodes;
using Governance.Accounts;
using Governance.Approvals;
using Governance.Audit.Ledger;
using Governance.Flows;
using Governance.Shared;

namespace Governance.CommandLine.Demo.Register;

/// <summary>What several acts ask of the service.</summary>
internal static class StageReading
{
    /// <summary>The moment by the service's own clock.</summary>
    public static async Task<DateTimeOffset> Moment(this DemoStage stage) => (await stage.Official("https://www.acme.example/")).AsOf.ToUniversalTime();

    /// <summary>The position of the organisation's log that holds all that was recorded before.</summary>
    public static async Task<long> Position(this DemoStage stage) =>
        (await stage.Until(() => stage.Read<LedgerStatusView>(Cast.Steward, "/ledger"), ledger => ledger.Waiting == 0 && ledger.SignedSize == ledger.Size, "the log holds all of it, signed")).SignedSize;

    /// <summary>What anybody is told about an address.</summary>
    public static Task<OfficialAnswer> Official(this DemoStage stage, string url) => stage.Read<OfficialAnswer>(Cast.Auditor, $"/official?url={Uri.EscapeDataString(url)}");

    /// <summary>The accounts that bear, or bore at a moment, the handle of an address.</summary>
    public static async Task<IReadOnlyList<OwnerAt>> Bearers(this DemoStage stage, string url, DateTimeOffset? on = null) =>
        (await stage.Read<OwnersAt>(Cast.Auditor, $"/accounts/owner?url={Uri.EscapeDataString(url)}{(on is { } at ? $"&on={DemoStage.Moment(at)}" : "")}")).Accounts;

    /// <summary>The items of the first page.</summary>
    public static async Task<IReadOnlyList<T>> Page<T>(this DemoStage stage, string person, string path) => (await stage.Read<Page<T>>(person, path)).Items;

    /// <summary>The items of every page.</summary>
    public static async Task<IReadOnlyList<T>> All<T>(this DemoStage stage, string person, string path)
    {
        var (items, next) = (new List<T>(), "");
        do
        {
            var page = await stage.Read<Page<T>>(person, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit=200{next}");
            items.AddRange(page.Items);
            next = page.Next is { } cursor ? $"&cursor={Uri.EscapeDataString(cursor)}" : null;
        }
        while (next is not null);
        return items;
    }

    /// <summary>One thing with all its members.</summary>
    public static Task<JsonObject> See(this DemoStage stage, string person, string path) => stage.Read<JsonObject>(person, path);

    /// <summary>A text member, or nothing.</summary>
    public static string Text(this JsonNode? node, params string[] path) => path.Aggregate(node, (at, name) => at?[name])?.ToString() ?? "";

    /// <summary>People approve a request, each what they see.</summary>
    public static async Task Approve(this DemoStage stage, string request, params string[] people)
    {
        foreach (var person in people)
        {
            var seen = (await stage.Read<RequestView>(person, request)).Request;
            await stage.Do(person, $"{request}/decide", new { decision = Decision.Approve, digest = seen.Content });
            stage.Say($"  {stage.Name(person),-18} approves   {(await stage.Read<RequestView>(Cast.Auditor, request)).Request.Sentence}");
        }
    }

    /// <summary>Somebody joins, once.</summary>
    public static async Task<string> Join(this DemoStage stage, string? id, string name)
    {
        var known = id is not null && (await stage.Client.Get($"/people/{id}", stage.KeyOf(Cast.Administrator), stage.Cancellation)).Status != StatusCodes.Status404NotFound;
        var person = known ? id! : (await stage.Do(Cast.Administrator, "/people", new { personId = id, name })).Id;
        stage.Learn(person, name);
        return person;
    }
}
