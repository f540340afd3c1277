using Governance.Approvals;
using Governance.Database;
using Governance.Privacy;
using Governance.Shared;
using Marten;

namespace Governance.Directory;

/// <summary>
/// Founds an organisation from its directory file on the first start: areas, groups, people and the first flows, each a fact that says
/// where it came from. An organisation that exists is left alone, but for the flow that flows are adopted under when it has none. All of it is one transaction: a crash leaves nothing half founded.
/// </summary>
public sealed class Founding(IDocumentStore store, PersonalKeys ring, OrganisationSettings settings, ILogger<Founding> log) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.DirectoryFile is not { } path) return;
        try
        {
            var file = DirectoryFile.Read(path, await File.ReadAllTextAsync(path, cancellationToken));
            if (await Found(store, ring, file, settings.FlowsFolder, Path.GetFileName(path), cancellationToken))
                log.LogInformation("Founded {Organisation} with {People} people", file.Organisation, file.People.Count);
        }
        catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new StartFailure($"The organisation cannot be founded: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Founds the organisation unless it exists, and says whether it did.</summary>
    public static async Task<bool> Found(IDocumentStore store, PersonalKeys ring, DirectoryFile file, string flowsFolder, string source, CancellationToken cancellation)
    {
        await using var session = store.LightweightSession(file.Organisation);
        new Origin(Caller.Founder, null, $"founding:{file.Organisation}", $"file:{source}").Stamp(session);
        var exists = await session.LoadAsync<Organisation>(StreamKeys.Organisation(file.Organisation), cancellation) is not null;
        if (!exists) Start(session, ring, file);
        var adopted = exists ? await FlowFounding.Govern(session, flowsFolder, cancellation) : await FlowFounding.Adopt(session, flowsFolder, cancellation) > 0;
        if (!exists || adopted) await session.SaveChangesAsync(cancellation);
        return !exists;
    }

    private static void Start(IDocumentSession session, PersonalKeys ring, DirectoryFile file)
    {
        var signIns = new SignIns(ring, session);
        session.Events.StartStream<Organisation>(StreamKeys.Organisation(file.Organisation),
            [new OrganisationFounded(file.Title), .. file.Areas.Select(area => new AreaOpened(area.Key, area.Value))]);
        foreach (var (group, title) in file.Groups) session.Events.StartStream<Group>(StreamKeys.Group(group), new GroupFormed(title));
        foreach (var person in file.People)
        {
            session.Events.StartStream<Person>(StreamKeys.Person(person.Id), person.Facts(file.Organisation));
            if (person.SignIn is { } subject) signIns.Become(person.Id, subject);
        }
    }
}

/// <summary>Which organisation a fresh service founds.</summary>
/// <param name="DirectoryFile">The directory file, or null to found none.</param>
/// <param name="FlowsFolder">Where the first flows come from.</param>
public sealed record OrganisationSettings(string? DirectoryFile, string FlowsFolder)
{
    /// <summary>
    /// From <c>Organisation:Directory</c> and <c>Organisation:Flows</c>. Absent, local mode founds the sample organisation that comes with the
    /// program; a service with a provider of its own founds none.
    /// </summary>
    public static OrganisationSettings From(IConfiguration settings)
    {
        var data = Path.Combine(AppContext.BaseDirectory, "policies");
        var sample = string.IsNullOrEmpty(settings["SignIn:Authority"]) ? Path.Combine(data, "directory.yaml") : null;
        return new(settings["Organisation:Directory"] ?? sample, settings["Organisation:Flows"] ?? Path.Combine(data, "flows"));
    }
}
