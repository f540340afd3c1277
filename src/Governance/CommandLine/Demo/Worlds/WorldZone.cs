using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Governance.CommandLine.Demo.Worlds;

/// <summary>What the name system of a pretend world knows. Names are lower case.</summary>
public sealed class WorldZone
{
    /// <summary>The address of a host for which none was said.</summary>
    public const string UsualAddress = "203.0.113.10";

    private readonly ConcurrentDictionary<(string Name, DnsType Type), Func<int, IReadOnlyList<DnsRecord>>> records = new();
    private readonly ConcurrentDictionary<string, byte?> failures = new();
    private readonly ConcurrentDictionary<string, int> asked = new();
    private readonly ConcurrentBag<DnsRecord> unasked = [];

    /// <summary>A host has these addresses.</summary>
    public void Host(string name, params string[] addresses) => HostEachTime(name, _ => addresses);

    /// <summary>A host has other addresses each time it is asked for; the first time is 1.</summary>
    public void HostEachTime(string name, Func<int, IReadOnlyList<string>> addresses)
    {
        records[(name, DnsType.A)] = time => [.. Parsed(addresses(time), AddressFamily.InterNetwork).Select(address => new DnsRecord(name, DnsType.A, address.GetAddressBytes()))];
        records[(name, DnsType.Aaaa)] = time => [.. Parsed(addresses(time), AddressFamily.InterNetworkV6).Select(address => new DnsRecord(name, DnsType.Aaaa, address.GetAddressBytes()))];
    }

    /// <summary>A host that was not given an address gets the usual one.</summary>
    public void HostUnlessKnown(string name)
    {
        if (!records.ContainsKey((name, DnsType.A)) && !records.ContainsKey((name, DnsType.Cname))) Host(name, UsualAddress);
    }

    /// <summary>A name has these TXT records, each cut into strings of at most 255 bytes (RFC 1035 section 3.3.14).</summary>
    public void Text(string name, params string[] texts) => records[(name, DnsType.Txt)] = _ => [.. texts.Select(text => new DnsRecord(name, DnsType.Txt, Strings(text)))];

    /// <summary>A name is another's alias.</summary>
    public void Alias(string name, string target) => records[(name, DnsType.Cname)] = _ => [new(name, DnsType.Cname, DnsMessage.NameBytes(target))];

    /// <summary>A name that the server answers with a response code, such as 2 (SERVFAIL) or 5 (REFUSED); or null: not at all.</summary>
    public void Fails(string name, byte? code) => failures[name] = code;

    /// <summary>Adds a record that nobody asked for to every answer's additional section.</summary>
    public void Plant(string name, string address) => unasked.Add(new(name, DnsType.A, IPAddress.Parse(address).GetAddressBytes()));

    /// <summary>Forgets a name.</summary>
    public void Forget(string name)
    {
        foreach (var type in Enum.GetValues<DnsType>()) records.TryRemove((name, type), out _);
        failures.TryRemove(name, out _);
    }

    /// <summary>How often a name's records of a type were asked for.</summary>
    public int Asked(string name, DnsType type) => asked.GetValueOrDefault(Counter(name, type));

    /// <summary>The answer to a question; null for none at all.</summary>
    internal DnsAnswer? Answer(string name, DnsType type)
    {
        var time = asked.AddOrUpdate(Counter(name, type), 1, (_, before) => before + 1);
        if (failures.TryGetValue(name, out var code)) return code is { } failure ? new(failure, [], []) : null;
        List<DnsRecord> answers = [];
        for (var owner = name; answers.Count < 16;)
        {
            if (records.TryGetValue((owner, type), out var found))
            {
                answers.AddRange(found(time));
                break;
            }

            if (!records.TryGetValue((owner, DnsType.Cname), out var alias)) break;
            answers.AddRange(alias(time));
            owner = DnsMessage.Name(answers[^1].Data);
        }

        return new(answers.Count > 0 || records.Keys.Any(key => key.Name == name) ? DnsAnswer.NoError : DnsAnswer.NoSuchName, answers, [.. unasked]);
    }

    private static string Counter(string name, DnsType type) => string.Create(CultureInfo.InvariantCulture, $"{name} {type}");

    private static IEnumerable<IPAddress> Parsed(IEnumerable<string> addresses, AddressFamily family) => addresses.Select(IPAddress.Parse).Where(address => address.AddressFamily == family);

    private static byte[] Strings(string text) => [.. Encoding.UTF8.GetBytes(text).Chunk(255).SelectMany(part => part.Prepend((byte)part.Length))];
}
