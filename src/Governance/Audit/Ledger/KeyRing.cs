using System.Collections.Concurrent;
using System.Security.Cryptography;
using Governance.Database;
using Governance.Ledger;

namespace Governance.Audit.Ledger;

/// <summary>
/// The keys of the ledger, outside the event database: <c>node.key</c> seals events, <c>log.key</c> signs checkpoints, each the base64 of
/// an Ed25519 seed (RFC 8032, section 5.1.5; 32 bytes), in the folder that <c>Keys:Folder</c> names (by default <c>keys</c> in the data
/// folder), or in the settings <c>Keys:Node</c> and <c>Keys:Log</c>. <c>log.next</c> is there from a rotation until every log has taken it
/// up, <c>log.former</c> signs beside the new key for a while; <c>nodes/*.pub</c> are the keys whose seals this installation knows.
/// </summary>
public sealed class KeyRing
{
    /// <summary>How long a former key still signs beside the new one, so that everybody can learn the new one from a log they still trust.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromDays(30);

    private const int SeedBytes = 32;

    private readonly string folder;
    private readonly byte[]? logOfSettings;
    private readonly byte[]? formerOfSettings;
    private readonly ConcurrentDictionary<string, ReadOnlyMemory<byte>> nodes = new(StringComparer.Ordinal);

    private KeyRing(string folder, byte[] node, byte[]? log, byte[]? formerLog)
    {
        (this.folder, logOfSettings, formerOfSettings) = (folder, log, formerLog);
        Node = NodeKey.Of(node);
    }

    /// <summary>The folder.</summary>
    public string Folder => folder;

    /// <summary>The key that seals what this process appends.</summary>
    public NodeKey Node { get; }

    /// <summary>
    /// The keys that sign now, read anew each time: a rotation brings one while the service runs. Who names the key in the settings rotates
    /// there: <c>Keys:FormerLog</c> is the one before.
    /// </summary>
    public Rings Log => logOfSettings is { } named
        ? new Rings(formerOfSettings, named, null)
        : new Rings(Seed("log.former"), Seed("log.key") ?? throw Missing("log"), Seed("log.next"));

    /// <summary>The folder that the settings name.</summary>
    public static string FolderFrom(IConfiguration settings) =>
        settings["Keys:Folder"] is { Length: > 0 } named ? Path.GetFullPath(named)
        : Path.Combine(Path.GetFullPath(settings["Database:DataFolder"] is { Length: > 0 } data ? data : ".data"), "keys");

    /// <summary>Opens the ring. Keys that are missing are made when <paramref name="mayMake"/> says so.</summary>
    /// <exception cref="StartFailure">A key is missing or damaged, or others may read it.</exception>
    public static KeyRing Open(IConfiguration settings, bool mayMake)
    {
        var folder = FolderFrom(settings);
        SecretFile.MakeFolder(folder);
        SecretFile.MakeFolder(Path.Combine(folder, "nodes"));
        SecretFile.MakeFolder(Path.Combine(folder, "signed"));
        var (node, log) = (SeedOf(settings["Keys:Node"], "setting Keys:Node"), SeedOf(settings["Keys:Log"], "setting Keys:Log"));
        if (mayMake) Make(folder, node is null, log is null);
        node ??= SeedOf(SecretFile.Read(Path.Combine(folder, "node.key")), "file node.key") ?? throw Missing("node");
        var ring = new KeyRing(folder, node, log, SeedOf(settings["Keys:FormerLog"], "setting Keys:FormerLog"));
        _ = ring.Log;
        SecretFile.Write(Path.Combine(folder, "nodes", ring.Node.Id + ".pub"), Convert.ToBase64String(ring.Node.PublicKey.Span));
        return ring;
    }

