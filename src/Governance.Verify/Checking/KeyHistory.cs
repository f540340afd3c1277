using System.Text.Json;
using Governance.Ledger;

namespace Governance.Verify;

/// <summary>The keys that the log itself introduces: those of the nodes that seal events, and those that follow the log's first one.</summary>
internal sealed class KeyHistory(string origin, Findings findings, Limits limits)
{
    private readonly Dictionary<string, byte[]> _nodes = new(StringComparer.Ordinal);
    private readonly List<(NoteVerifier Old, NoteVerifier New, long Leaf)> _successions = [];

    /// <summary>How many nodes' keys are known.</summary>
    public int Nodes => _nodes.Count;

    /// <summary>The leaf that introduced the first of them, or null.</summary>
    public long? FirstNode { get; private set; }

    /// <summary>The key of a node that an earlier leaf introduced; null for strangers.</summary>
    public byte[]? Node(string id) => _nodes.GetValueOrDefault(id);

    /// <summary>Takes in a leaf about a key.</summary>
    public void Add(EventLine line)
    {
        Limits.Hold(_nodes.Count + _successions.Count, limits.Keys, "keys that its leaves introduce");
        try
        {
            var note = JsonElement.Parse(line.Entry!.Note ?? "{}");
            switch (Text(note, "role"))
            {
                case "node": AddNode(line, note); break;
                case "log": AddSuccession(line, note); break;
                default: findings.Note($"Leaf {line.Leaf} is about a key that this program does not know what to do with."); break;
            }
        }
        catch (FormatException)
        {
            findings.Add(line.Finding("key.malformed", "This leaf is to introduce a key, and the key in it cannot be read."));
        }
    }

    /// <summary>The keys that trusted keys vouch for, one after the other.</summary>
    public IReadOnlyList<NoteVerifier> Successors(TlogPolicy policy)
    {
        var trusted = policy.Logs.Select(x => x.Key).ToHashSet();
        var successors = new List<NoteVerifier>();
        foreach (var (old, next, leaf) in _successions)
        {
            if (!trusted.Contains(old) || !trusted.Add(next)) continue;
            successors.Add(next);
            findings.Note($"The log's key changed at leaf {leaf}; the key that is trusted here vouches for the new one, {next}.");
        }
        return successors;
    }

    private void AddNode(EventLine line, JsonElement note)
    {
        var key = new byte[32];
        if (!Convert.TryFromBase64String(Text(note, "key"), key, out var length) || length != key.Length || NodeKey.IdOf(key) != Text(note, "k"))
            findings.Add(line.Finding("key.wrong", "This leaf is to introduce the key of a node of the service, and the key does not have the name that it is given."));
        else
        {
            _nodes[Text(note, "k")] = key;
            FirstNode ??= line.Leaf;
        }
    }

    private void AddSuccession(EventLine line, JsonElement note)
    {
        var (old, next) = (NoteVerifier.Parse(Text(note, "old")), NoteVerifier.Parse(Text(note, "new")));
        var statement = SignedNote.Parse(Text(note, "statement"));
        if (statement.Text == $"governance-key/v1\n{origin}\n{old}\n{next}\n" && statement.Verify(old, next).Verified.Count == 2) _successions.Add((old, next, line.Leaf));
        else findings.Add(line.Finding("key.unvouched", "The log's key was changed here, and the old key does not vouch for the new one: somebody else may have taken the log over."));
    }

    private static string Text(JsonElement note, string name) =>
        note.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString()! : throw new FormatException();
}
