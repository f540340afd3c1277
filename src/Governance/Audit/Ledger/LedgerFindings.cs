using System.Collections.Concurrent;

namespace Governance.Audit.Ledger;

/// <summary>What this process knows to be wrong with a log at this moment, in a sentence, for whoever asks how the ledger is.</summary>
public sealed class LedgerFindings
{
    private readonly ConcurrentDictionary<string, string> refused = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> broken = new(StringComparer.Ordinal);

    /// <summary>The log of an organisation was not signed.</summary>
    /// <returns>Whether that is news: it is tried again each second, and told once.</returns>
    public bool Refused(string tenant, string objection)
    {
        var news = refused.GetValueOrDefault(tenant) != objection;
        refused[tenant] = objection;
        return news;
    }

    /// <summary>It was signed.</summary>
    public void Cleared(string tenant) => refused.TryRemove(tenant, out _);

    /// <summary>Nothing can be written into the log of an organisation.</summary>
    /// <returns>Whether that is news: it is tried again and again, and told once.</returns>
    public bool Broken(string tenant, string sentence)
    {
        var news = broken.GetValueOrDefault(tenant) != sentence;
        broken[tenant] = sentence;
        return news;
    }

    /// <summary>Something was written into it.</summary>
    public void Written(string tenant) => broken.TryRemove(tenant, out _);

    /// <summary>Why nothing can be written into the log of an organisation at this moment, or null.</summary>
    public string? WhyUnwritten(string tenant) => broken.GetValueOrDefault(tenant);

    /// <summary>What the monitor found when it looked last; null before that.</summary>
    public MonitorReport? Monitor { get; set; }

    /// <summary>How many logs are not signed at this moment.</summary>
    public int NotSigned => refused.Count;

    /// <summary>Why the log of an organisation is not signed at this moment, or null.</summary>
    public string? WhyUnsigned(string tenant) => refused.GetValueOrDefault(tenant);
}
