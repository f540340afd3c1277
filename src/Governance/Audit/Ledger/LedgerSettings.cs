using System.Security.Cryptography;
using System.Text;

namespace Governance.Audit.Ledger;

/// <summary>What an operator says of the ledger.</summary>
/// <param name="Host">The first part of every log's name, by which the world knows this installation, such as governance.acme.example.</param>
/// <param name="Witnesses">Witnesses that every checkpoint is sent to.</param>
public sealed record LedgerSettings(string Host, IReadOnlyList<WitnessSettings> Witnesses)
{
    /// <summary>Reads <c>Ledger:Host</c> and <c>Ledger:Witnesses</c>.</summary>
    public static LedgerSettings Of(IConfiguration settings) => new(
        settings["Ledger:Host"] is { Length: > 0 } host ? host : "localhost",
        [.. settings.GetSection("Ledger:Witnesses").GetChildren().Select(one => new WitnessSettings(one["Url"] ?? "", one["Key"] ?? ""))]);

    /// <summary>The name of an organisation's log.</summary>
    public string Origin(string tenant)
    {
        // Names of ours stay as they are; whatever else somebody wrote into the database must not keep the other logs from being written.
        var name = Uri.EscapeDataString(tenant);
        return $"{Host}/governance/{(name.Length <= LongestName ? name : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(tenant))))}";
    }

    private const int LongestName = 200;
}

/// <summary>One witness.</summary>
/// <param name="Url">The address under which it takes checkpoints (C2SP tlog-witness, submission prefix).</param>
/// <param name="Key">Its verifier key.</param>
public sealed record WitnessSettings(string Url, string Key);
