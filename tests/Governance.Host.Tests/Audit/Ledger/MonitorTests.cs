using Governance.Audit.Ledger;
using Governance.Host.Tests.Database;

namespace Governance.Host.Tests.Audit.Ledger;

/// <summary>The monitor looks by itself, and its queries and those of every batch do not grow with the log.</summary>
public sealed class MonitorTests
{
    [Fact]
    public async Task It_looks_when_the_service_starts_and_again_when_an_hour_has_passed()
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var findings = service.Value.Of<LedgerFindings>();
        await Eventually.IsTrue(() => findings.Monitor is not null, "the monitor has looked");
        var first = findings.Monitor!.At;
        await service.Value.Found();
        await service.Value.Sql("alter table governance.mt_events disable trigger ledger_capture");

        service.Value.Clock.Advance(TimeSpan.FromHours(1));

        await Eventually.IsTrue(() => findings.Monitor!.At > first, "the monitor has looked again");
        Assert.NotEmpty(findings.Monitor!.Sentences);
    }

    [Theory]
    [InlineData("the keys that a batch asks for", "select entry from audit.leaves where tenant = 'x' and kind = 'key' order by leaf")]
    [InlineData("what the status counts", "select count(*) from audit.leaves where tenant = 'x' and kind = 'violation'")]
    [InlineData("the last version of a stream", "select version from audit.leaves where tenant = 'x' and stream = 'group/7' and kind in ('event', 'erasure') order by version desc limit 1")]
    [InlineData("the leaf of an event", "select leaf, entry from audit.leaves where tenant = 'x' and event_id = '00000000-0000-0000-0000-000000000007' and kind in ('event', 'erasure') order by leaf limit 1")]
    [InlineData("an excerpt", "select leaf from audit.leaves where tenant = 'x' and stream = any(array['group/7', 'group/8']) and leaf > -1 and leaf < 100000")]
    public async Task What_is_asked_often_reads_no_more_of_the_log_than_it_needs(string what, string sql)
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        await service.Value.Sql(
            """
            insert into audit.leaves (tenant, leaf, kind, event_id, stream, version, at, hash, entry)
            select 'x', n, case when n % 5000 = 1 then 'key' else 'event' end, gen_random_uuid(), 'group/' || n % 1000, n / 1000 + 1, now(), '', '' from generate_series(0, 20000) n
            """);
        await service.Value.Sql("analyze audit.leaves");
        await using var command = service.Value.Database().CreateCommand("explain (analyze, timing off, costs off) " + sql);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var plan = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) plan.Add(reader.GetString(0));
        var text = string.Join('\n', plan);
        Assert.False(text.Contains("Seq Scan", StringComparison.Ordinal) || text.Contains("Rows Removed by Filter: 1", StringComparison.Ordinal), $"{what}:\n{text}");
    }
}
