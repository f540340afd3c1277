namespace Governance.Flows;

/// <summary>Who a people name means at one moment.</summary>
internal sealed class Members
{
    private readonly HashSet<string> _ids;

    public Members(IEnumerable<string> ids)
    {
        _ids = new HashSet<string>(ids, StringComparer.Ordinal);
        Sorted = [.. _ids];
        Array.Sort(Sorted, StringComparer.Ordinal);
    }

    public static Members Nobody { get; } = new([]);

    /// <summary>Sorted ids.</summary>
    public string[] Sorted { get; }

    public int Count => Sorted.Length;

    public bool Contains(string person) => _ids.Contains(person);

    public bool IsSubsetOf(Members other) => Array.TrueForAll(Sorted, other.Contains);
}
