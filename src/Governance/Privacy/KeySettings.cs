using Governance.Audit.Ledger;

namespace Governance.Privacy;

/// <summary>Where the keys of personal data are: in <c>people</c> in the folder of keys, a folder for each database.</summary>
/// <param name="Folder">Full path of the folder of keys.</param>
public sealed record KeySettings(string Folder)
{
    /// <summary>
    /// From <c>Keys:Folder</c>; absent, <c>keys</c> in the data folder, whoever's the database is: a service that finds another folder than
    /// the one its database was written with refuses to start, so a forgotten one is noticed at once.
    /// </summary>
    public static KeySettings From(IConfiguration settings) => new(KeyRing.FolderFrom(settings));
}
