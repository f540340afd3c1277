using Governance.Audit.Past;
using Marten;

namespace Governance.Audit.Ledger;

/// <summary>The ledger in Program.cs: seals, capture, one log an organisation, and what the world's tools read of it.</summary>
public static class LedgerFeature
{
    private const string Tag = "Ledger";
    private const string BySize = "The log itself never changes: it is read by sizes, and not as of a moment.";

    /// <summary>Adds the ledger; right after the store, so that nothing is appended before it is there.</summary>
    public static void AddLedger(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        builder.Services.AddSingleton(_ => KeyRing.Open(settings, mayMake: string.IsNullOrEmpty(settings["SignIn:Authority"])));
        builder.Services.AddSingleton(LedgerSettings.Of(settings));
        builder.Services.AddSingleton<LedgerFindings>();
        builder.Services.AddSingleton<Sequencer>();
        builder.Services.AddSingleton<CheckpointSigner>();
        builder.Services.AddSingleton<KeyRotation>();
        builder.Services.AddSingleton<LedgerMonitor>();
        builder.Services.AddSingleton<Witnesses>();
        builder.Services.AddSingleton<LedgerService>();
        builder.Services.AddSingleton<EventSeals>();
        builder.Services.ConfigureMarten((services, store) => store.Listeners.Add(services.GetRequiredService<EventSeals>()));
        builder.Services.AddHostedService<LedgerSchema>();
        builder.Services.AddHostedService(services => services.GetRequiredService<LedgerService>());
        builder.Services.AddHostedService(services => services.GetRequiredService<Witnesses>());
        builder.Services.AddHostedService<MonitorService>();
    }

    /// <summary>Maps the reads.</summary>
    public static void MapLedger(this WebApplication app)
    {
        app.MapGet("/ledger", LedgerStatus.Get).WithTags(Tag).WithName("getLedger").WithSummary("How the ledger is")
            .WithDescription("The log's name, key and size, what waits, what witnesses have seen, and whatever somebody must look at. What has just been recorded waits; then it is a leaf, and size grows; the next checkpoint, within seconds, signs it, and signedSize follows. A read as of a moment or a position sees what is signed.")
            .Produces<LedgerStatusView>().AnswersOfNowOnly("How the ledger is, it tells of now.");
        app.MapGet("/ledger/checkpoint", ReadLog.Checkpoint).WithTags(Tag).WithName("getCheckpoint").WithSummary("The newest signed checkpoint")
            .WithDescription("A signed note (C2SP tlog-checkpoint): the log's name, its size, its root, and who signed. With size: that of an earlier size; every one is kept.")
            .Produces<string>(200, "text/plain").ProducesProblem(400).AnswersOfNowOnly(BySize);
        app.MapGet("/ledger/tile/{**path}", ReadLog.Tile).WithTags(Tag).WithName("getTile").WithSummary("A tile of the log")
            .WithDescription("Hashes (<level>/<index>) or entries (entries/<index>), with .p/<width> where the tile is not full (C2SP tlog-tiles). What was answered once never changes.")
            .Produces<string>(200, "application/octet-stream").ProducesProblem(404).AnswersOfNowOnly(BySize).WithMetadata(new Shared.TakesAnyQuery());
        app.MapGet("/ledger/consistency", ReadLog.Consistency).WithTags(Tag).WithName("getConsistency").WithSummary("That the log only grew")
            .WithDescription("The consistency proof between two sizes (RFC 9162, section 2.1.4), one base64 hash a line.")
            .Produces<string>(200, "text/plain").ProducesProblem(400).AnswersOfNowOnly(BySize);
        app.MapGet("/ledger/leaves", ReadLeaves.Get).WithTags(Tag).WithName("listLeaves").WithSummary("The log with what it commits to")
            .WithDescription("A JSON object a line: the leaf's number, its entry, the event's data and headers in canonical form; with streams, only theirs, and each with its inclusion proof. With disclose, what tells the concealed texts about people beside their digests, as far as they were not erased. For whoever takes the log away to check it.")
            .Produces<string>(200, "application/x-ndjson").ProducesProblem(400).TakesPositionItself();
        app.MapGet("/policies/{policyId}/excerpt", Excerpt.OfPolicy).WithTags(Tag).WithName("getPolicyExcerpt").WithSummary("Which streams tell a policy's whole life")
            .WithDescription("Its own stream, its requests, the flows that decided, and the people who acted.").Produces<ExcerptView>().ProducesProblem(404);
        app.MapGet("/accounts/{accountId}/excerpt", Excerpt.OfAccount).WithTags(Tag).WithName("getAccountExcerpt").WithSummary("Which streams tell an account's whole life")
            .WithDescription("Its own stream, its claims and requests, the flows that decided, and the people who acted.").Produces<ExcerptView>().ProducesProblem(404);
        app.MapGet("/requests/{requestId}/excerpt", Excerpt.OfRequest).WithTags(Tag).WithName("getRequestExcerpt").WithSummary("Which streams tell a request's whole life")
            .WithDescription("Its own stream, the flow that decided, and the people who acted.").Produces<ExcerptView>().ProducesProblem(404);
        app.MapGet("/ledger/states", LedgerStates.Get).WithTags(Tag).WithName("listStates").WithSummary("What the service makes of streams")
            .WithDescription("The state of policies, requests, accounts and claims at a position, to be compared with what somebody else makes of the same events.")
            .Produces<IReadOnlyList<StreamStateView>>().ProducesProblem(400).TakesPositionItself();
        app.MapGet("/events/{eventId}/proof", EventProof.Get).WithTags(Tag).WithName("getEventProof").WithSummary("That an event is in the log")
            .WithDescription("An inclusion proof with its checkpoint in one file (C2SP tlog-proof), which anybody checks who has the log's key.")
            .Produces<string>(200, "text/plain").ProducesProblem(400).ProducesProblem(404).TakesPositionItself();
        app.MapGet("/events/{eventId}/entry", EventProof.Entry).WithTags(Tag).WithName("getEventEntry").WithSummary("What the log holds of an event")
            .WithDescription("The entry's bytes, as they are hashed: canonical JSON (RFC 8785).")
            .Produces<string>(200, "application/json").ProducesProblem(404).AnswersOfNowOnly(BySize);
    }
}
