using System.Globalization;
using System.Text.RegularExpressions;

namespace Governance.Database;

/// <summary>An installed PostgreSQL.</summary>
/// <param name="Folder">Holds <c>postgres</c> and <c>initdb</c>.</param>
/// <param name="Version">As the server says it, such as 15.18.</param>
/// <param name="Major">The part of the version that a cluster is bound to.</param>
internal sealed partial record PostgresBinaries(string Folder, string Version, int Major)
{
    /// <summary>The oldest PostgreSQL that the service works with.</summary>
    public const int OldestMajor = 15;

    private static readonly (string Parent, string Pattern, string Bin)[] Distributions =
    [
        ("/usr/lib/postgresql", "*", "bin"), // Debian, Ubuntu
        ("/usr", "pgsql-*", "bin"), // PostgreSQL's own packages for Red Hat
        ("/usr/libexec", "postgresql*", ""), // Alpine
        ("/opt/homebrew/opt", "postgresql*", "bin"),
        ("/usr/local/opt", "postgresql*", "bin"),
    ];

    /// <summary>Where PostgreSQL may lie: the folders of the search path, then those of the distributions.</summary>
    public static IEnumerable<string> UsualFolders =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Concat(Distributions.Where(x => System.IO.Directory.Exists(x.Parent))
            .SelectMany(x => System.IO.Directory.EnumerateDirectories(x.Parent, x.Pattern).Select(found => Path.Combine(found, x.Bin))));

    /// <summary>The newest PostgreSQL in the folders, or the one that made the cluster.</summary>
    /// <param name="folders">Where to look.</param>
    /// <param name="clusterMajor">The version that the cluster is bound to, or null when there is none yet.</param>
    /// <exception cref="StartFailure">There is none that fits.</exception>
    public static async Task<PostgresBinaries> FindAsync(IEnumerable<string> folders, int? clusterMajor)
    {
        var installed = new List<PostgresBinaries>();
        foreach (var folder in folders.Where(HoldsServer).Select(Resolved).Distinct())
            if (await LookAsync(folder) is { } found)
                installed.Add(found);

        return installed.Where(x => x.Major >= OldestMajor && x.Major == (clusterMajor ?? x.Major)).MaxBy(x => x.Major)
            ?? throw new StartFailure(WhyNot(installed, clusterMajor));
    }

    private static bool HoldsServer(string folder) => File.Exists(Path.Combine(folder, "postgres")) && File.Exists(Path.Combine(folder, "initdb"));

    // A distribution may link single programs into the search path: the programs expect their siblings beside the real file.
    private static string Resolved(string folder)
    {
        var postgres = new FileInfo(Path.Combine(folder, "postgres"));
        var real = postgres.ResolveLinkTarget(returnFinalTarget: true)?.FullName;
        return real is not null && HoldsServer(Path.GetDirectoryName(real)!) ? Path.GetDirectoryName(real)! : folder;
    }

    private static async Task<PostgresBinaries?> LookAsync(string folder)
    {
        var said = await Command.RunAsync([Path.Combine(folder, "postgres"), "--version"]);
        var version = VersionIn().Match(said.Output);
        return said.Succeeded && version.Success
            ? new PostgresBinaries(folder, version.Value, int.Parse(version.Groups["major"].Value, CultureInfo.InvariantCulture))
            : null;
    }

    private static string WhyNot(List<PostgresBinaries> installed, int? clusterMajor)
    {
        var found = installed.Count == 0 ? "none was found" : $"only {string.Join(", ", installed.Select(x => x.Version))} was found";
        return clusterMajor is { } major && major >= OldestMajor
            ? $"The data folder was made by PostgreSQL {major}, and {found}: install PostgreSQL {major} again, or move the data to the new version with pg_upgrade."
            : $"PostgreSQL {OldestMajor} or later is needed, and {found}: install it (for example apt-get install postgresql), name its folder with Database__Binaries=/some/bin, or name your own server with ConnectionStrings__Governance.";
    }

    [GeneratedRegex(@"(?<=\(PostgreSQL\) )(?<major>\d{1,4})[\w.]*", RegexOptions.CultureInvariant)]
    private static partial Regex VersionIn();
}
