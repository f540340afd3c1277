using System.Runtime.Versioning;

namespace Governance.Database;

/// <summary>Makes a cluster. It appears under its name only when it is complete, so a start that was killed leaves nothing half done.</summary>
[UnsupportedOSPlatform("windows")]
internal static class NewCluster
{
    // Where a cluster lies when PostgreSQL's account cannot walk to the data folder, as in root's home.
    private const string Elsewhere = "/var/lib/governance";

    /// <summary>Makes the cluster of <paramref name="folder"/>: checksums, UTF-8, C locale, and only the service's account may enter.</summary>
    /// <exception cref="StartFailure">It could not be made.</exception>
    public static async Task CreateAsync(DataFolder folder, PostgresBinaries binaries, ServerAccount account, ILogger log, CancellationToken cancel)
    {
        Discard(folder.Unfinished);
        var place = await PlaceAsync(folder, account);
        log.LogInformation("Creating a private PostgreSQL {Version} database in {Folder}", binaries.Version, place == folder.Unfinished ? folder.Cluster : place);

        await Run([
            Path.Combine(binaries.Folder, "initdb"), "--pgdata", place, "--username", ClusterSettings.Administrator, "--auth=peer",
            "--encoding=UTF8", "--locale=C", "--data-checksums", "--no-instructions",
        ]);
        await Run(
            [Path.Combine(binaries.Folder, "postgres"), "--single", "-D", place, "-c", "exit_on_error=on", ClusterSettings.Administrator],
            $"CREATE ROLE {ClusterSettings.Owner} LOGIN\nCREATE DATABASE {ClusterSettings.Owner} OWNER {ClusterSettings.Owner}\n");
        await File.WriteAllTextAsync(Path.Combine(place, "pg_hba.conf"), $"local all {ClusterSettings.Owner},{ClusterSettings.Administrator} peer map=service\n", cancel);
        await File.WriteAllTextAsync(Path.Combine(place, "pg_ident.conf"), $"service \"{Environment.UserName}\" {ClusterSettings.Owner}\nservice \"{Environment.UserName}\" {ClusterSettings.Administrator}\n", cancel);

        System.IO.Directory.Move(folder.Unfinished, folder.Cluster);
        // The name must outlive a power cut as surely as the facts beneath it.
        await Command.RunAsync(["sync", folder.Path], cancel: cancel);

        async Task Run(string[] words, string input = "")
        {
            var done = await account.RunAsync(words, input, cancel);
            if (!done.Succeeded) throw Complaint.Over(folder.Path, done.Output.Split('\n'));
        }
    }

    private static async Task<string> PlaceAsync(DataFolder folder, ServerAccount account)
    {
        var place = folder.Unfinished;
        if (account.Separate && !(await account.RunAsync(["test", "-x", folder.Path])).Succeeded)
        {
            place = Path.Combine(Elsewhere, Guid.NewGuid().ToString("N"));
            File.CreateSymbolicLink(folder.Unfinished, place);
        }

        System.IO.Directory.CreateDirectory(place);
        File.SetUnixFileMode(place, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (account.Separate) await Command.RunAsync(["chown", $"{account.Name}:", place]);
        return place;
    }

    private static void Discard(string unfinished)
    {
        if (new FileInfo(unfinished).LinkTarget is { } place)
        {
            if (Path.GetDirectoryName(place) == Elsewhere && System.IO.Directory.Exists(place)) System.IO.Directory.Delete(place, recursive: true);
            File.Delete(unfinished);
        }
        else if (System.IO.Directory.Exists(unfinished))
        {
            System.IO.Directory.Delete(unfinished, recursive: true);
        }
    }
}
