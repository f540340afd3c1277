using System.Diagnostics;
using System.Globalization;
using Governance.Directory;
using Governance.Shared;

namespace Governance.CommandLine.Demo;

/// <summary>Where the demo plays: people who ask the service, and every expectation, which holds or ends the demo.</summary>
internal sealed class DemoStage(ServiceClient service, Terminal terminal, IReadOnlyDictionary<string, string> given, CancellationToken cancellation)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private ServiceClient client = service;
    private IReadOnlyDictionary<string, string> keys = given;
    private Dictionary<string, string> names = [];
    private int acts;

    /// <summary>The service, for what is not one person's act.</summary>
    public ServiceClient Client => client;

    public Terminal Terminal => terminal;

    public CancellationToken Cancellation => cancellation;

    /// <summary>How many expectations held so far.</summary>
    public int Held { get; private set; }

    /// <summary>Learns what the people are called.</summary>
    public async Task Meet(string reader) =>
        names = (await Read<Page<PersonView>>(reader, "/people?limit=200")).Items.ToDictionary(person => person.Id, person => person.Name ?? person.Id);

    /// <summary>Goes on with a service that was started again, and with the keys that it wrote.</summary>
    public void Move(ServiceClient to, IReadOnlyDictionary<string, string> written) => (client, keys) = (to, written);

    /// <summary>Whether somebody can act here.</summary>
    public bool HasKey(string person) => keys.ContainsKey(person);

    /// <summary>Somebody joined.</summary>
    public void Learn(string person, string name) => names[person] = name;

    public string Name(string person) => names.GetValueOrDefault(person, person);

    public string KeyOf(string person) => keys.TryGetValue(person, out var key) ? key
        : throw new CommandFault($"The keys have none for {person}, who belongs to the sample organisation. Run the demo on a service in local mode with policies/directory.yaml.");

    public void Act(string title)
    {
        terminal.Line();
        terminal.Heading($"{++acts}. {title}");
    }

    /// <summary>Something that was asked for and is so.</summary>
    public void Check(string text) => Say($"✓ {text}");

    public void Say(string text) => terminal.Line($"   {text}");

    public async Task<T> Read<T>(string person, string path) where T : class => Body<T>(await client.Get(path, KeyOf(person), cancellation), person, $"GET {path}");

    public async Task<T> Do<T>(string person, string path, object body) where T : class => Body<T>(await client.Post(path, KeyOf(person), body, cancellation), person, $"POST {path}");

    public Task<Receipt> Do(string person, string path, object body) => Do<Receipt>(person, path, body);

    /// <summary>The service must say no, with this code.</summary>
    public async Task Refused(string person, string path, object body, string code)
    {
        var answer = await client.Post(path, KeyOf(person), body, cancellation);
        Expect(code, answer.Code ?? $"{answer.Status}", $"the refusal of POST {path} by {Name(person)}");
        Say($"Refused, {answer.Status} {code}: {answer.Sentence}");
    }

    public void Expect<T>(T expected, T came, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, came)) throw Failure($"{what} to be {expected}", $"it was {came}");
        Held++;
    }

    /// <summary>Waits for a fact, looking again until it is so or a minute has passed.</summary>
    public async Task<T> Until<T>(Func<Task<T>> read, Func<T, bool> fact, string what)
    {
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(Look, cancellation))
        {
            var seen = await read();
            if (fact(seen)) return seen;
            if (Stopwatch.GetElapsedTime(began) > Patience) throw Failure(what, $"it was not so within {Patience.TotalSeconds:0} seconds");
            terminal.Progress($"   waiting until {what} …");
        }
    }

    /// <summary>A moment as a query says it.</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    public static CommandFault Failure(string expected, string came) => new($"The demo stopped: expected {expected}, but {came}.");

    private T Body<T>(ServiceAnswer answer, string person, string what) where T : class => answer.Succeeded
        ? answer.Read<T>() ?? throw client.Strange(answer)
        : throw Failure($"{what} by {Name(person)} to succeed", $"it was refused, {answer.Status} {answer.Code}: {answer.Sentence.TrimEnd('.')}");
}
