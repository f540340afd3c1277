namespace Governance.Host.Tests.Audit.Ledger;

/// <summary>A service of a test's own, which ends with the test.</summary>
internal sealed record OwnService(Service Value) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Value.DisposeAsync();
}
