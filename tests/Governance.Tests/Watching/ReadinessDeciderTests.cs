using Governance.Watching;
using Microsoft.Extensions.Configuration;

namespace Governance.Tests.Watching;

/// <summary>What the figures mean for whoever asks whether the service is ready.</summary>
public sealed class ReadinessDeciderTests
{
    private const long GiB = 1L << 30;

    private static readonly Figures Quiet = new(0, TimeSpan.Zero, 8, 0, 0, 0, 0, 0, [new Age("acme", TimeSpan.FromSeconds(59))], []);

    private static readonly DiskSpace Roomy = new("data", 50 * GiB, 100 * GiB);

    [Fact]
    public void When_nothing_waits_every_part_is_well()
    {
        var checks = Of(Quiet);
        Assert.Equal(Enum.GetValues<HealthPart>(), checks.Select(check => check.Name));
        Assert.All(checks, check => Assert.Equal(HealthState.Well, check.State));
    }

    [Fact]
    public void What_waits_for_its_log_may_wait_a_minute()
    {
        Assert.Empty(Degraded(Quiet with { Queued = 4096, QueuedFor = TimeSpan.FromSeconds(60) }));
        Assert.Equal([HealthPart.Sequencer], Degraded(Quiet with { Queued = 1, QueuedFor = TimeSpan.FromSeconds(61) }));
    }

    [Fact]
    public void A_signature_may_be_three_minutes_old_and_the_oldest_counts()
    {
        Assert.Empty(Degraded(Quiet with { Signing = [new Age("acme", TimeSpan.FromMinutes(3))] }));
        Assert.Equal([HealthPart.Signing], Degraded(Quiet with { Signing = [new Age("acme", TimeSpan.FromSeconds(181)), new Age("other", TimeSpan.Zero)] }));
        Assert.Equal([HealthPart.Signing], Degraded(Quiet, refusedLogs: 1));
    }

    [Fact]
    public void No_sentence_names_an_organisation()
    {
        var bad = Quiet with { QueuedFor = TimeSpan.FromHours(1), Signing = [new Age("acme", TimeSpan.FromHours(1))], Projections = [new Age("acme", TimeSpan.FromHours(1))] };
        Assert.All(Of(bad, refusedLogs: 2), check => Assert.DoesNotContain("acme", check.Sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void A_view_a_minute_behind_a_late_timer_and_a_message_that_was_given_up_are_each_said()
    {
        Assert.Equal([HealthPart.Projections], Degraded(Quiet with { Projections = [new Age("Some:All", TimeSpan.FromSeconds(61))] }));
        Assert.Equal([HealthPart.Timers], Degraded(Quiet with { TimersLate = 1 }));
        Assert.Equal([HealthPart.DeadLetters], Degraded(Quiet with { DeadLetters = 1 }));
    }

    [Theory]
    [InlineData(1, 2, false)]
    [InlineData(1, 21, true)]
    [InlineData(4, 100, true)]
    [InlineData(5, 100, false)]
    public void Little_room_is_less_than_a_twentieth_or_than_a_gigabyte(long free, long size, bool low) =>
        Assert.Equal(low ? [HealthPart.Disk] : [], Degraded(Quiet, [Roomy, new DiskSpace("keys", free * GiB, size * GiB)]));

    [Fact]
    public void The_last_byte_under_a_gigabyte_counts() => Assert.Equal([HealthPart.Disk], Degraded(Quiet, [new DiskSpace("keys", GiB - 1, 2 * GiB)]));

    [Fact]
    public void A_database_that_is_too_slow_to_say_is_the_one_thing_said_beside_the_disk() =>
        Assert.Equal([HealthPart.Database, HealthPart.Disk], ReadinessDecider.Decide(null, 0, [Roomy with { Free = 1 }], GiB).Where(check => check.State == HealthState.Degraded).Select(check => check.Name));

    [Theory]
    [InlineData("SELECT 1", "SELECT")]
    [InlineData("  insert into x", "INSERT")]
    [InlineData("with a as (select 1) select * from a", "WITH")]
    [InlineData("'p-1001 is secret'", "statement")]
    [InlineData("", "statement")]
    public void A_statement_is_called_by_its_verb_alone(string sql, string name) => Assert.Equal(name, DatabaseTraces.NameOf(sql));

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("", null, false)]
    [InlineData("http://127.0.0.1:4317", null, true)]
    [InlineData("https://collector.example/otlp", "false", true)]
    [InlineData("http://127.0.0.1:4317", "true", false)]
    public void Nothing_is_exported_unless_a_collector_is_named(string? address, string? disabled, bool asked) => Assert.Equal(asked, Telemetry.IsAsked(Settings(address, disabled)));

    [Theory]
    [InlineData("collector:4317")]
    [InlineData("file:///etc/passwd")]
    [InlineData("4317")]
    public void A_collector_that_has_no_address_stops_the_start_with_a_sentence(string address) =>
        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT", Assert.ThrowsAny<Exception>(() => Telemetry.IsAsked(Settings(address, null))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("1 GB")]
    [InlineData("-1")]
    public void Room_that_is_no_number_of_bytes_stops_the_start_with_a_sentence(string room) =>
        Assert.Contains("Watch:LowDiskBytes", Assert.ThrowsAny<Exception>(() => Disks.LowBytesFrom(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Watch:LowDiskBytes", (string?)room)]).Build())).Message, StringComparison.Ordinal);

    private static IConfiguration Settings(string? address, string? disabled) =>
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("OTEL_EXPORTER_OTLP_ENDPOINT", address), KeyValuePair.Create("OTEL_SDK_DISABLED", disabled)]).Build();

    private static IReadOnlyList<HealthCheck> Of(Figures figures, IReadOnlyList<DiskSpace>? disks = null, int refusedLogs = 0) => ReadinessDecider.Decide(figures, refusedLogs, disks ?? [Roomy], GiB);

    private static IEnumerable<HealthPart> Degraded(Figures figures, IReadOnlyList<DiskSpace>? disks = null, int refusedLogs = 0) =>
        Of(figures, disks, refusedLogs).Where(check => check.State == HealthState.Degraded).Select(check => check.Name);
}
