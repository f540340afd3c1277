using System.Text.Json;
using Alba;
using Governance.Access;
using Governance.Directory;
using Governance.Shared;
using JasperFx.CommandLine;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Wolverine;

[assembly: AssemblyFixture(typeof(Governance.Host.Tests.Service))]
[assembly: System.Runtime.Versioning.UnsupportedOSPlatform("windows")]

namespace Governance.Host.Tests;

/// <summary>The service on the PostgreSQL that GOVERNANCE_TEST_DATABASE names, one for the whole run. Each test founds an organisation of its own.</summary>
public sealed class Service : IAsyncLifetime
{
    private static int _organisations;

    public IAlbaHost Host { get; private set; } = null!;

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow);

    public IDocumentStore Store => Host.Services.GetRequiredService<IDocumentStore>();

    public async ValueTask InitializeAsync()
    {
        var connection = await TestCluster.NewDatabaseAsync();
        JasperFxEnvironment.AutoStartHost = true;
        Host = await AlbaHost.For<Program>(builder =>
        {
            builder.UseSetting("ConnectionStrings:Governance", connection);
            builder.UseSetting("Logging:LogLevel:Default", "Warning");
            builder.ConfigureServices(services =>
            {
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
                services.RunWolverineInSoloMode();
            });
        });
    }

    public async ValueTask DisposeAsync() => await Host.DisposeAsync();

    public async Task<Acme> Found()
    {
        var tenant = $"acme-{Interlocked.Increment(ref _organisations)}";
        var settings = Host.Services.GetRequiredService<OrganisationSettings>();
        var file = DirectoryFile.Read("directory.yaml", await File.ReadAllTextAsync(settings.DirectoryFile!));
        await using var session = Store.LightweightSession(tenant);
        session.Events.StartStream<Organisation>(StreamKeys.Organisation(tenant), [new OrganisationFounded(file.Title), .. file.Areas.Select(area => new AreaOpened(area.Key, area.Value))]);
        foreach (var (group, title) in file.Groups) session.Events.StartStream<Group>(StreamKeys.Group(group), new GroupFormed(title));
        foreach (var person in file.People)
        {
            session.Events.StartStream<Person>(StreamKeys.Person(person.Id), person.Facts());
            session.Store(new PersonCard(person.Id, person.Name, person.Email, person.SignIn));
        }

        await session.SaveChangesAsync();
        return new Acme(this, tenant);
    }
}

/// <summary>One organisation, and its people as clients.</summary>
public sealed class Acme(Service service, string tenant)
{
    public const string Drafter = "p-1001";
    public const string OtherDrafter = "p-1002";
    public const string Executive = "p-1010";
    public const string Auditor = "p-1012";
    public const string Administrator = "p-1013";
    public const string Integrator = "p-1014";

    private readonly Dictionary<string, string> keys = [];

    public Service Service => service;

    public string Tenant => tenant;

    public IDocumentSession Session() => service.Store.LightweightSession(tenant);

    public async Task<string> KeyOf(string person, params string[] scopes)
    {
        if (scopes.Length == 0 && keys.TryGetValue(person, out var known)) return known;
        var key = ApiKey.New(tenant);
        await using var session = Session();
        session.Store(new ApiKeyRecord(key.KeyId, key.Hash(), person, "test", scopes.Length == 0 ? ["*"] : scopes, service.Clock.GetUtcNow().AddYears(50)));
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
            http.Request.ContentType = "application/json";
            foreach (var (name, value) in headers) http.Request.Headers[name] = value;
        });
    });

    private async Task<Answer> Send(string person, Action<Scenario> ask)
    {
        var key = await KeyOf(person);
        var result = await service.Host.Scenario(scenario =>
        {
            ask(scenario);
            scenario.WithRequestHeader("Authorization", $"Bearer {key}");
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

    public string Code => Json.GetProperty("code").GetString()!;

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

/// <summary>Makes empty databases on the server that GOVERNANCE_TEST_DATABASE names.</summary>
public static class TestCluster
{
    public static async Task<string> NewDatabaseAsync()
    {
        var server = Environment.GetEnvironmentVariable("GOVERNANCE_TEST_DATABASE") ?? throw new InvalidOperationException("Set GOVERNANCE_TEST_DATABASE.");
        var name = $"test_{Guid.NewGuid():n}";
        await using var administrator = new NpgsqlConnection(server);
        await administrator.OpenAsync();
        await using var create = new NpgsqlCommand($"create database {name}", administrator);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }
}
