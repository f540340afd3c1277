using Governance.Shared;
using JasperFx.Events.Projections;
using Marten;

namespace Governance.Notices;

/// <summary>What people are told: reminders, notices and what else a fact says that somebody hears of.</summary>
public static class NoticesFeature
{
    /// <summary>Adds the facts and the list.</summary>
    public static void AddNotices(this WebApplicationBuilder builder) => builder.Services.ConfigureMarten(store =>
    {
        store.StoreFacts<NoticeEvent>();
        store.Projections.Add<SeenNoticeProjection>(ProjectionLifecycle.Live);
        store.Projections.Add(new NoticeProjection(), ProjectionLifecycle.Inline);
        store.Schema.For<Notice>();
        store.Policies.ForAllDocuments(mapping =>
        {
            if (mapping.DocumentType != typeof(Notice)) return;
            foreach (var column in (string[])[nameof(Notice.Person), nameof(Notice.Unread), nameof(Notice.At)]) mapping.DuplicateField(column);
            // Read backwards: a sort order here would be that of the last column alone.
            mapping.AddIndex("tenant_id", "person", "at", "id");
            mapping.AddIndex("tenant_id", "person", "unread", "at", "id");
        });
    });

    /// <summary>Maps the read; the command is found by itself.</summary>
    public static void MapNotices(this WebApplication app) =>
        app.MapGet("/notices", ReadNotices.List).WithTags("Notices").WithName("listNotices").WithSummary("What you are told")
            .WithDescription("Reminders of attestations and requests, notices of retirements, and what else concerns you: yours alone, the newest first; with unread=true only what you have not read.")
            .Produces<Page<NoticeView>>().ProducesProblem(400);
}
