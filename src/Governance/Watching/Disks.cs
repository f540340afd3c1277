using System.Globalization;
using Governance.Audit.Ledger;
using Governance.Database;

namespace Governance.Watching;

/// <summary>How much room there is where a folder lies.</summary>
/// <param name="Folder">data, keys, or database: that of the private PostgreSQL.</param>
/// <param name="Free">How many bytes this service may still write.</param>
/// <param name="Size">How many bytes the file system has.</param>
public sealed record DiskSpace(string Folder, long Free, long Size);

/// <summary>The file systems that the service writes to. Where an operator's own database lies is for the operator to watch.</summary>
public sealed class Disks(IConfiguration settings, DatabaseConnection connection)
{
    private const string LowSetting = "Watch:LowDiskBytes";

    private readonly string data = Path.GetFullPath(settings["Database:DataFolder"] is { Length: > 0 } named ? named : ".data");
    private readonly string keys = KeyRing.FolderFrom(settings);

    /// <summary>With less than this free somebody must look.</summary>
    public long LowBytes { get; } = LowBytesFrom(settings);

    /// <summary>What the settings say of it, or 1 GiB.</summary>
    /// <exception cref="StartFailure">They do not say it in bytes.</exception>
    public static long LowBytesFrom(IConfiguration settings) =>
        settings[LowSetting] is not { Length: > 0 } said ? ReadinessDecider.LowBytes
        : long.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes
        : throw new StartFailure($"{LowSetting} is {said}, which is no number of bytes: write it like 1073741824, or leave it out.");

    /// <summary>What there is now; a file system that does not say is left out.</summary>
    public IReadOnlyList<DiskSpace> Look() => [.. Folders().Select(folder => Of(folder.Name, folder.Path)).OfType<DiskSpace>()];

    private IEnumerable<(string Name, string Path)> Folders()
    {
        yield return ("data", data);
        yield return ("keys", keys);
        if (!connection.Private || OperatingSystem.IsWindows()) yield break;
        // The cluster may lie elsewhere, with a link to it here.
        var cluster = DataFolder.ClusterIn(data);
        yield return ("database", Path.GetFullPath(new FileInfo(cluster).LinkTarget ?? cluster, data));
    }

    private static DiskSpace? Of(string name, string path)
    {
        while (!System.IO.Directory.Exists(path) && Path.GetDirectoryName(path) is { } above) path = above;
        try
        {
            var drive = new DriveInfo(path);
            return new DiskSpace(name, drive.AvailableFreeSpace, drive.TotalSize);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
