using System.Text.Json;
using Governance.Ledger;

namespace Governance.Verify;

/// <summary>
/// Tells apart what became of personal data: disclosed, withheld, lawfully erased, or missing. Only a leaf of the log that names the
/// destroyed key makes an erasure lawful here; whatever is neither of the first three is missing.
/// </summary>
internal sealed class PersonalCheck : IDisposable
{
    /// <summary>Members under one key that are neither disclosed nor withheld.</summary>
    private sealed record Silent(long Count, Finding First, long LastLeaf);

    private readonly Bundle _bundle;
    private readonly Findings _findings;
    private readonly LeafCursor<Tuple<string, string>> _disclosures;
    private readonly LeafCursor<string> _withheld;
    private readonly Dictionary<string, Silent> _silent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _destroyed = new(StringComparer.Ordinal);
    private readonly Dictionary<long, Erasure> _erasures = [];

    public PersonalCheck(Bundle bundle, Findings findings)
    {
        (_bundle, _findings) = (bundle, findings);
        _disclosures = new(bundle, BundlePaths.Disclosures, LeafLines.Disclosure, x => findings.Add("disclosure.stray", BundlePaths.Disclosures, x));
        _withheld = new(bundle, BundlePaths.Withheld, LeafLines.Withheld, x => findings.Add("withheld.stray", BundlePaths.Withheld, x));
    }

    /// <summary>Personal members whose text is here and fits its digest.</summary>
    public long Disclosed { get; private set; }

    /// <summary>Personal members that somebody chose not to hand out.</summary>
    public long Withheld { get; private set; }

    /// <summary>Personal members whose key was destroyed, as a leaf of the log says.</summary>
    public long Erased { get; private set; }

    /// <summary>Takes in a leaf; only data that the log commits to are looked into, and only the service, by its seal, erases.</summary>
    public void Add(EventLine line, bool committed, bool isSealed)
    {
        var (disclosed, withheld) = (_disclosures.Of(line.Leaf), _withheld.Of(line.Leaf));
        if (!committed || line.Data is not { } data) return;
        if (line.Entry!.Kind == EntryKind.Erasure) AddErasure(line, data, isSealed);
        foreach (var member in PersonalMember.In(data.Span))
        {
            var at = disclosed.FindIndex(x => x.Item1 == member.Digest);
            if (at >= 0)
            {
                Disclose(line, member, disclosed[at].Item2);
                disclosed.RemoveAt(at);
            }
            else if (withheld.Remove(member.Digest)) Withheld++;
            else KeepSilent(line, member);
        }
        if (disclosed.Count > 0) _findings.Add(line.Finding("disclosure.stray", "Something is disclosed about this event that the event does not hold: it was exchanged or added."));
        if (withheld.Count > 0) _findings.Add(line.Finding("withheld.stray", "Something is said to be withheld of this event that the event does not hold."));
    }

    /// <summary>Judges what could not be judged before the end.</summary>
    public void Finish()
    {
        _disclosures.Finish();
        _withheld.Finish();
        foreach (var (key, silent) in _silent)
        {
            if (_destroyed.TryGetValue(key, out var leaf) && leaf > silent.LastLeaf) Erased += silent.Count;
            else _findings.Add(silent.First with { Sentence = silent.First.Sentence + (silent.Count > 1 ? $" So it is with {silent.Count:N0} members under this key." : "") });
        }
        Compare();
    }

    public void Dispose()
    {
        _disclosures.Dispose();
        _withheld.Dispose();
    }

    private void Disclose(EventLine line, PersonalMember member, string text)
    {
        if (!Hash.TryFromBase64Url(member.Digest, out var digest) || Disclosure.DigestOf(text) != digest)
            _findings.Add(line.Finding("disclosure.substituted", $"What is disclosed as '{member.Name}' is not what was recorded: the text was exchanged."));
        else if (!Fits(text, member.Name))
            _findings.Add(line.Finding("disclosure.malformed", $"What is disclosed as '{member.Name}' was recorded as something else."));
        else Disclosed++;
    }

    private static bool Fits(string text, string name)
    {
        try
        {
            return Disclosure.Parse(text).Name is { } written ? written == name : true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private void KeepSilent(EventLine line, PersonalMember member)
    {
        var missing = line.Finding("personal.missing", $"The personal text '{member.Name}' about {member.Person} is missing: it is not disclosed, nobody says that it is withheld, and no leaf of the log says that its key {member.Key} was destroyed for an erasure.");
        Limits.Hold(_silent.Count, _bundle.Limits.ErasedKeys, "keys of personal texts that are neither disclosed nor withheld");
        _silent[member.Key] = _silent.TryGetValue(member.Key, out var silent) ? silent with { Count = silent.Count + 1, LastLeaf = line.Leaf } : new Silent(1, missing, line.Leaf);
    }

    private void AddErasure(EventLine line, ReadOnlyMemory<byte> data, bool isSealed)
    {
        if (!isSealed)
        {
            _findings.Add(line.Finding("erasure.unsealed", "This leaf is an erasure, and bears no seal of the service that could be checked and holds: it makes no missing text a lawfully erased one."));
            return;
        }
        if (Erasure.Of(line.Leaf, JsonElement.Parse(data.Span), line.Entry!.Stream) is not { } erasure)
        {
            _findings.Add(line.Finding("erasure.malformed", "This leaf is an erasure, and does not say which keys were destroyed."));
            return;
        }
        _erasures[line.Leaf] = erasure;
        foreach (var key in erasure.Keys) _destroyed.TryAdd(key, line.Leaf);
        Limits.Hold(_destroyed.Count + _erasures.Count, _bundle.Limits.ErasedKeys, "erased keys");
    }

    /// <summary>The bundle's own list of erasures says what the log says.</summary>
    private void Compare()
    {
        if (!_bundle.Has(BundlePaths.Erasures)) return;
        foreach (var line in _bundle.Lines(BundlePaths.Erasures, Limits.Small))
        {
            if (Erasure.Read(line) is not { } claimed) _findings.Add("erasure.malformed", BundlePaths.Erasures, "A line of the list of erasures cannot be read.");
            else if (!_erasures.TryGetValue(claimed.Leaf, out var logged) || !logged.Says(claimed))
                _findings.Add(new Finding("erasure.unproved", $"The bundle says that data about {claimed.Person ?? "somebody"} were erased by leaf {claimed.Leaf}; the log does not say so.") { File = BundlePaths.Erasures, Leaf = claimed.Leaf });
        }
    }
}
