using Governance.Ledger;
namespace Governance.Audit.Ledger;
/// <summary>stub</summary>
public sealed record LogCoordinate(string Origin, long Size, Hash Root, DateTime? SignedAt);
/// <summary>stub</summary>
public sealed class Coordinates
{
    /// <summary>stub</summary>
    public Task<LogCoordinate?> At(string tenant, DateTimeOffset moment, CancellationToken cancellation) => throw new NotImplementedException(tenant);
    /// <summary>stub</summary>
    public Task<LogCoordinate?> At(string tenant, long size, CancellationToken cancellation) => throw new NotImplementedException(tenant);
    /// <summary>stub</summary>
    public Task<long> Size(string tenant, CancellationToken cancellation) => throw new NotImplementedException(tenant);
}
/// <summary>stub</summary>
public sealed class LedgerBehindException() : Exception("");
/// <summary>stub</summary>
public sealed class LedgerService
{
    /// <summary>stub</summary>
    public Task<bool> CatchUp(TimeSpan patience, CancellationToken cancellation) => throw new NotImplementedException();
}
/// <summary>stub</summary>
public static class LedgerRules
{
    /// <summary>stub</summary>
    public static IResult AnswerBehind(HttpContext http) => throw new NotImplementedException();
}
