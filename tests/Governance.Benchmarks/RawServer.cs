using System.Diagnostics;
using Governance.Database;

namespace Governance.Benchmarks;

/// <summary>The hand-written endpoint as a process of its own, on the database of a running service.</summary>
internal sealed class RawServer(Process process, HttpClient http) : IDisposable
{
    /// <summary>Its client.</summary>
    public HttpClient Http => http;

    /// <summary>Starts it; on no database it only says hello.</summary>
    public static async Task<RawServer> Start(RunningService? service = null)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(RawEndpoint).Assembly.Location, "raw-endpoint", "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true };
        start.Environment["BENCH_CONNECTION"] = DatabaseConnection.ToPrivateServer(service?.ClusterFolder ?? Path.GetTempPath()).ConnectionString;
        var process = Process.Start(start)!;
        return new RawServer(process, new HttpClient { BaseAddress = await RunningService.AddressOf(process) });
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        http.Dispose();
    }
}
