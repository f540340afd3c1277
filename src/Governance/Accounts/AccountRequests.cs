using System.Text.Json;
using Governance.Approvals;
using Governance.Flows;
using Governance.Shared;
using Marten;

namespace Governance.Accounts;

/// <summary>A request to open an account, as the approval engine sees it.</summary>
public static class AccountRequests
{
    /// <summary>The flow that it is decided under: the same as for claims.</summary>
    public const string Flow = "claim-account";

    /// <summary>The kind of subject, the same as for claims.</summary>
    public const string Subject = "account-claim";

    /// <summary>What the ids of these subjects begin with.</summary>
    public const string Prefix = "account/";

    /// <summary>What the approvers read and decide on.</summary>
    public static RequestContent Content(AccountRequested asked) => RequestContent.Of(
        new Dictionary<string, FactValue>
        {
            ["assurance"] = "0",
            ["attested"] = false,
            ["planned"] = true,
            ["class"] = Word(asked.Profile.Class),
            ["platform"] = asked.Platform,
            ["personal"] = asked.Profile.Class == AccountClass.Personal,
            ["disputed"] = false,
            // It is not there yet: nothing of it is held anywhere.
            ["custody"] = false,
            ["compromised"] = false,
        },
        new Dictionary<string, string>
        {
            ["account"] = asked.Url,
            ["owner"] = asked.Owner,
            ["backupOwner"] = asked.BackupOwner ?? "",
            ["class"] = Word(asked.Profile.Class),
            ["evidence"] = asked.Justification,
            ["proof"] = "The account does not exist yet.",
        },
        null, null);

    /// <summary>The opening of the request.</summary>
    public static ApprovalRequested Opening(Flow flow, string accountId, AccountRequested asked, RequestContent content, string requester) => new(
        flow.Name, flow.Version, flow.Digest, Subject, Prefix + accountId, asked.Url, content.Subject, content.Fields(), requester, [.. new[] { requester, asked.Owner, asked.BackupOwner }.OfType<string>().Distinct(StringComparer.Ordinal)], requester);

    /// <summary>Records what became of the request on the account's own stream.</summary>
    public static async Task<Refusal?> Settle(Settled settled)
    {
        var stream = await settled.Session.Events.FetchForWriting<Account>(StreamKeys.Account(settled.SubjectId[Prefix.Length..]), settled.Cancellation);
        if (stream.Aggregate is not { } account) return AccountRules.Unknown;
        var decision = AccountDecider.Settle(settled.RequestId, settled.Settlement, settled.Reason, account);
        foreach (var fact in decision.Facts) stream.AppendOne(fact);
        return decision.Refusal;
    }

    /// <summary>The request that decided about an account that was asked for, and the flow's version that it followed; none of an account that nobody asked for.</summary>
    public static async Task<(string RequestId, FlowPin? Flow)?> Decided(IQuerySession session, string accountId, CancellationToken cancellation)
    {
        var subject = Prefix + accountId;
        var lines = await session.Query<RequestLine>().Where(line => line.SubjectId == subject).ToListAsync(cancellation);
        if (lines.MaxBy(line => line.OpenedAt) is not { } line) return null;
        var request = (await session.LoadAsync<Request>(line.Id, cancellation))!;
        return (StreamKeys.IdOf(request.Id), FlowPins.Of(request));
    }

    private static string Word(AccountClass @class) => JsonNamingPolicy.CamelCase.ConvertName(@class.ToString());
}
