using Governance.Ledger;

namespace Governance.Verify;

/// <summary>What came of checking a bundle.</summary>
/// <param name="bundle">The bundle, as it was named.</param>
/// <param name="findings">What is wrong.</param>
public sealed class Report(string bundle, Findings findings)
{
    /// <summary>The bundle, as it was named.</summary>
    public string Bundle => bundle;

    /// <summary>What is wrong, and what is worth knowing.</summary>
    public Findings Findings => findings;

    /// <summary>Nothing is wrong.</summary>
    public bool Verified => findings.Count == 0;

    /// <summary>The log's checkpoint; null when it could not be read.</summary>
    public Checkpoint? Checkpoint { get; internal set; }

    /// <summary>Where the keys come from; null when there are none.</summary>
    public TrustSource? TrustSource { get; internal set; }

    /// <summary>Who vouches for the checkpoint.</summary>
    public Vouching? Vouching { get; internal set; }

    /// <summary>Whether the bundle holds the whole log, and not an excerpt.</summary>
    public bool Whole { get; internal set; }

    /// <summary>Files as the manifest says.</summary>
    public long Files { get; internal set; }

    /// <summary>Tiles of the tree that were looked at.</summary>
    public long Tiles { get; internal set; }

    /// <summary>Leaves in the bundle.</summary>
    public long Leaves { get; private set; }

    /// <summary>Events among them.</summary>
    public long Events { get; private set; }

    /// <summary>Events with a seal that holds.</summary>
    public long Sealed { get; private set; }

    /// <summary>Events older than the ledger.</summary>
    public long Older { get; private set; }

    /// <summary>Nodes whose keys the log introduces.</summary>
    public int Nodes { get; private set; }

    /// <summary>Streams with events in the bundle.</summary>
    public int Streams { get; private set; }

    /// <summary>Personal texts that fit their digests.</summary>
    public long Disclosed { get; private set; }

    /// <summary>Personal texts that were not handed out.</summary>
    public long Withheld { get; private set; }

    /// <summary>Personal texts that were lawfully erased.</summary>
    public long Erased { get; private set; }

    /// <summary>Events that were played again.</summary>
    public long Played { get; private set; }

    /// <summary>States that follow from the events.</summary>
    public long States { get; private set; }

    /// <summary>Consistency proofs that hold.</summary>
    public long Consistent { get; internal set; }

    /// <summary>The size of the checkpoint that was kept from an earlier time, or null.</summary>
    public long? Since { get; internal set; }

    internal void Take(EventWalk walk, PersonalCheck personal, Replay replay)
    {
        (Leaves, Events, Sealed, Older, Nodes, Streams) = (walk.Leaves, walk.Events, walk.Sealed, walk.Older, walk.Keys.Nodes, walk.Streams);
        (Disclosed, Withheld, Erased) = (personal.Disclosed, personal.Withheld, personal.Erased);
        (Played, States) = (replay.Played, replay.Equal);
    }
}
