namespace Governance.Verify;

/// <summary>What is wrong, what is worth knowing, and what whoever checks knew already.</summary>
/// <param name="known">Leaves whose problems were looked into before.</param>
public sealed class Findings(IReadOnlySet<long> known)
{
    private readonly List<Finding> _problems = [], _accepted = [];
    private readonly List<string> _notes = [];

    /// <summary>How many problems there are, those that are not kept included.</summary>
    public long Count { get; private set; }

    /// <summary>The problems by leaf, those of the whole bundle last; at most <see cref="Limits.Findings"/> of them.</summary>
    public IReadOnlyList<Finding> Problems => [.. _problems.OrderBy(x => x.Leaf ?? long.MaxValue)];

    /// <summary>Problems at leaves that whoever checks named as known.</summary>
    public IReadOnlyList<Finding> Accepted => _accepted;

    /// <summary>What is no problem and yet worth knowing; at most <see cref="Limits.Findings"/> sentences and one that says that there are more.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Adds a problem.</summary>
    public void Add(Finding finding)
    {
        if (finding.Leaf is { } leaf && known.Contains(leaf))
        {
            if (_accepted.Count < Limits.Findings) _accepted.Add(finding);
            return;
        }
        Count++;
        if (_problems.Count < Limits.Findings) _problems.Add(finding);
    }

    /// <summary>Adds a problem of a file.</summary>
    public void Add(string code, string file, string sentence) => Add(new Finding(code, sentence) { File = file });

    /// <summary>Adds a sentence that is worth knowing.</summary>
    public void Note(string sentence)
    {
        if (_notes.Count < Limits.Findings) _notes.Add(sentence);
        else if (_notes.Count == Limits.Findings) _notes.Add($"There is more that is worth knowing: only the first {Limits.Findings:N0} of such sentences are kept.");
    }
}
