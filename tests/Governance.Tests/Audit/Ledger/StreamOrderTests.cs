using CsCheck;
using Governance.Audit.Ledger;

namespace Governance.Tests.Audit.Ledger;

/// <summary>In which order a batch goes into the log.</summary>
public sealed class StreamOrderTests
{
    [Fact]
    public void However_a_batch_is_shuffled_each_stream_stands_in_the_order_of_its_versions() =>
        Gen.Int[1, 4].Array[1, 40].Select(streams => Rows(streams)).SelectMany(Gen.Shuffle).Sample(rows =>
        {
            var sorted = new StreamOrder([]).Sort(rows).ToList();
            Assert.Equal(rows.Length, sorted.Count);
            Assert.All(sorted, row => Assert.False(row.Gap));
            foreach (var stream in sorted.GroupBy(row => row.Row.Stream))
                Assert.Equal(Enumerable.Range(1, stream.Count()).Select(version => (long?)version), stream.Select(row => row.Row.Version));
        });

    [Fact]
    public void What_follows_a_version_that_is_not_there_waits()
    {
        QueueRow[] rows = [Row(1, "policy/a", 3), Row(2, "policy/b", 1), Row(3, "policy/a", 2)];
        Assert.Equal([2L], new StreamOrder([]).Sort(rows).Select(row => row.Row.Number));
    }

    [Fact]
    public void What_has_waited_too_long_is_let_through_and_said()
    {
        QueueRow[] rows = [Row(1, "policy/a", 3) with { Waited = true }, Row(2, "policy/b", 1)];
        Assert.Equal([(2L, false), (1L, true)], new StreamOrder([]).Sort(rows).Select(row => (row.Row.Number, row.Gap)));
    }

    [Fact]
    public void A_version_that_is_in_the_log_already_is_said()
    {
        Assert.Equal([true], new StreamOrder(new() { ["policy/a"] = 3 }).Sort([Row(1, "policy/a", 2)]).Select(row => row.Gap));
        Assert.Equal([false], new StreamOrder(new() { ["policy/a"] = 3 }).Sort([Row(1, "policy/a", 4)]).Select(row => row.Gap));
    }

    [Fact]
    public void Changes_of_stored_events_wait_for_nothing()
    {
        Assert.Equal([1L], new StreamOrder([]).Sort([Row(1, "policy/a", 7) with { Change = 'u' }]).Select(row => row.Row.Number));
    }

    private static QueueRow[] Rows(int[] streams)
    {
        var versions = new Dictionary<int, long>();
        return [.. streams.Select((stream, at) => Row(at, $"policy/{stream}", versions[stream] = versions.GetValueOrDefault(stream) + 1))];
    }

    private static QueueRow Row(long number, string stream, long version) =>
        new(number, "acme", 1, 'i', number, Guid.Empty, stream, version, "governance", DateTime.UnixEpoch, Waited: false, Event: null);
}
