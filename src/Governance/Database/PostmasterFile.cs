using System.Globalization;
using System.Text;

namespace Governance.Database;

/// <summary>What <c>postmaster.pid</c> in a cluster says. It outlives a killed server, so it is a claim and no proof.</summary>
/// <param name="Cluster">The cluster's real folder.</param>
/// <param name="Pid">The process that wrote it.</param>
/// <param name="Ready">True when that process said that it takes connections.</param>
internal sealed record PostmasterFile(string Cluster, int Pid, bool Ready)
{
    /// <summary>Reads the file; null when there is none, or it is not complete yet.</summary>
    public static PostmasterFile? Read(string cluster)
    {
        try
        {
            var lines = File.ReadAllLines(Path.Combine(cluster, "postmaster.pid"));
            return lines.Length > 0 && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var pid) && pid > 0
                ? new PostmasterFile(cluster, pid, lines.Length > 7 && lines[7].Trim() == "ready")
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>
    /// True when the process lives and is the postmaster of this very cluster, proven by its command line.
    /// Another process that took over the number is not, and neither is a zombie, which has no command line.
    /// </summary>
    public async Task<bool> IsProvenAsync()
    {
        var words = await CommandLineAsync();
        return Path.GetFileName(words.FirstOrDefault()) is "postgres" or "postmaster"
            && words.Zip(words.Skip(1)).Any(pair => pair.First == "-D" && pair.Second == Cluster);
    }

    private async Task<string[]> CommandLineAsync()
    {
        if (OperatingSystem.IsMacOS())
        {
            // ps joins the words by spaces: put the folder back together by what must follow it.
            var line = (await Command.RunAsync(["ps", "-ww", "-o", "command=", "-p", Pid.ToString(CultureInfo.InvariantCulture)])).Output.Trim();
            return line.Contains($" -D {Cluster} -c ", StringComparison.Ordinal) ? [line.Split(' ')[0], "-D", Cluster] : [];
        }

        try
        {
            return Encoding.UTF8.GetString(await File.ReadAllBytesAsync($"/proc/{Pid}/cmdline")).Split('\0');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
