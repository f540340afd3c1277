using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Governance.Database;

/// <summary>Stops a postmaster: first fast (sessions are ended, everything is written), then, when that takes too long, at once.</summary>
internal static class Shutdown
{
    // PostgreSQL's documentation, 19.5 Shutting Down the Server: SIGINT is fast, SIGQUIT is immediate and recovers at the next start.
    private static readonly (int Signal, TimeSpan Patience)[] Requests = [(2, TimeSpan.FromSeconds(60)), (3, TimeSpan.FromSeconds(10))];

    /// <summary>Asks the process to stop, and waits until it has.</summary>
    /// <param name="pid">A process that was proven to be the postmaster.</param>
    /// <param name="lives">Proves so again, before each signal.</param>
    /// <returns>False when it is still there.</returns>
    public static async Task<bool> RequestAsync(int pid, Func<Task<bool>> lives)
    {
        foreach (var (signal, patience) in Requests)
        {
            if (!await lives()) return true;
            _ = Kill(pid, signal);
            for (var asked = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(asked) < patience; await Task.Delay(20))
                if (!await lives())
                    return true;
        }

        return false;
    }

    [DllImport("libc", EntryPoint = "kill"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
