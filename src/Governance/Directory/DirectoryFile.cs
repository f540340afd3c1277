using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Governance.Directory;

/// <summary>An organisation as a file: <c>policies/directory.yaml</c>.</summary>
public sealed class DirectoryFile
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

    /// <summary>Reads a file's text; throws <see cref="FormatException"/> with file, line and reason when it is not a directory.</summary>
    public static DirectoryFile Read(string file, string text)
    {
        try
        {
            return new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).WithDuplicateKeyChecking().Build().Deserialize<DirectoryFile>(text)
                ?? throw new FormatException($"{file}:1: the file is empty");
        }
        catch (YamlException error)
        {
            throw new FormatException($"{file}:{error.Start.Line}: {error.InnerException?.Message ?? error.Message}", error);
        }
    }
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

    /// <summary>The facts of their joining, in order.</summary>
    public IEnumerable<PersonEvent> Facts() =>
    [
        new PersonJoined(Area, Grade),
        .. Roles.Select(role => role.Split('@', 2) is [var name, var area] ? new RoleGranted(name, area) : new RoleGranted(role, null)),
        .. Groups.Select(group => new GroupJoined(group)),
        .. Relations.Select(relation => new RelationStated(relation.Key, relation.Value)),
    ];
}