    /// <summary>
    /// Makes the keys that are missing in a folder. A key that has signed already is never made anew: that would look like somebody who took
    /// the log over.
    /// </summary>
    public static void Make(string folder, bool node = true, bool log = true)
    {
        var hasSigned = System.IO.Directory.Exists(Path.Combine(folder, "signed")) && System.IO.Directory.EnumerateFiles(Path.Combine(folder, "signed")).Any();
        if (node && SecretFile.Read(Path.Combine(folder, "node.key")) is null) SecretFile.Write(Path.Combine(folder, "node.key"), NewSeed());
        if (log && !hasSigned && SecretFile.Read(Path.Combine(folder, "log.key")) is null) SecretFile.Write(Path.Combine(folder, "log.key"), NewSeed());
    }

    /// <summary>Asks for a new key that signs the logs: the service takes it up, and both keys sign the leaf that says so.</summary>
    /// <returns>False when a rotation is under way already.</returns>
    public static bool Rotate(string folder)
    {
        if (File.Exists(Path.Combine(folder, "log.next"))) return false;
        SecretFile.Write(Path.Combine(folder, "log.next"), NewSeed());
        return true;
    }

    /// <summary>Ends a rotation that every log has taken up: the next key is the key, the key is the former one.</summary>
    public void Turn()
    {
        var (key, former, next) = (Path.Combine(folder, "log.key"), Path.Combine(folder, "log.former"), Path.Combine(folder, "log.next"));
        // After a power cut in between the turn is made again: the key that is in its place by then is not its own former one.
        if (File.ReadAllText(key) != File.ReadAllText(next))
        {
            SecretFile.Write(former, File.ReadAllText(key));
            SecretFile.Write(key, File.ReadAllText(next));
        }

        File.Delete(next);
    }

    /// <summary>Lets the former key go once it has signed beside the new one long enough.</summary>
    public void RetireFormer(DateTimeOffset now)
    {
        var former = Path.Combine(folder, "log.former");
        if (File.Exists(former) && File.GetLastWriteTimeUtc(former) + Overlap < now.UtcDateTime) File.Delete(former);
    }

    /// <summary>The public key (32 bytes) of a node whose seals this installation knows, or null.</summary>
    public ReadOnlyMemory<byte>? NodeKnownAs(string id)
    {
        if (nodes.TryGetValue(id, out var known)) return known;
        // The name comes from the database, whoever wrote it there.
        if (id.Length != 16 || !id.All(char.IsAsciiHexDigitLower) || Path.Combine(folder, "nodes", id + ".pub") is not { } file || !File.Exists(file)) return null;
        var key = new byte[SeedBytes + 1];
        return Convert.TryFromBase64String(File.ReadAllText(file).Trim(), key, out var length) && length == SeedBytes ? nodes[id] = key.AsMemory(0, SeedBytes) : null;
    }

    /// <summary>The last checkpoint that this installation signed for an organisation, or null: what it is measured against after the database came back.</summary>
    public string? LastSigned(string tenant) => SecretFile.Read(SignedFile(tenant));

    /// <summary>Remembers the last checkpoint.</summary>
    public void RememberSigned(string tenant, string checkpoint) => SecretFile.Write(SignedFile(tenant), checkpoint);

    private string SignedFile(string tenant) => Path.Combine(folder, "signed", Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(tenant)))[..32]);

    private byte[]? Seed(string file) => SeedOf(SecretFile.Read(Path.Combine(folder, file)), $"file {file}");

    private static byte[]? SeedOf(string? text, string where)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var seed = new byte[SeedBytes + 1];
        return Convert.TryFromBase64String(text.Trim(), seed, out var length) && length == SeedBytes
            ? seed[..SeedBytes]
            : throw new StartFailure($"The {where} is not a key: it is the base64 of {SeedBytes} random bytes.");
    }

    private static string NewSeed() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(SeedBytes));

    private static StartFailure Missing(string which) => new(
        $"The ledger's {which} key is missing: make it once with `governance ledger make-keys`, keep a copy of it somewhere safe, and start again.");
}

/// <summary>The seeds of the keys that sign the logs.</summary>
/// <param name="Former">The one before the last rotation, while it still signs.</param>
/// <param name="Current">The one in force.</param>
/// <param name="Next">The one that a rotation brings, until every log has taken it up.</param>
public sealed record Rings(byte[]? Former, byte[] Current, byte[]? Next);
