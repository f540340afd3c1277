namespace Governance.Ledger;

/// <summary>
/// Which logs to trust, which witnesses, and how many of these must have cosigned (C2SP tlog-policy).
/// </summary>
/// <param name="Logs">The trusted logs; none when the log is known from elsewhere.</param>
/// <param name="Witnesses">The witnesses by the names that the policy gives them.</param>
/// <param name="Quorum">The witness or group that must have cosigned; null for none.</param>
public sealed record TlogPolicy(IReadOnlyList<PolicyLog> Logs, IReadOnlyDictionary<string, PolicyWitness> Witnesses, string? Quorum)
{
    /// <summary>The groups in the order in which they were defined: each stands on earlier names only.</summary>
    internal IReadOnlyList<PolicyGroup> Groups { get; init; } = [];

    /// <summary>Reads a policy; throws <see cref="FormatException"/> with the line and what is wrong.</summary>
    public static TlogPolicy Parse(ReadOnlySpan<byte> text) => new PolicyReader().Read(text);

    /// <summary>Reads a policy; throws <see cref="FormatException"/> with the line and what is wrong.</summary>
    public static TlogPolicy Parse(string text) => Parse(StrictUtf8.Encoding.GetBytes(text));

    /// <summary>Whether a checkpoint's note is signed by a trusted log under its own name and cosigned by the quorum.</summary>
    public bool Satisfied(SignedNote note) => Check(note).Satisfied;

    /// <summary>What the policy says of a checkpoint's note, part by part.</summary>
    public PolicyCheck Check(SignedNote note)
    {
        var origin = Checkpoint.TryParse(note.Text)?.Origin;
        var logs = Logs.Select(x => x.Key).Where(x => x.Name == origin).ToArray();
        var check = note.Verify([.. logs, .. Witnesses.Values.Select(x => x.Key)]);
        var log = check.Verified.Where(x => logs.Contains(x.By)).Select(x => x.By).FirstOrDefault();
        var cosigned = Witnesses.Where(x => check.Verified.Any(y => y.By == x.Value.Key)).Select(x => x.Key).ToHashSet(StringComparer.Ordinal);
        return new PolicyCheck
        {
            IsCheckpoint = origin is not null,
            LogKnown = Logs.Count == 0 || log is not null,
            Log = log,
            Cosigned = cosigned,
            QuorumMet = Quorum is null || Standing(cosigned).Contains(Quorum),
            Broken = check.Broken,
        };
    }

    private HashSet<string> Standing(HashSet<string> cosigned)
    {
        var standing = new HashSet<string>(cosigned, StringComparer.Ordinal);
        foreach (var group in Groups)
        {
            if (group.Members.Count(standing.Contains) >= group.Least) standing.Add(group.Name);
        }
        return standing;
    }
}

/// <summary>A trusted log.</summary>
/// <param name="Key">Its key, whose name is its origin.</param>
/// <param name="Url">Where to ask it, if the policy says.</param>
public sealed record PolicyLog(NoteVerifier Key, string? Url);

/// <summary>A trusted witness.</summary>
/// <param name="Key">Its key, of a cosigning type.</param>
/// <param name="Url">Where to ask it, if the policy says.</param>
public sealed record PolicyWitness(NoteVerifier Key, string? Url);

/// <summary>Names of which at least <paramref name="Least"/> must stand for the group to stand.</summary>
internal sealed record PolicyGroup(string Name, int Least, IReadOnlyList<string> Members);

/// <summary>What a policy says of a checkpoint's note.</summary>
public sealed record PolicyCheck
{
    /// <summary>The note's text is a checkpoint.</summary>
    public required bool IsCheckpoint { get; init; }

    /// <summary>A trusted log signed it, or the policy names none.</summary>
    public required bool LogKnown { get; init; }

    /// <summary>The log's key that signed it.</summary>
    public NoteVerifier? Log { get; init; }

    /// <summary>The witnesses that cosigned it, by the policy's names.</summary>
    public required IReadOnlySet<string> Cosigned { get; init; }

    /// <summary>Enough witnesses cosigned it.</summary>
    public required bool QuorumMet { get; init; }

    /// <summary>A known key whose signature does not hold.</summary>
    public NoteVerifier? Broken { get; init; }

    /// <summary>All of it.</summary>
    public bool Satisfied => IsCheckpoint && LogKnown && QuorumMet && Broken is null;
}
