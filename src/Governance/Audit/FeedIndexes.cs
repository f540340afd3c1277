namespace Governance.Audit;

/// <summary>The indexes by which the feed finds few events among many; the event store knows nothing of them. The last is a few pages however long the table is.</summary>
public static class FeedIndexes
{
    /// <summary>What they are called.</summary>
    public static IReadOnlyList<string> Names { get; } = ["mt_events_feed_type", "mt_events_feed_actor", "mt_events_feed_at"];

    /// <summary>Makes those that are not there.</summary>
    public const string Sql = """
        create index if not exists mt_events_feed_type on governance.mt_events (tenant_id, type, seq_id);
        create index if not exists mt_events_feed_actor on governance.mt_events (tenant_id, user_name, seq_id);
        create index if not exists mt_events_feed_at on governance.mt_events using brin (timestamp) with (pages_per_range = 16, autosummarize = on);
        """;
}
