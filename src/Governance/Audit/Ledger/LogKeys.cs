using System.Text.Json.Nodes;
using Governance.Ledger;

namespace Governance.Audit.Ledger;

/// <summary>The keys of one log: the installation's keys under the log's name.</summary>
public sealed class LogKeys : IDisposable
{
    /// <summary>The keys of the log called <paramref name="origin"/>.</summary>
    public LogKeys(string origin, Rings rings)
    {
        Origin = origin;
        Current = Signer(origin, rings.Current);
        Former = rings.Former is { } former ? Signer(origin, former) : null;
        Next = rings.Next is { } next ? Signer(origin, next) : null;
    }

    /// <summary>The log's name.</summary>
    public string Origin { get; }

    /// <summary>The key that is in force.</summary>
    public NoteSigner Current { get; }

    /// <summary>The one before, while it still signs.</summary>
    public NoteSigner? Former { get; }

    /// <summary>The one that a rotation brings.</summary>
    public NoteSigner? Next { get; }

    /// <summary>The key that the log is to have.</summary>
    public NoteSigner Newest => Next ?? Current;

    /// <summary>All that sign, the newest first.</summary>
    public IReadOnlyList<NoteSigner> All => [.. new[] { Next, Current, Former }.OfType<NoteSigner>().DistinctBy(signer => signer.Verifier)];

    /// <summary>The verifier key that the log is to have.</summary>
    public string Key => Newest.Verifier.ToString();

    /// <summary>
    /// The entry that says that the log's key changes: a note signed by the old key, where it is still there, and by the new one, so that
    /// whoever trusts the old key learns the new one from the log itself.
    /// </summary>
    public Entry Change(string tenant, string old, DateTime now)
    {
        NoteSigner[] signers = [.. All.Where(signer => signer.Verifier.ToString() == old), Newest];
        var statement = SignedNote.Sign($"governance-key/v1\n{Origin}\n{old}\n{Key}\n", now, signers).ToText();
        return new Entry(EntryKind.Key) { Tenant = LeafDraft.Name(tenant), At = now, Note = new JsonObject { ["role"] = "log", ["old"] = old, ["new"] = Key, ["statement"] = statement }.ToJsonString() };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var signer in All) signer.Dispose();
    }

    private static NoteSigner Signer(string origin, byte[] seed) => NoteSigner.Of(origin, NoteKeyType.Ed25519, seed);
}
