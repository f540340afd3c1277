using Governance.Shared;

namespace Governance.Proofs;

/// <summary>A TXT record at <c>_governance-challenge.&lt;domain&gt;</c> that holds <c>token=… expiry=…</c>: who holds the domain vouches for the account.</summary>
public static class DnsTxt
{
    /// <summary>The method's name.</summary>
    public const string Method = "dns-txt";

    /// <summary>Where the record stands.</summary>
    public static string RecordName(string domain) => $"_governance-challenge.{domain}";

    /// <summary>Looks.</summary>
    public static async Task<Verdict> Check(Challenge challenge, string domain, ProofVisit visit, DateTimeOffset now)
    {
        var (records, failure) = await visit.Texts(RecordName(domain));
        return failure ?? Judge(challenge, domain, records, now);
    }

    /// <summary>Judges the records that are there.</summary>
    public static Verdict Judge(Challenge challenge, string domain, IReadOnlyList<string> records, DateTimeOffset now)
    {
        var expired = false;
        foreach (var record in records)
        {
            if (Parse(record) is not { } parsed || !Token.Same(parsed.Token, challenge.Token)) continue;
            if (challenge.Recheck || now < parsed.Expiry)
                return Verdict.Found(OwnDomain.Level(challenge.Account, domain), $"The record at {RecordName(domain)} holds the token.", Excerpt.Around(record, challenge.Token));
            expired = true;
        }

        return Verdict.NotFound(expired ? $"The record at {RecordName(domain)} says of itself that it has expired." : $"No record at {RecordName(domain)} holds the token with an expiry.");
    }

    // Each word once: a record that says two things says nothing.
    private static (string Token, DateTimeOffset Expiry)? Parse(string record)
    {
        string? token = null, expiry = null;
        foreach (var word in record.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var named = word.Split('=', 2);
            if (named is ["token", var value] && token is null) token = value;
            else if (named is ["expiry", var time] && expiry is null) expiry = time;
            else if (named[0] is "token" or "expiry") return null;
        }

        return token is not null && Instant.TryParse(expiry, out var moment) ? (token, moment.Value) : null;
    }
}
