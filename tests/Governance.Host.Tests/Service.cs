using System.Text.Json;
using Alba;
using Governance.Access;
using Governance.Directory;
using Governance.Privacy;
using Governance.Shared;
using JasperFx.CommandLine;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Wolverine;

[assembly: AssemblyFixture(typeof(Governance.Host.Tests.Service))]
[assembly: System.Runtime.Versioning.UnsupportedOSPlatform("windows")]

namespace Governance.Host.Tests;

/// <summary>
/// The service on a real PostgreSQL, one for the whole run. Each test founds an organisation of its own, so tests never meet.
/// A test that moves the clock, or needs the real one, starts a service of its own.
/// </summary>
public sealed class Service : IAsyncLifetime
{
    private static readonly string FoundingFlows = Path.Combine(AppContext.BaseDirectory, "FoundingFlows");
    private static int _organisations;
    private static int _services;

    private readonly TimeProvider time;
    private readonly string? database;
    private readonly IReadOnlyDictionary<string, string> settings;

    /// <summary>With a clock that starts at the real time and stands still.</summary>
    public Service() : this(new FakeTimeProvider(DateTimeOffset.UtcNow))
    {
    }

    private Service(TimeProvider time, string? connection = null, IReadOnlyDictionary<string, string>? more = null) => (this.time, database, settings) = (time, connection, more ?? new Dictionary<string, string>());

    public IAlbaHost Host { get; private set; } = null!;

    /// <summary>The service's clock: moves only when a test moves it, forwards.</summary>
    public FakeTimeProvider Clock => (FakeTimeProvider)time;

    public DateTimeOffset Now => time.GetUtcNow();

    public IDocumentStore Store => Host.Services.GetRequiredService<IDocumentStore>();

    public PersonalKeys Ring => Host.Services.GetRequiredService<PersonalKeys>();

    /// <summary>A service beside the shared one, on a database of its own: with a clock to move, or with the real one, and with other settings.</summary>
    public static async Task<Service> OfItsOwn(TimeProvider? time = null, string? connection = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        var service = new Service(time ?? new FakeTimeProvider(DateTimeOffset.UtcNow), connection, settings);
        await service.InitializeAsync();
        return service;
    }

    public async ValueTask InitializeAsync()
    {
        var connection = database ?? await TestCluster.NewDatabaseAsync();
        var folder = Path.Combine(Path.GetTempPath(), $"governance-tests-data-{Environment.ProcessId}-{Interlocked.Increment(ref _services)}");
        JasperFxEnvironment.AutoStartHost = true;
        Host = await AlbaHost.For<Program>(builder =>
        {
            builder.UseSetting("ConnectionStrings:Governance", connection);
            builder.UseSetting("Database:DataFolder", folder);
            builder.UseSetting("Logging:LogLevel:Default", "Warning");
            // No test goes out: where there is no pretend world there is no name server either.
            builder.UseSetting("Fetching:NameServer", "127.0.0.1:9");
            foreach (var (name, value) in settings) builder.UseSetting(name, value);
            builder.ConfigureServices(services =>
            {
                services.Replace(ServiceDescriptor.Singleton(time));
                services.Replace(ServiceDescriptor.Singleton(Claims.Sightings.Looking(time)));
                // Its greeting is tested by itself.
                services.Remove(services.Single(service => service.ImplementationType == typeof(LocalMode)));
                services.RunWolverineInSoloMode();
            });
        });
    }

    public async ValueTask DisposeAsync() => await Host.DisposeAsync();

    /// <summary>Founds a new organisation with the people and areas of the sample one; with flows without deadlines, or with those that are shipped.</summary>
    public async Task<Acme> Found(bool shippedFlows = false)
    {
        var tenant = $"acme-{Interlocked.Increment(ref _organisations)}";
        var settings = Host.Services.GetRequiredService<OrganisationSettings>();
        var file = DirectoryFile.Read("directory.yaml", await File.ReadAllTextAsync(settings.DirectoryFile!));
        await Founding.Found(Store, Ring, file.Named(tenant), shippedFlows ? settings.FlowsFolder : FoundingFlows, "directory.yaml", CancellationToken.None);
        return new Acme(this, tenant);
    }
}

/// <summary>One organisation, and its people as clients.</summary>
public sealed class Acme(Service service, string tenant)
{
    public const string Drafter = "p-1001";
    public const string OtherDrafter = "p-1002";
    public const string LegalOwner = "p-1003";
    public const string Owner = "p-1004";
    public const string Comms = "p-1005";
    public const string OtherComms = "p-1006";
    public const string Executive = "p-1010";
    public const string OtherExecutive = "p-1011";
    public const string Auditor = "p-1012";
    public const string Administrator = "p-1013";
    public const string Integrator = "p-1014";

    private readonly Dictionary<string, string> keys = [];

    public Service Service => service;

    public string Tenant => tenant;

    public IDocumentSession Session() => service.Store.LightweightSession(tenant);

    /// <summary>A key of a person, made once.</summary>
    public async Task<string> KeyOf(string person, params string[] scopes)
    {
        if (scopes.Length == 0 && keys.TryGetValue(person, out var known)) return known;
        var key = ApiKey.New(tenant);
        await using var session = Session();
        session.Store(new ApiKeyRecord(key.KeyId, key.Hash(), person, "test", scopes.Length == 0 ? ["*"] : scopes, service.Now.AddYears(50)));
        await session.SaveChangesAsync();
        if (scopes.Length == 0) keys[person] = key.ToString();
        return key.ToString();
    }

    public Task<Answer> Get(string person, string path) => Send(person, scenario => scenario.Get.Url(path));

    public Task<Answer> Post(string person, string path, object? body = null, params (string Name, string Value)[] headers) => Send(person, scenario =>
    {
        scenario.Post.Url(path);
        scenario.ConfigureHttpContext(http =>
        {
            var bytes = body is string raw ? System.Text.Encoding.UTF8.GetBytes(raw) : JsonSerializer.SerializeToUtf8Bytes(body ?? new { }, Json.Options);
            http.Request.Body = new MemoryStream(bytes);
            http.Request.ContentLength = bytes.Length;
            http.Request.ContentType = headers.FirstOrDefault(header => header.Name == "Content-Type").Value ?? "application/json";
            foreach (var (name, value) in headers.Where(header => header.Name != "Content-Type")) http.Request.Headers[name] = value;
        });
    });

    private async Task<Answer> Send(string? person, Action<Scenario> ask)
    {
        var key = person is null ? null : await KeyOf(person);
        var result = await service.Host.Scenario(scenario =>
        {
            ask(scenario);
            if (key is not null) scenario.WithRequestHeader("Authorization", $"Bearer {key}");
            scenario.IgnoreStatusCode();
        });
        var response = result.Context.Response;
        return new Answer(response.StatusCode, await result.ReadAsTextAsync(), response.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
    }
}

/// <summary>What the service answered.</summary>
public sealed record Answer(int Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string? ETag => Headers.GetValueOrDefault("ETag");

    /// <summary>The public code of a problem.</summary>
    public string Code => Json.GetProperty("code").GetString()!;

    /// <summary>This answer, or a failure that shows what came instead.</summary>
    public Answer Expect(int status, string? code = null)
    {
        if (Status != status) Assert.Fail($"expected {status} {code}, got {Status}: {Body}");
        if (code is not null) Assert.Equal(code, Code);
        return this;
    }

    public string Text(params string[] path) => At(path).ToString();

    public JsonElement At(params string[] path)
    {
        var element = Json;
        foreach (var name in path) element = element.GetProperty(name);
        return element;
    }
}
