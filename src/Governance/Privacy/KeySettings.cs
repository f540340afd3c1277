namespace Governance.Privacy;

/// <summary>Where the keys of personal data are.</summary>
/// <param name="Folder">Full path of the key folder.</param>
public sealed record KeySettings(string Folder)
{
    /// <summary>
    /// From <c>Governance:Keys:Folder</c>; absent, <c>keys</c> in the data folder, whoever's the database is: a service that finds another
    /// key folder than the one its database was written with refuses to start, so a forgotten one is noticed at once.
    /// </summary>
    public static KeySettings From(IConfiguration settings) =>
        new(settings["Governance:Keys:Folder"] is { Length: > 0 } named ? Path.GetFullPath(named) : Path.Combine(Path.GetFullPath(settings["Database:DataFolder"] is { Length: > 0 } data ? data : ".data"), "keys"));
}
