using Governance.Directory;
using Governance.Shared;
using Marten;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Governance.Access;

/// <summary>
/// The service without an OpenID provider, for one machine: it listens on loopback only, and once it has started it prints one key for
/// each person of the organisation that it founded.
/// </summary>
public sealed class LocalMode(IServer server, IDocumentStore store, IConfiguration settings, OrganisationSettings organisation, TimeProvider clock) : IHostedLifecycleService
{
    private const string UsualAddress = "http://127.0.0.1:5080";

    /// <summary>Adds the guard of the addresses and the greeting.</summary>
    public static void Add(WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(LoopbackOnly.Guard);
        builder.Services.AddHostedService<LocalMode>();
    }

    /// <summary>Listens on 127.0.0.1, port 5080, when nothing else was asked for.</summary>
    public static void ListenLocallyUnlessTold(WebApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        string[] told = ["urls", "http_ports", "https_ports"];
        if (told.All(name => string.IsNullOrEmpty(settings[name])) && !settings.GetSection("Kestrel:Endpoints").GetChildren().Any()) builder.WebHost.UseUrls(UsualAddress);
    }

    /// <inheritdoc/>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        // A test host has no address: nobody is to be greeted there.
        if (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is not { } address || organisation.DirectoryFile is not { } path) return;
        var tenant = DirectoryFile.Read(path, await File.ReadAllTextAsync(path, cancellationToken)).Organisation;
        var folder = Path.GetFullPath(settings["Database:DataFolder"] is { Length: > 0 } named ? named : ".data");
        var keys = await new LocalKeys(store, folder, clock).For(tenant, cancellationToken);
        await using var session = store.QuerySession(tenant);
        var title = (await session.LoadAsync<Organisation>(StreamKeys.Organisation(tenant), cancellationToken))?.Title ?? tenant;
        var people = await session.LoadManyAsync<Person>(cancellationToken, [.. keys.Keys.Select(StreamKeys.Person)]);
        var cards = await PersonCard.Of(session, keys.Keys, cancellationToken);
        var lines = people.ToDictionary(person => StreamKeys.IdOf(person.Id)).OrderBy(person => person.Key, StringComparer.Ordinal)
            .Select(person => LocalPerson.Of(person.Value, cards.GetValueOrDefault(person.Key), keys[person.Key]));
        Console.Out.Write(LocalGreeting.Text(address, new(tenant, title), [.. lines], colour: !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null));
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
