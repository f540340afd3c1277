using System.Globalization;
using System.Text;
using System.Text.Json;
using Governance.Accounts;
using Governance.Approvals;
using Governance.Flows;

namespace Governance.Claims;

/// <summary>What approvers read and decide on: every word of it is kept with the request.</summary>
public static class ClaimContent
{
    private const string Nobody = "nobody";
    private const string Erased = "(this statement is not kept any more)";

    /// <summary>A claim before its approvers.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="account">Its account.</param>
    /// <param name="texts">The statements by digest.</param>
    /// <param name="editors">Who has a stake in it besides the claimant, or attested control.</param>
    /// <param name="linkable">Whether the account's platform has a place for a link.</param>
    /// <param name="now">The moment.</param>
    public static RequestContent Of(Claim claim, Account account, IReadOnlyDictionary<string, string> texts, IReadOnlyList<string> editors, bool linkable, DateTimeOffset now) => RequestContent.Of(
        Subject(account, claim.Class, claim.Best(now), [claim.Owner], linkable, claim.Personal, disputed: false, appeal: false),
        new Dictionary<string, string>
        {
            ["account"] = Named(account),
            ["owner"] = claim.Owner,
            ["backupOwner"] = claim.BackupOwner is { } backup ? $"{backup}{(claim.BackupAgreed ? ", who agreed" : ", who has not answered yet")}" : Nobody,
            ["class"] = Word(claim.Class),
            ["evidence"] = Statements(claim, texts),
            ["proof"] = Shown(claim, now),
        },
        null, editors);

    /// <summary>A proposed end of a dispute before its approvers.</summary>
    /// <param name="outcome">How it is to end.</param>
    /// <param name="winners">The claims on which the account is to be run.</param>
    /// <param name="reasons">Why.</param>
    /// <param name="dispute">The dispute.</param>
    /// <param name="account">Its account.</param>
    /// <param name="claims">The claims of its sides, by id.</param>
    /// <param name="texts">Statements by digest.</param>
    /// <param name="editors">Everybody who has a stake in it.</param>
    /// <param name="by">Who proposes it.</param>
    /// <param name="linkable">Whether the account's platform has a place for a link.</param>
    /// <param name="now">The moment.</param>
    public static RequestContent Of(
        DisputeOutcome outcome, IReadOnlyList<string> winners, string reasons, Dispute dispute, Account account, IReadOnlyDictionary<string, Claim> claims, IReadOnlyDictionary<string, string> texts,
        IReadOnlyList<string> editors, string by, bool linkable, DateTimeOffset now)
    {
        var winner = winners.Count > 0 ? claims[winners[0]] : null;
        var shown = winner?.Best(now);
        return RequestContent.Of(
            Subject(account, winner?.Class ?? account.Profile.Class, shown, winners.Select(one => claims[one].Owner), linkable, claims.Values.Any(claim => claim.Personal), disputed: true, dispute.IsAppealed),
            new Dictionary<string, string>
            {
                ["account"] = Named(account),
                ["owner"] = Ending(outcome, winners, dispute, claims),
                ["backupOwner"] = winner?.BackupOwner ?? account.BackupOwner ?? Nobody,
                ["class"] = Word(winner?.Class ?? account.Profile.Class),
                ["evidence"] = Statements(reasons, dispute, claims, texts),
                ["proof"] = string.Join("\n", claims.Select(claim => $"Claim {claim.Key} of {claim.Value.Claimant}:\n{Shown(claim.Value, now)}{Attested(claim.Key)}")) is { Length: > 0 } proofs ? proofs : "Nothing was shown.",
            },
            null, editors);

        string Attested(string claim) =>
            winners.Contains(claim) && claims[claim].Best(now) is null ? $" {by}, who is on no side, attests by name that the account is to be run on this claim, for the reasons given." : "";
    }

    /// <summary>The name of a class as flows and answers spell it.</summary>
    public static string Word(AccountClass @class) => JsonNamingPolicy.CamelCase.ConvertName(@class.ToString());

