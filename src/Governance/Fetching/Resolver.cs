using System.Net;
using System.Net.Sockets;
using DnsClient;
using DnsClient.Protocol;

namespace Governance.Fetching;

/// <summary>
/// Asks the configured name server, and believes of an answer only the records that answer the question: those of the name asked, or of the name
/// that it is an alias of (RFC 1034 section 3.6.2). Nothing is cached, so nothing can be planted for a later question.
/// </summary>
public sealed class Resolver
{
    /// <summary>An answer with more records is not read.</summary>
    public const int MostRecords = 64;

    private const int MostAliases = 8;
    private const int LongestText = 16 * 1024;
    private readonly LookupClient client;
    private readonly FetchSettings settings;
    private readonly TimeProvider clock;

    /// <summary>Asks <paramref name="nameServer"/>, or the machine's own when null.</summary>
    public Resolver(IPEndPoint? nameServer, FetchSettings settings, TimeProvider clock)
    {
        (this.settings, this.clock) = (settings, clock);
        var options = nameServer is null ? new LookupClientOptions() : new LookupClientOptions(nameServer);
        options.UseCache = false;
        // Twice, within the time for one question.
        options.Timeout = settings.Resolve / 2;
        options.Retries = 1;
        options.ThrowDnsErrors = false;
        options.ContinueOnDnsError = false;
        options.ContinueOnEmptyResponse = false;
        options.UseTcpFallback = true;
        client = new LookupClient(options);
    }

    /// <summary>The name's TXT records, the strings of each concatenated (RFC 7208 section 3.3).</summary>
    public Task<Lookup<string>> Texts(string name, CancellationToken cancellation) => Ask(name, QueryType.TXT, record => (record as TxtRecord)?.Text is { } strings ? string.Concat(strings) : null, cancellation);

    /// <summary>The name's addresses, A and AAAA, those of IPv4 first.</summary>
    public async Task<Lookup<IPAddress>> Addresses(string name, CancellationToken cancellation)
    {
        var four = await Ask(name, QueryType.A, record => (record as ARecord)?.Address, cancellation);
        var six = await Ask(name, QueryType.AAAA, record => (record as AaaaRecord)?.Address, cancellation);
        if (four.Outcome == LookupOutcome.Inconclusive || six.Outcome == LookupOutcome.NotFound) return four;
        return six.Outcome == LookupOutcome.Inconclusive || four.Outcome == LookupOutcome.NotFound ? six : four with { Values = [.. four.Values, .. six.Values] };
    }

    private async Task<Lookup<T>> Ask<T>(string name, QueryType type, Func<DnsResourceRecord, T?> value, CancellationToken cancellation) where T : class
    {
        using var time = new CancellationTokenSource(settings.Resolve, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellation);
        try
        {
            return Read(await client.QueryAsync(name, type, QueryClass.IN, either.Token), name, type, value);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception fault) when (fault is DnsResponseException or OperationCanceledException or SocketException or IOException or ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            return Nothing<T>(LookupOutcome.Inconclusive, $"The name server did not answer for the {type} records of {name}.");
        }
    }

    private static Lookup<T> Read<T>(IDnsQueryResponse response, string name, QueryType type, Func<DnsResourceRecord, T?> value) where T : class
    {
        switch (response.Header.ResponseCode)
        {
            case DnsHeaderResponseCode.NotExistentDomain: return Nothing<T>(LookupOutcome.NotFound, $"{name} does not exist.");
            case not DnsHeaderResponseCode.NoError: return Nothing<T>(LookupOutcome.Inconclusive, $"The name server failed for the {type} records of {name}: {response.Header.ResponseCode}.");
        }

        if (response.Questions is not [{ } question] || !IsNamed(question.QueryName.Value, name) || question.QuestionType != type)
            return Nothing<T>(LookupOutcome.Inconclusive, $"The name server answered another question than the {type} records of {name}.");
        if (response.Answers.Count > MostRecords) return Nothing<T>(LookupOutcome.Inconclusive, $"{name} has more than {MostRecords} records.");
        var owner = Alias(response.Answers, name);
        T[] values = [.. response.Answers.Where(record => IsNamed(record.DomainName.Value, owner)).Select(value).OfType<T>()];
        if (values.OfType<string>().Sum(text => text.Length) > LongestText) return Nothing<T>(LookupOutcome.Inconclusive, $"The records of {name} are too long to be read.");
        return values.Length > 0 ? new(LookupOutcome.Found, values, "") : Nothing<T>(LookupOutcome.NotFound, $"{name} has no {type} record.");
    }

    private static string Alias(IReadOnlyList<DnsResourceRecord> answers, string name)
    {
        for (var link = 0; link < MostAliases && answers.OfType<CNameRecord>().FirstOrDefault(record => IsNamed(record.DomainName.Value, name)) is { } alias; link++) name = alias.CanonicalName.Value;
        return name;
    }

    private static bool IsNamed(string owner, string name) => owner.TrimEnd('.').Equals(name.TrimEnd('.'), StringComparison.OrdinalIgnoreCase);

    private static Lookup<T> Nothing<T>(LookupOutcome outcome, string sentence) => new(outcome, [], sentence);
}
