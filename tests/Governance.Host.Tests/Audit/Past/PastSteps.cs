using System.Globalization;
using Governance.Host.Tests.Audit.Ledger;

namespace Governance.Host.Tests.Audit.Past;

/// <summary>Points of the log that tests read as of.</summary>
internal static class PastSteps
{
    /// <summary>The position that holds all that was recorded before, and is signed.</summary>
    public static async Task<long> Position(this Acme acme)
    {
        await acme.Service.Logged();
        return await acme.Service.Ask<long>("select max(size) from audit.checkpoints where tenant = $1", acme.Tenant);
    }

    /// <summary>A moment at which all that was recorded before was signed, as a query says it.</summary>
    public static async Task<string> Moment(this Acme acme)
    {
        await acme.Service.Logged();
        return Said(await acme.Service.Ask<DateTime>("select clock_timestamp()"));
    }

    public static string Said(DateTime at) => Uri.EscapeDataString(at.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));

    /// <summary>A read as of a position.</summary>
    public static Task<Answer> At(this Acme acme, long position, string person, string path) =>
        acme.Get(person, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}position={position.ToString(CultureInfo.InvariantCulture)}");
}
