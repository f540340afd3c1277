using System.Text.Json;
using System.Text.RegularExpressions;
using Governance.Host.Tests.Database;
using Governance.Ledger;

namespace Governance.Host.Tests.Demo;

/// <summary>The real service in local mode with a database of its own, as ops/run starts it.</summary>
public sealed partial class LocalService : IAsyncLifetime
{
    private readonly ScratchFolder _scratch = new();
    private ServiceProcess _process = null!;

    public string Url => Address().Match(_process.Output).Groups[1].Value;

    public string Keys => Path.Combine(_scratch.DataFolder, "local-keys.json");

    /// <summary>The verifier key of the organisation's log, as its operator would hand it out.</summary>
    public string LogKey
    {
        get
        {
            using var signer = NoteSigner.Of("localhost/governance/acme", NoteKeyType.Ed25519, Convert.FromBase64String(File.ReadAllText(Path.Combine(_scratch.DataFolder, "keys", "log.key"))));
            return signer.Verifier.ToString();
        }
    }

    public string ConnectionString => _scratch.ConnectionString;

    public string KeyOf(string person) => JsonDocument.Parse(File.ReadAllText(Keys)).RootElement.GetProperty(person).GetString()!;

    public async ValueTask InitializeAsync()
    {
        _process = new ServiceProcess(("Database__DataFolder", _scratch.DataFolder));
        await _process.SaysAsync("Paste one of these");
    }

    public ValueTask DisposeAsync()
    {
        _process.Dispose();
        _scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    [GeneratedRegex("is served at (http://127[.]0[.]0[.]1:[0-9]+)")]
    private static partial Regex Address();
}
