using Governance.Audit.Past;
using Governance.Shared;

namespace Governance.Platforms;

/// <summary>A platform, for owners of accounts there.</summary>
/// <param name="Name">Its name for machines.</param>
/// <param name="Title">For people.</param>
/// <param name="Aliases">Other names it is asked for by.</param>
/// <param name="Hosts">Its hosts; each counts with <c>www.</c> too.</param>
/// <param name="Handles">What a handle is there, for people.</param>
/// <param name="FoldsCase">Whether handles differing only in case are one account.</param>
/// <param name="HasId">Whether the platform has an immutable id, which a rename keeps.</param>
/// <param name="Closed">Since when and why there are no accounts any more, or null.</param>
/// <param name="Notices">What whoever claims an account there must know.</param>
/// <param name="Proofs">The proofs that work there, strongest first.</param>
/// <param name="Died">Proofs that worked once.</param>
public sealed record PlatformView(
    string Name, string Title, IReadOnlyList<string> Aliases, IReadOnlyList<string> Hosts, string Handles, bool FoldsCase, bool HasId, string? Closed,
    IReadOnlyList<string> Notices, IReadOnlyList<ProofView> Proofs, IReadOnlyList<DeadProof> Died)
{
    /// <summary>The view of a platform.</summary>
    public static PlatformView Of(Platform platform) => new(
        platform.Name, platform.Title, platform.Aliases, platform.Hosts, platform.Handles, platform.FoldsCase, platform.HasId, platform.Closed,
        platform.Notices, [.. platform.Proofs.Select(proof => new ProofView(proof.Method, proof.Needs))], platform.Died);
}

/// <summary>A proof that works on a platform.</summary>
/// <param name="Method">Its name, such as <c>oembed</c>.</param>
/// <param name="Needs">What the owner of the account does.</param>
public sealed record ProofView(string Method, string Needs);

/// <summary>GET /platforms.</summary>
public static class PlatformList
{
    /// <summary>Maps the read.</summary>
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/platforms", Get)
        .WithTags("Platforms").WithName("listPlatforms").WithSummary("List the platforms, and how an account on each is proved")
        .WithDescription("By name. The proofs are those that work today, strongest first; those that died say what became of them.")
        .Produces<Page<PlatformView>>().ProducesProblem(StatusCodes.Status400BadRequest).AnswersOfNowOnly("What the service knows of platforms comes with the service, and is no part of what it records.");

    private static Reply Get([AsParameters] PageQuery page, PlatformShelf shelf, HttpContext http)
    {
        if (page.Fault(parts: 1) is { } fault) return Problem.Reply(http, fault);
        var platforms = shelf.All.OrderBy(platform => platform.Name, StringComparer.Ordinal)
            .Where(platform => page.After is not [var after] || string.CompareOrdinal(platform.Name, after) > 0).Take(page.Size + 1);
        return Reply.Ok(Page<PlatformView>.Of([.. platforms.Select(PlatformView.Of)], page.Size, platform => [platform.Name]));
    }
}
