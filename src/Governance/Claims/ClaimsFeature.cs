using Governance.Approvals;
using Governance.Proofs;
using Governance.Shared;
using JasperFx.Events.Projections;
using Marten;
using Marten.Schema.Indexing.Unique;

namespace Governance.Claims;

/// <summary>Keeps <see cref="Claim"/> beside its stream.</summary>
public sealed class ClaimProjection() : FactsProjection<Claim, ClaimEvent>(ClaimDecider.Evolve);

/// <summary>Keeps <see cref="Dispute"/> beside its stream.</summary>
public sealed class DisputeProjection() : FactsProjection<Dispute, DisputeEvent>(DisputeDecider.Evolve);

/// <summary>Keeps <see cref="OrganisationDomains"/> beside its stream.</summary>
public sealed class DomainsProjection() : FactsProjection<OrganisationDomains, DomainEvent>(DomainDecider.Evolve);

/// <summary>Claims on accounts, their proofs, and disputes between them.</summary>
public static class ClaimsFeature
{
    /// <summary>Adds the facts, the states, and the kind of subject that approvers decide on.</summary>
    public static void AddClaims(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(services => ClaimSubject.Type(services.GetRequiredService<TimeProvider>(), services.GetRequiredService<FlowShelf>()));
        builder.Services.AddSingleton<PlatformProofs>();
        builder.Services.AddSingleton<CheckProof>(services => services.GetRequiredService<ProofChecker>().Check);
        builder.Services.ConfigureMarten(store =>
        {
            store.StoreFacts<ClaimEvent>();
            store.StoreFacts<DisputeEvent>();
            store.StoreFacts<DomainEvent>();
            store.Projections.Add<ClaimProjection>(ProjectionLifecycle.Inline);
            store.Projections.Add<DisputeProjection>(ProjectionLifecycle.Inline);
            store.Projections.Add<DomainsProjection>(ProjectionLifecycle.Inline);
            store.Schema.For<ChallengeToken>();
            store.Schema.For<Claim>().Duplicate(claim => claim.State).Duplicate(claim => claim.AccountId).Duplicate(claim => claim.Claimant)
                .Index([claim => claim.AccountId, claim => claim.Id], index => index.TenancyScope = TenancyScope.PerTenant)
                .Index([claim => claim.Claimant, claim => claim.Id], index => index.TenancyScope = TenancyScope.PerTenant);
            store.Schema.For<Dispute>().Duplicate(dispute => dispute.State).Duplicate(dispute => dispute.AccountId);
        });
    }

    /// <summary>Maps the reads; commands are found by themselves.</summary>
    public static void MapClaims(this WebApplication app)
    {
        app.MapGet("/claims", ReadClaims.List).WithTags("Claims").WithName("listClaims").WithSummary("Claims on accounts")
            .WithDescription("The newest first, filtered by account, claimant and state.").Produces<Page<ClaimRow>>().ProducesProblem(400);
        app.MapGet("/claims/{claimId}", ReadClaims.Get).WithTags("Claims").WithName("getClaim").WithSummary("One claim with its evidence, challenges and proofs")
            .WithDescription("With every observation that was made. The token of a challenge is shown to its claimant alone.").Produces<ClaimView>().ProducesProblem(404);
        app.MapGet("/disputes", ReadDisputes.List).WithTags("Claims").WithName("listDisputes").WithSummary("Disputes between claims")
            .WithDescription("The newest first, filtered by account and state.").Produces<Page<DisputeRow>>().ProducesProblem(400);
        app.MapGet("/disputes/{disputeId}", ReadDisputes.Get).WithTags("Claims").WithName("getDispute").WithSummary("One dispute with its sides, evidence and decision")
            .WithDescription("What the sides said is shown to the sides, to legal, to stewards and to auditors.").Produces<DisputeView>().ProducesProblem(404);
        app.MapGet("/domains", Domains.List).WithTags("Claims").WithName("listDomains").WithSummary("The organisation's own internet domains")
            .WithDescription("By name, with who listed each and on what ground.").Produces<Page<AnchoredDomain>>();
    }
}
