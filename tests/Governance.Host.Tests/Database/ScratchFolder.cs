namespace Governance.Host.Tests.Database;

/// <summary>A data folder for one test, with a short path, gone with the test.</summary>
public sealed class ScratchFolder : IDisposable
{
    private readonly string _path = TestCluster.NewFolder("governance-scratch-");

    public string DataFolder => Path.Combine(_path, "data");

    public string Cluster => Path.Combine(DataFolder, "postgres");

    public string Socket => Path.Combine(Cluster, ".s.PGSQL.5432");

    public string PidFile => Path.Combine(Cluster, "postmaster.pid");

    /// <summary>The process that the cluster's postmaster.pid names.</summary>
    public int PostmasterPid => int.Parse(File.ReadLines(PidFile).First(), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>That process, or null while there is none, or it has not said yet that it takes connections.</summary>
    public int? RunningPostmaster
    {
        get
        {
            try
            {
                return File.ReadAllLines(PidFile) is { Length: >= 8 } lines && lines[7].Trim() == "ready" && int.TryParse(lines[0], out var pid) && Processes.IsRunning(pid) ? pid : null;
            }
            catch (IOException)
            {
                // A server that starts makes the file anew.
                return null;
            }
        }
    }

    public string ConnectionString => $"Host={Cluster};Username=governance;Database=governance;Pooling=false;SSL Mode=Disable;Timeout=5";

    public void Dispose() => System.IO.Directory.Delete(_path, recursive: true);
}
