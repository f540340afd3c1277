using System.Text.RegularExpressions;
using Governance.Privacy;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Governance.Directory;

/// <summary>An organisation as a file: <c>policies/directory.yaml</c>.</summary>
public sealed partial class DirectoryFile
{
    /// <summary>The organisation's id: the tenant.</summary>
    public string Organisation { get; init; } = "";

    /// <summary>Its name.</summary>
    public string Title { get; init; } = "";

    /// <summary>Area ids and titles.</summary>
    public Dictionary<string, string> Areas { get; init; } = [];

    /// <summary>Group ids and titles.</summary>
    public Dictionary<string, string> Groups { get; init; } = [];

    /// <summary>Who is there.</summary>
    public List<DirectoryFilePerson> People { get; init; } = [];

    /// <summary>The same organisation under another id.</summary>
    public DirectoryFile Named(string organisation) => new() { Organisation = organisation, Title = Title, Areas = Areas, Groups = Groups, People = People };

    /// <summary>Reads a file's text; throws <see cref="FormatException"/> with file, reason and where possible the line when it is not a directory.</summary>
    public static DirectoryFile Read(string file, string text)
    {
        try
        {
            var read = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).WithDuplicateKeyChecking().Build().Deserialize<DirectoryFile>(text)
                ?? throw new FormatException($"{file}:1: the file is empty");
            return read.Faults().ToList() is { Count: > 0 } faults ? throw new FormatException(string.Join(Environment.NewLine, faults.Select(fault => $"{file}: {fault}"))) : read;
        }
        catch (YamlException error)
        {
            throw new FormatException($"{file}:{error.Start.Line}: {error.InnerException?.Message ?? error.Message}", error);
        }
        catch (InvalidOperationException error)
        {
            // The YAML library's answer to some broken structures.
            throw new FormatException($"{file}: this is not well-formed YAML", error);
        }
    }

    private IEnumerable<string> Faults()
    {
        if (!Name().IsMatch(Organisation)) yield return "organisation must be 2 to 63 lower-case letters, digits and hyphens, beginning with a letter";
        if (Title.Length == 0) yield return "title is missing";
        foreach (var name in Areas.Keys.Concat(Groups.Keys).Where(name => !Name().IsMatch(name))) yield return $"`{name}` is no id for an area or a group";
        foreach (var id in People.CountBy(person => person.Id).Where(id => id.Value > 1)) yield return $"`{id.Key}` stands there {id.Value} times";
        foreach (var fault in People.SelectMany(Faults)) yield return fault;
        if (!People.Any(person => person.Roles.Contains(Access.Roles.Administrator))) yield return "nobody is administrator, so nobody could ever change anything";
    }

    private IEnumerable<string> Faults(DirectoryFilePerson person)
    {
        if (!Name().IsMatch(person.Id)) yield return $"`{person.Id}` is no id for a person";
        if (person.Name.Length == 0) yield return $"{person.Id} has no name";
        var areas = person.Facts(Organisation).OfType<RoleGranted>().Select(role => role.Area).Append(person.Area).OfType<string>();
        foreach (var area in areas.Where(area => !Areas.ContainsKey(area)).Distinct()) yield return $"{person.Id}: there is no area `{area}`";
        foreach (var group in person.Groups.Where(group => !Groups.ContainsKey(group))) yield return $"{person.Id}: there is no group `{group}`";
        foreach (var other in person.Relations.Values.Where(other => People.All(known => known.Id != other))) yield return $"{person.Id}: there is no person `{other}`";
    }

    [GeneratedRegex(@"^[a-z][a-z0-9-]{1,62}\z")]
    private static partial Regex Name();
}

/// <summary>One person in the file.</summary>
public sealed class DirectoryFilePerson
{
    /// <summary>The pseudonymous id, such as p-1001.</summary>
    public string Id { get; init; } = "";

    /// <summary>What colleagues call them.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where they are reached, or null.</summary>
    public string? Email { get; init; }

    /// <summary>Their subject at the OpenID provider, or null.</summary>
    public string? SignIn { get; init; }

    /// <summary>Where they work, or null.</summary>
    public string? Area { get; init; }

    /// <summary>Their grade, or null.</summary>
    public int? Grade { get; init; }

    /// <summary>Roles, each <c>role</c> or <c>role@area</c>.</summary>
    public List<string> Roles { get; init; } = [];

    /// <summary>Groups they belong to.</summary>
    public List<string> Groups { get; init; } = [];

    /// <summary>Who is what to them.</summary>
    public Dictionary<string, string> Relations { get; init; } = [];

    /// <summary>The facts of their joining an organisation, in order.</summary>
    public IEnumerable<PersonEvent> Facts(string organisation) =>
    [
        new PersonJoined(Area, Grade, Personal.Of(new(organisation, Id), Name), Personal.OfAny(new(organisation, Id), Email), Personal.OfAny(new(organisation, Id), SignIn)),
        .. Roles.Select(role => role.Split('@', 2) is [var name, var area] ? new RoleGranted(name, area) : new RoleGranted(role, null)),
        .. Groups.Select(group => new GroupJoined(group)),
        .. Relations.Select(relation => new RelationStated(relation.Key, relation.Value)),
    ];
}
