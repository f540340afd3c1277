using Governance.Audit.Past;
using Governance.Shared;
using JasperFx.Events.Projections;
using Marten;

namespace Governance.Accounts;

/// <summary>The register: every account in the organisation's name, and who answers for it.</summary>
public static class AccountsFeature
{
    /// <summary>Adds the facts, the state and the views.</summary>
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        OfficialAnswer.AddLimit(builder);
        // Before the store, whichever feature is added first.
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IHostedService, FormerLines>());
        builder.Services.ConfigureMarten(store =>
        {
            store.StoreFacts<AccountEvent>();
            store.Projections.Add<AccountProjection>(ProjectionLifecycle.Live);
            store.Projections.Add<AccountViewProjection>(ProjectionLifecycle.Live);
            store.Projections.Add(new RegisterProjection(), ProjectionLifecycle.Inline);
            store.AddAccountTables();
        });
    }

    /// <summary>Maps the reads; commands are found by themselves.</summary>
    public static void MapAccounts(this WebApplication app)
    {
        app.MapGet("/official", OfficialAnswer.Get).WithTags("Official").WithName("isOfficial").WithSummary("Whether an address is one of our own")
            .WithDescription("For anybody, without signing in: official, how well that was shown and up to when, or not known. It tells nothing else.")
            .RequireRateLimiting(OfficialAnswer.Limit).Produces<OfficialAnswer>().ProducesProblem(400).ProducesProblem(429)
            .AnswersOfNowOnly("Whether an address is ours, anybody is told of now.");
        var accounts = app.MapGroup("/accounts").WithTags("Accounts");
        accounts.MapGet("", ReadRegister.Get).WithName("listAccounts").WithSummary("The register of accounts")
            .WithDescription("Which accounts are out there in our name, and who runs them. By platform, then handle; filtered by whatever the register shows.")
            .Produces<Page<AccountRow>>().ProducesProblem(400);
        accounts.MapGet("/export", ExportAccounts.Get).WithName("exportAccounts").WithSummary("The whole register")
            .WithDescription("As CSV, which an import reads back, or as JSON. By platform, then handle.").Produces<string>(200, "text/csv").ProducesProblem(400);
        accounts.MapGet("/summary", RegisterSummary.Get).WithName("summariseAccounts").WithSummary("What is out there, in figures")
            .WithDescription("How many accounts are visible in our name, and how many of them are governed, unclaimed, overdue, disputed, orphaned or compromised; by platform and by unit.").Produces<RegisterSummary>();
        accounts.MapGet("/owner", ReadAccount.Owner).WithName("getOwner").WithSummary("Who owned an address at a moment, on what proof")
            .WithDescription("For an address and a moment: the account that bore it then, who answered for it, on what ground, under which policies and flow, and what showed control. With asOf or position: as far as was known then.")
            .Produces<OwnersAt>().ProducesProblem(400);
        accounts.MapGet("/{accountId}", ReadAccount.Get).WithName("getAccount").WithSummary("One account with all that is known of it")
            .WithDescription("With who owned it when, on what proof, and under which policies.").Produces<AccountView>().ProducesProblem(400).ProducesProblem(404);
        app.MapGet("/people/{personId}/holdings", ReadHoldings.Get).WithTags("Accounts").WithName("listHoldings").WithSummary("What somebody is responsible for")
            .WithDescription("The accounts that they own, stand beside, publish for or are asked to accept.").Produces<Page<HoldingRow>>().ProducesProblem(400).ProducesProblem(404);
    }
}