    private static Dictionary<string, FactValue> Subject(Account account, AccountClass @class, Proof? proof, IEnumerable<string> owners, bool linkable, bool personal, bool disputed, bool appeal) => new()
    {
        ["assurance"] = (proof?.Level ?? 0).ToString(CultureInfo.InvariantCulture),
        ["attested"] = proof?.By is not null,
        ["planned"] = false,
        ["class"] = Word(@class),
        ["platform"] = account.Platform,
        ["personal"] = personal || @class == AccountClass.Personal || account.Profile.Class == AccountClass.Personal,
        ["disputed"] = disputed,
        ["appeal"] = appeal,
        ["linkable"] = linkable,
        // Its secrets are kept in the vault, and would pass to somebody who does not answer for it yet: how it is held is Security's to look at.
        ["custody"] = account.Vault is not null && !owners.All(account.IsOwnedBy),
        ["compromised"] = account.Compromised,
    };

    private static string Named(Account account) => $"{account.Url} ({account.Platform}, {account.Handle}{(account.PlatformId is { } id ? $", id {id}" : "")}){Contradicted(account)}";

    private static string Contradicted(Account account) => account.IdentityConflict is not { } conflict ? ""
        : $". The platform states the id {conflict.PlatformId}, {(conflict.HeldBy is { } other ? $"which the register has for the account {other}" : "which is not the one on record")}: no steward has found out yet which is right.";

    private static string Statements(Claim claim, IReadOnlyDictionary<string, string> texts) => string.Join("\n\n", claim.Evidence.Select(digest => texts.GetValueOrDefault(digest, Erased)));

    private static string Statements(string reasons, Dispute dispute, IReadOnlyDictionary<string, Claim> claims, IReadOnlyDictionary<string, string> texts)
    {
        var written = new StringBuilder("Reasons of the proposal:\n").Append(reasons);
        foreach (var (id, claim) in claims) written.Append("\n\nClaim ").Append(id).Append(" of ").Append(claim.Claimant).Append(":\n").Append(Statements(claim, texts));
        foreach (var given in dispute.Evidence) written.Append("\n\nEvidence that ").Append(given.By).Append(" gave:\n").Append(texts.GetValueOrDefault(given.Digest, Erased));
        if (dispute.Grounds is { } grounds) written.Append("\n\nGrounds of the appeal:\n").Append(texts.GetValueOrDefault(grounds, Erased));
        return written.ToString();
    }

    private static string Ending(DisputeOutcome outcome, IReadOnlyList<string> winners, Dispute dispute, IReadOnlyDictionary<string, Claim> claims)
    {
        var standing = dispute.Sides.Find(side => side.Standing)?.Owner;
        var owners = string.Join(", ", winners.Select(winner => claims[winner].Owner));
        return outcome switch
        {
            DisputeOutcome.Upheld => $"Upheld: {standing} stays.",
            DisputeOutcome.Transferred => $"Transferred to {owners}{(standing is null ? "" : $", from {standing}")}.",
            DisputeOutcome.Shared => $"Shared: {(standing is null ? "" : $"{standing}, ")}{owners}.",
            _ => "Void: nobody.",
        };
    }

    private static string Shown(Claim claim, DateTimeOffset now)
    {
        var lines = claim.Proofs.Where(proof => proof.Until > now).OrderByDescending(proof => proof.Level).ThenBy(proof => proof.At).Select(Line).ToList();
        return lines.Count > 0 ? string.Join("\n", lines) : "Nothing was shown.";
    }

    private static string Line(Proof proof) => proof.By is { } steward
        ? $"Level {proof.Level}: {steward}, invited as second administrator, confirmed control on {Day(proof.At)}; counts until {Day(proof.Until)}."
        : $"Level {proof.Level} by {proof.Method}, seen at {proof.Url} on {Day(proof.At)}{(proof.BodyDigest is { } digest ? $", SHA-256 {digest}" : "")}; counts until {Day(proof.Until)}.";

    private static string Day(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
