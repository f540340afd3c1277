using System.Globalization;
using System.Runtime.Versioning;
using System.Text;

namespace Governance.Database;

/// <summary>
/// The folder that holds everything the service keeps on disk, locked for one service while this object lives:
/// <c>lock</c>, <c>pid</c> (whose the lock is) and <c>postgres</c> (the cluster with its socket, or a link to it).
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class DataFolder : IDisposable
{
    // sun_path, without its closing zero: unix(7) on Linux, unix(4) on macOS.
    private static readonly int LongestSocketPath = OperatingSystem.IsMacOS() ? 103 : 107;

    // EWOULDBLOCK: somebody else holds the lock.
    private static readonly int WouldBlock = OperatingSystem.IsMacOS() ? 35 : 11;

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>The finished cluster: a folder, or a link to one.</summary>
    public string Cluster => ClusterIn(Path);

    /// <summary>Where the cluster really lies: PostgreSQL is started there, and known by it.</summary>
    public string RealCluster => System.IO.Path.GetFullPath(new FileInfo(Cluster).LinkTarget ?? Cluster, Path);

    /// <summary>The cluster while it is being made; whatever lies there at a start is left over from one that did not finish.</summary>
    public string Unfinished => Cluster + ".new";

    /// <summary>The major version of PostgreSQL that made the cluster, or null when there is none yet.</summary>
    public int? MajorVersion =>
        System.IO.Directory.Exists(Cluster) ? int.Parse(File.ReadAllText(System.IO.Path.Combine(Cluster, "PG_VERSION")), CultureInfo.InvariantCulture) : null;

    /// <summary>The full path of the data folder that the settings name.</summary>
    public static string PathFrom(IConfiguration settings) =>
        settings["Database:DataFolder"] is { Length: > 0 } named ? System.IO.Path.GetFullPath(named) : System.IO.Path.GetFullPath(".data");

    /// <summary>The cluster's place in the data folder at <paramref name="path"/>.</summary>
    public static string ClusterIn(string path) => System.IO.Path.Combine(path, "postgres");

    /// <summary>Makes the folder where it is missing, and takes it for this process.</summary>
    /// <exception cref="StartFailure">Another service has it, it cannot be written, or its path cannot hold a socket.</exception>
    public static DataFolder Lock(string path)
    {
        CheckPath(path);
        try
        {
            // As root PostgreSQL runs under an account of its own, which must be able to walk through to its cluster.
            System.IO.Directory.CreateDirectory(path, Environment.IsPrivilegedProcess ? Private | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : Private);
            var held = new FileStream(System.IO.Path.Combine(path, "lock"), new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            File.WriteAllText(PidIn(path), $"{Environment.ProcessId}\n");
            return new DataFolder(path, held);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failure(path, e);
        }
    }

    /// <summary>Gives the folder back.</summary>
    public void Dispose() => _lock.Dispose();

    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Why the data folder cannot be used, after the file system refused something in it.</summary>
    internal static StartFailure Failure(string path, Exception e) => new(WhyNot(path, e), e);

    private static string PidIn(string path) => System.IO.Path.Combine(path, "pid");

    private static void CheckPath(string path)
    {
        var socket = System.IO.Path.Combine(ClusterIn(path), ".s.PGSQL.5432");
        var spare = LongestSocketPath - Encoding.UTF8.GetByteCount(socket);
        if (spare < 0)
            throw new StartFailure($"The path of the data folder {path} is {-spare} bytes too long for a socket in it: name a shorter one with Database__DataFolder=/some/folder.");
        if (path.Contains(',', StringComparison.Ordinal))
            throw new StartFailure($"The path of the data folder {path} has a comma, which a connection string reads as two hosts: name another with Database__DataFolder=/some/folder.");
    }

    private static string WhyNot(string path, Exception e) => e switch
    {
        UnauthorizedAccessException => $"The data folder {path} cannot be written by {Environment.UserName}: start the service as the account it belongs to, or name another folder with Database__DataFolder=/some/folder.",
        _ when e.HResult == WouldBlock && Holder(path) is { } pid => $"Another service, process {pid}, is using the data folder {path}: stop that one first, or give this one its own with Database__DataFolder=/some/folder.",
        _ => $"The data folder {path} cannot be used ({e.Message.TrimEnd('.')}): make room or mend it, or name another with Database__DataFolder=/some/folder.",
    };

    private static int? Holder(string path)
    {
        try
        {
            return int.TryParse(File.ReadAllText(PidIn(path)), CultureInfo.InvariantCulture, out var pid) ? pid : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
