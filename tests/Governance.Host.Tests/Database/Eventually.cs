using System.Diagnostics;

namespace Governance.Host.Tests.Database;

/// <summary>Waits for a fact, not for a time: looks until it is so, and fails when it is not after a minute.</summary>
public static class Eventually
{
    public static Task IsTrue(Func<bool> fact, string what) => IsTrue(() => Task.FromResult(fact()), what);

    public static async Task IsTrue(Func<Task<bool>> fact, string what)
    {
        for (var began = Stopwatch.GetTimestamp(); !await fact(); await Task.Delay(20))
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(1), $"never so: {what}");
    }
}
