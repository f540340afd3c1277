using System.Diagnostics;
using System.Globalization;
using Governance.Database;

namespace Governance.Benchmarks;

/// <summary>PostgreSQL's own load: what the database does of a job when nothing is in front of it.</summary>
internal static class PgBench
{
    /// <summary>Whether the program is there; it comes with PostgreSQL's server or contrib packages.</summary>
    public static string? Program { get; } = Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, "pgbench")).FirstOrDefault(File.Exists);

    /// <summary>Transactions a second of a script, prepared, with so many clients.</summary>
    public static async Task<Pace> Run(string socketFolder, string script, int clients, TimeSpan time)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, script);
            var owner = DatabaseConnection.ToPrivateServer(socketFolder);
            var settings = new Npgsql.NpgsqlConnectionStringBuilder(owner.ConnectionString);
            var start = new ProcessStartInfo(Program!,
                ["--no-vacuum", "--protocol=prepared", $"--file={file}", $"--client={clients}", "--jobs=2", $"--time={time.TotalSeconds:0}", $"--host={socketFolder}", $"--username={settings.Username}", settings.Database!])
            { RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            if (process.ExitCode != 0) throw new InvalidOperationException(await complained);
            var told = await said;
            var latency = Figure(told, "latency average = ");
            return new Pace(Figure(told, "tps = "), latency, double.NaN, double.NaN);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static double Figure(string said, string name)
    {
        var from = said.IndexOf(name, StringComparison.Ordinal) + name.Length;
        return double.Parse(said[from..said.IndexOf(' ', from)], CultureInfo.InvariantCulture);
    }
}
