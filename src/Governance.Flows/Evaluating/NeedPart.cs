namespace Governance.Flows;

/// <summary>One need of an open or closed stage before anybody is seated: who approved validly, who could, who did not and why.</summary>
internal sealed class NeedPart(Need need, string digest)
{
    private readonly HashSet<string> _valid = new(StringComparer.Ordinal);

    public Need Need => need;

    public string Digest => digest;

    public bool Skipped { get; init; }

    public string? Error { get; init; }

    public bool Live => !Skipped && Error is null;

    public int Required { get; set; }

    /// <summary>Everyone who could possibly approve, sorted.</summary>
    public List<string> Possible { get; } = [];

    /// <summary>Those whose approvals are valid, sorted.</summary>
    public List<string> Valid { get; } = [];

    /// <summary>For each valid approval that a delegate gave, whose hand it was.</summary>
    public Dictionary<string, string> Hands { get; } = new(StringComparer.Ordinal);

    /// <summary>The people names that are asked, the need's own first.</summary>
    public List<string> Asks { get; } = [];

    public List<NotCounted> NotCounted { get; } = [];

    /// <summary>Those of <see cref="Valid"/> that are used here, sorted.</summary>
    public List<string> Counted { get; } = [];

    public bool Satisfied => Counted.Count >= Required;

    public bool IsValid(string person) => _valid.Contains(person);

    /// <summary>An approval is valid, by this hand.</summary>
    public void Approve(string person, string hand)
    {
        Valid.Add(person);
        _valid.Add(person);
        if (hand != person) Hands[person] = hand;
    }

    /// <summary>Somebody further was asked: everything is weighed again.</summary>
    public void Clear()
    {
        Valid.Clear();
        _valid.Clear();
        Hands.Clear();
        NotCounted.Clear();
    }
}
