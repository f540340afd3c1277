using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Governance.Ledger;
using Governance.Shared;

namespace Governance.Tests.Verify;

/// <summary>One leaf of a log in the making.</summary>
/// <param name="Entry">Its entry.</param>
/// <param name="Data">The event's data as stored, ciphertexts included; null for leaves that are no events.</param>
/// <param name="Headers">The event's headers as stored.</param>
internal sealed record TestLeaf(Entry Entry, string? Data = null, string? Headers = null);

/// <summary>A log as the service writes one, in memory and without a database.</summary>
internal sealed class TestLog
{
    public const string Tenant = "acme", Origin = "gov.example/governance/acme";
    public static readonly DateTimeOffset Noon = new(2027, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, long> _versions = new(StringComparer.Ordinal);
    private int _ids;

    public TestLog(bool sealing = true)
    {
        Leaves.Add(new TestLeaf(new Entry(EntryKind.Genesis) { Tenant = Tenant, At = Noon, Note = new JsonObject { ["origin"] = Origin, ["key"] = Signer.Verifier.ToString() }.ToJsonString() }));
        if (sealing) Introduce(Node);
    }

    public List<TestLeaf> Leaves { get; } = [];

    public NodeKey Node { get; } = NodeKey.Of(Seed(1));

    public NoteSigner Signer { get; set; } = NoteSigner.Of(Origin, NoteKeyType.Ed25519, Seed(2));

    public static byte[] Seed(byte seed) => Enumerable.Repeat(seed, 32).ToArray();

    public void Introduce(NodeKey node) => Leaves.Add(new TestLeaf(new Entry(EntryKind.Key)
    {
        Tenant = Tenant,
        At = Noon,
        Note = new JsonObject { ["role"] = "node", ["k"] = node.Id, ["key"] = Convert.ToBase64String(node.PublicKey.Span) }.ToJsonString(),
    }));

    /// <summary>Another key takes over, both vouching.</summary>
    public void Rotate(NoteSigner next, params NoteSigner[] vouching)
    {
        var statement = SignedNote.Sign($"governance-key/v1\n{Origin}\n{Signer.Verifier}\n{next.Verifier}\n", Noon, vouching).ToText();
        Leaves.Add(new TestLeaf(new Entry(EntryKind.Key)
        {
            Tenant = Tenant,
            At = Noon,
            Note = new JsonObject { ["role"] = "log", ["old"] = Signer.Verifier.ToString(), ["new"] = next.Verifier.ToString(), ["statement"] = statement }.ToJsonString(),
        }));
        Signer = next;
    }

    public void Append(string stream, params object[] facts)
    {
        foreach (var fact in facts) Append(stream, fact.GetType().Name, JsonSerializer.Serialize(fact, fact.GetType(), Json.Options));
    }

    /// <summary>Appends an event as the service does: sealed, then logged.</summary>
    public TestLeaf Append(string stream, string type, string data, string? actor = "p-1", string? onBehalfOf = null, NodeKey? by = null, bool bare = false, EntryKind kind = EntryKind.Event)
    {
        var (id, b, n) = (new Guid(++_ids, 0, 0, new byte[8]), SealedData.Digest(Encoding.UTF8.GetBytes(data)), SHA256.HashData(BitConverter.GetBytes(_ids))[..16]);
        var seal = bare ? null : Seal.Make(by ?? Node, Tenant, stream, id, type, b, n);
        var headers = new JsonObject { ["credential"] = "key:abc" };
        if (onBehalfOf is not null) headers["on-behalf-of"] = onBehalfOf;
        if (seal is not null) headers["seal"] = JsonNode.Parse(seal.ToJson());
        _versions[stream] = _versions.GetValueOrDefault(stream) + 1;
        var leaf = new TestLeaf(new Entry(kind)
        {
            Id = id,
            Tenant = Tenant,
            Stream = stream,
            Version = _versions[stream],
            Sequence = _ids,
            Type = type,
            At = Noon.AddSeconds(_ids).AddTicks(1234560),
            Actor = actor,
            Correlation = "c-1",
            Causation = "call:c-1",
            Data = b,
            N = seal?.N,
            Headers = SealedData.HeadersDigest(Encoding.UTF8.GetBytes(headers.ToJsonString())),
            Seal = seal,
        }, data, headers.ToJsonString());
        Leaves.Add(leaf);
        return leaf;
    }

    /// <summary>This log as it would be if a leaf were another.</summary>
    public TestLog With(int leaf, TestLeaf other)
    {
        var copy = new TestLog(sealing: false) { Signer = Signer };
        copy.Leaves.Clear();
        copy.Leaves.AddRange(Leaves);
        copy.Leaves[leaf] = other;
        return copy;
    }

    /// <summary>The leaf as the service would have sealed it if its event had said something else, or had been of another kind.</summary>
    public TestLeaf Reworded(int leaf, string data, string? type = null, string? stream = null)
    {
        var entry = Leaves[leaf].Entry;
        var named = entry with { Type = type ?? entry.Type, Stream = stream ?? entry.Stream, Data = SealedData.Digest(Encoding.UTF8.GetBytes(data)) };
        var seal = Seal.Make(Node, Tenant, named.Stream!, named.Id!.Value, named.Type!, named.Data!.Value, named.N!.Value.Span);
        return new TestLeaf(named with { Seal = seal }, data, Leaves[leaf].Headers);
    }

    public void Record(EntryKind kind, string note, string? stream = null, long? version = null) =>
        Leaves.Add(new TestLeaf(new Entry(kind) { Tenant = Tenant, At = Noon, Stream = stream, Version = version, Note = note }));

    /// <summary>Counts a version that never comes.</summary>
    public void SkipVersion(string stream) => _versions[stream] = _versions.GetValueOrDefault(stream) + 1;

    public TreeAppender Tree()
    {
        var tree = new TreeAppender(0, _ => []);
        foreach (var leaf in Leaves) tree.Append(Merkle.LeafHash(leaf.Entry.ToBytes()));
        return tree;
    }

    public Checkpoint Head(TreeAppender? tree = null) => new(Origin, Leaves.Count, (tree ?? Tree()).Root);

    public SignedNote Signed(TreeAppender? tree = null, params NoteSigner[] others) => SignedNote.Sign(Head(tree).ToText(), Noon, [Signer, .. others]);
}
