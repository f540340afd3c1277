using System.Globalization;
using System.Text;

namespace Governance.Ledger;

/// <summary>Reads a policy line by line (C2SP tlog-policy, Policy file syntax and structure). Names are octets, so they are read as Latin-1.</summary>
internal sealed class PolicyReader
{
    private const int MaxBytes = 1_000_000, MaxParts = 1_000;

    private static readonly string[] Reserved = ["none", "all", "any"];

    private readonly List<PolicyLog> _logs = [];
    private readonly Dictionary<string, PolicyWitness> _witnesses = new(StringComparer.Ordinal);
    private readonly List<PolicyGroup> _groups = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _members = new(StringComparer.Ordinal);
    private string? _quorum;
    private int _line;

    public TlogPolicy Read(ReadOnlySpan<byte> text)
    {
        if (text.Length > MaxBytes) throw Wrong($"a policy has at most {MaxBytes:N0} bytes");
        if (text.ContainsAnyInRange((byte)0, (byte)8) || text.ContainsAnyInRange((byte)11, (byte)31) || text.Contains((byte)0x7F)) throw Wrong("a policy holds no control characters but tabs and line feeds");
        foreach (var line in Encoding.Latin1.GetString(text).Split('\n'))
        {
            _line++;
            var items = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (items.Length > 0 && items[0][0] != '#') Read(items);
        }
        if (_quorum is null) throw Wrong("a policy has a line 'quorum NAME' or 'quorum none'");
        return new TlogPolicy(_logs, _witnesses, _quorum == "none" ? null : _quorum) { Groups = _groups };
    }

    private void Read(string[] items)
    {
        if (_logs.Count + _names.Count + _members.Count > MaxParts) throw Wrong($"a policy has at most {MaxParts:N0} parts");
        switch (items)
        {
            case ["log", var key]: Log(key, null); break;
            case ["log", var key, var url]: Log(key, Utf8(url)); break;
            case ["witness", var name, var key]: Witness(name, key, null); break;
            case ["witness", var name, var key, var url]: Witness(name, key, Utf8(url)); break;
            case ["group", var name, var least, .. { Length: > 0 } members]: Group(name, least, members); break;
            case ["quorum", var name]: Quorum(name); break;
            default: throw Wrong("a line is 'log KEY [URL]', 'witness NAME KEY [URL]', 'group NAME all|any|COUNT NAME…' or 'quorum NAME'");
        }
    }

    private void Log(string vkey, string? url)
    {
        var key = Key(vkey);
        if (key.Type == NoteKeyType.Ed25519Cosignature) throw Wrong("a log's key is not one of cosignatures");
        if (_logs.Any(x => x.Key.PublicKey.Span.SequenceEqual(key.PublicKey.Span))) throw Wrong("two logs have the same key");
        _logs.Add(new PolicyLog(key, url));
    }

    private void Witness(string name, string vkey, string? url)
    {
        Define(name);
        // A witness may be named by its plain Ed25519 key, as sigsum does; it cosigns with that key under another key id.
        var key = Key(vkey) is { Type: NoteKeyType.Ed25519 } plain ? plain.As(NoteKeyType.Ed25519Cosignature) : Key(vkey);
        if (_witnesses.Values.Any(x => x.Key.PublicKey.Span.SequenceEqual(key.PublicKey.Span))) throw Wrong("two witnesses have the same key");
        _witnesses.Add(name, new PolicyWitness(key, url));
    }

    private void Group(string name, string least, string[] members)
    {
        foreach (var member in members)
        {
            if (!_names.Contains(member)) throw Wrong($"'{member}' is not defined above");
            if (!_members.Add(member)) throw Wrong($"'{member}' is a member twice");
        }
        var count = least switch
        {
            "all" => members.Length,
            "any" => 1,
            _ => int.TryParse(least, NumberStyles.None, CultureInfo.InvariantCulture, out var k) && k >= 1 && k <= members.Length ? k : throw Wrong($"'{least}' is not all, any or a count of its members"),
        };
        Define(name);
        _groups.Add(new PolicyGroup(name, count, members));
    }

    private void Quorum(string name)
    {
        if (_quorum is not null) throw Wrong("a policy has one quorum");
        _quorum = name == "none" || _names.Contains(name) ? name : throw Wrong($"'{name}' is not defined above");
    }

    private void Define(string name)
    {
        if (Reserved.Contains(name)) throw Wrong($"'{name}' is no name");
        if (!_names.Add(name)) throw Wrong($"'{name}' is defined twice");
    }

    private NoteVerifier Key(string vkey)
    {
        try
        {
            return NoteVerifier.Parse(Utf8(vkey));
        }
        catch (FormatException e)
        {
            throw Wrong(e.Message);
        }
    }

    private string Utf8(string octets)
    {
        try
        {
            return StrictUtf8.Encoding.GetString(Encoding.Latin1.GetBytes(octets));
        }
        catch (DecoderFallbackException)
        {
            throw Wrong("a key or an address is not UTF-8");
        }
    }

    private FormatException Wrong(string what) => new($"The policy is wrong in line {Math.Max(1, _line)}: {what.TrimEnd('.')}.");
}
