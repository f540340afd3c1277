using System.Text.Json;
using Governance.Benchmarks.Soak;

namespace Governance.Tests.Soak;

/// <summary>What judges a soak says no to whatever is not as it was acknowledged.</summary>
public sealed class SoakDeciderTests
{
    private static readonly DateTimeOffset Noon = new(2027, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly FeedFact Founded = Fact("organisation/acme", 1, "OrganisationFounded", "system:founder", "founding");
    private static readonly FeedFact Drafted = Fact("policy/a", 1, "PolicyDrafted", "p-1001", "soak-1");
    private static readonly FeedFact Revised = Fact("policy/a", 2, "PolicyRevised", "p-1001", "soak-2");
    private static readonly FeedFact Published = Fact("policy/a", 3, "PolicyPublished", "p-1001", "soak-3", new { label = "1.0", effectiveFrom = Noon.AddSeconds(5) });
    private static readonly FeedFact Effective = Fact("policy/a", 4, "PolicyBecameEffective", "system:clock", "soak-3", new { label = "1.0" });

    private static readonly FeedFact[] Feed = [Founded, Drafted, Revised, Published, Effective];
    private static readonly SoakHistory Right = new([Told(Drafted), Told(Revised), Told(Published)], Feed, 1, [.. Feed.Select(fact => fact.Id)], Noon.AddMinutes(1));

    [Fact]
    public void A_history_in_which_everything_is_there_once_has_no_findings() => Assert.Empty(SoakDecider.Judge(Right));

    [Fact]
    public void An_acknowledged_event_that_is_not_there_is_lost() =>
        Says(Right with { Feed = [Founded, Drafted, Published with { Version = 2 }, Effective with { Version = 3 }], Told = [Told(Drafted), Told(Revised), Told(Published with { Version = 2 })], Followed = [] }, (Fault.Lost, "PolicyRevised"));

    [Fact]
    public void An_event_that_the_feed_has_twice_is_doubled() => Says(Right with { Feed = [.. Feed, Revised], Followed = [] }, (Fault.Doubled, $"{Revised.Id} 2 times"));

    [Fact]
    public void A_command_that_was_done_twice_is_doubled() =>
        Says(Right with { Feed = [.. Feed, Fact("policy/a", 5, "PolicyRevised", "p-1001", "soak-2")], Followed = [] }, (Fault.Doubled, "soak-2 left PolicyRevised as version 5"));

    [Fact]
    public void An_event_at_another_version_than_was_acknowledged_is_misplaced() =>
        Says(Right with { Told = [Told(Drafted), Told(Revised with { Version = 7 }), Told(Published)] }, (Fault.Misplaced, "version 7"));

    [Fact]
    public void A_gap_in_a_stream_is_told() =>
        Says(Right with { Feed = [Founded, Drafted, Revised, Published, Effective with { Version = 5 }] }, (Fault.Misplaced, "version 5 stands where 4 should"));

    [Fact]
    public void What_nobody_was_told_of_is_unexplained() =>
        Says(Right with { Told = [Told(Drafted), Told(Published)] }, (Fault.Unexplained, "PolicyRevised"));

    [Fact]
    public void What_was_there_before_and_what_auditors_read_need_no_command() =>
        Assert.Empty(SoakDecider.Judge(Right with { Before = 2, Told = [Told(Revised), Told(Published)], Feed = [.. Feed, Fact("reads/p-1012", 1, "ResourceRead", "p-1012", "trace")] }));

    [Theory]
    [InlineData(1, nameof(Fault.Lost))]
    [InlineData(3, nameof(Fault.Doubled))]
    public void An_import_left_as_many_accounts_as_it_said(int there, string fault)
    {
        var listed = Enumerable.Range(1, there).Select(n => Fact($"account/{n}", 1, "AccountListed", "p-1004", "soak-4"));
        var import = new ToldCommand("soak-4", "p-1004", [], new Dictionary<string, int> { ["AccountListed"] = 2 });
        Says(Right with { Feed = [.. Feed, .. listed], Told = [.. Right.Told, import] }, (Enum.Parse<Fault>(fault), "2 AccountListed"));
    }

    [Fact]
    public void A_timer_whose_moment_has_come_without_effect_is_missed() => Says(Right with { Feed = Feed[..4], Followed = [] }, (Fault.TimerMissed, "Version 1.0"));

    [Fact]
    public void A_timer_whose_moment_is_still_to_come_is_not_missed() => Assert.Empty(SoakDecider.Judge(Right with { Feed = Feed[..4], Followed = [], Now = Noon }));

    [Fact]
    public void A_timer_that_took_effect_twice_is_told() => Says(Right with { Feed = [.. Feed, Effective with { Id = Guid.NewGuid(), Version = 5 }] }, (Fault.TimerDoubled, "2 times"));

    [Fact]
    public void A_review_that_was_scheduled_anew_need_not_come_at_its_first_date()
    {
        FeedFact[] reviews = [Fact("policy/a", 5, "ReviewScheduled", "system:clock", "x", new { dueOn = Noon.AddSeconds(9) }), Fact("policy/a", 6, "ReviewScheduled", "system:clock", "x", new { dueOn = Noon.AddHours(1) })];
        Assert.Empty(SoakDecider.Judge(Right with { Feed = [.. Feed, .. reviews] }));
        Says(Right with { Feed = [.. Feed, reviews[0]] }, (Fault.TimerMissed, "A review"));
    }

    [Fact]
    public void The_deadlines_of_a_request_that_nobody_touched_must_come_and_those_of_another_may()
    {
        var at = Noon.AddSeconds(9);
        var opened = Fact("request/r", 1, "ApprovalRequested", "p-1009", "soak-5");
        var (due, expiry) = (Fact("request/r", 2, "DeadlineSet", "p-1009", "soak-5", new { purpose = "due", at, stage = "review" }), Fact("request/r", 3, "DeadlineSet", "p-1009", "soak-5", new { purpose = "expiry", at }));
        FeedFact[] forgotten = [.. Feed, opened, due, expiry, Fact("request/r", 4, "DeadlinePassed", "system:clock", "x", new { purpose = "due", at, stage = "review" }), Fact("request/r", 5, "RequestExpired", "system:clock", "x")];
        var run = Right with { Told = [.. Right.Told, new("soak-5", "p-1009", [.. new[] { opened, due, expiry }.Select(Line)], new Dictionary<string, int>())] };
        Assert.Empty(SoakDecider.Judge(run with { Feed = forgotten }));
        Says(run with { Feed = forgotten[..9] }, (Fault.TimerMissed, "The expiry date"));
        Assert.Empty(SoakDecider.Judge(run with { Feed = [.. forgotten[..8], Fact("request/r", 4, "RequestWithdrawn", "p-1009", "soak-6")], Told = [.. run.Told, new("soak-6", "p-1009", [], new Dictionary<string, int>())] }));
        Says(run with { Feed = [.. forgotten, Fact("request/r", 6, "RequestExpired", "system:clock", "x")] }, (Fault.TimerDoubled, "The expiry date"));
    }

    [Fact]
    public void A_follower_is_told_each_event_once_and_in_order()
    {
        Guid[] ids = [.. Feed.Select(fact => fact.Id)];
        Assert.Empty(SoakDecider.Judge(Right with { Followed = ids[1..4] }));
        Says(Right with { Followed = [ids[0], ids[1], ids[3]] }, (Fault.Lost, $"never told {ids[2]}"), (Fault.Lost, "never told"), ignoreMore: true);
        Says(Right with { Followed = [ids[0], ids[1], ids[1]] }, (Fault.Doubled, "2 times"));
        Says(Right with { Followed = [ids[0], ids[2], ids[1]] }, (Fault.Misplaced, "another order"));
    }

    [Fact]
    public void A_view_that_is_not_what_a_rebuild_makes_differs_and_so_does_one_row_too_many_or_too_few()
    {
        ViewRow[] rows = [new("policyview", "acme a", """{"state": "inForce"}"""), new("policyview", "acme b", """{"state": "draft"}""")];
        Assert.Empty(SoakDecider.Compare(rows, [rows[1], rows[0]]).Findings);
        Assert.Contains("published", Assert.Single(SoakDecider.Compare(rows, [rows[0] with { Json = """{"state": "published"}""" }, rows[1]]).Findings).Sentence, StringComparison.Ordinal);
        Assert.Contains("no fact explains", Assert.Single(SoakDecider.Compare(rows, rows[..1]).Findings).Sentence, StringComparison.Ordinal);
        Assert.Contains("lacks", Assert.Single(SoakDecider.Compare(rows[..1], rows).Findings).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_moment_of_another_clock_is_counted_and_one_that_lies_further_apart_differs()
    {
        ViewRow[] stored = [new("policyview", "acme a", """{"all": [{"at": "2027-01-01T12:00:00.1+00:00"}]}""")];
        Assert.Equal((0, 1), Found("2027-01-01T12:00:00.2+00:00"));
        Assert.Equal((1, 0), Found("2027-01-01T12:02:00+00:00"));
        Assert.Equal((1, 0), Found("soon"));

        (int, int) Found(string at)
        {
            var compared = SoakDecider.Compare(stored, [stored[0] with { Json = $$"""{"all": [{"at": "{{at}}"}]}""" }]);
            return (compared.Findings.Count, compared.OtherMoments);
        }
    }

    private static void Says(SoakHistory run, (Fault Fault, string Words) expected, (Fault Fault, string Words)? also = null, bool ignoreMore = false)
    {
        var findings = SoakDecider.Judge(run);
        if (!ignoreMore) Assert.Single(findings);
        Assert.Contains(findings, finding => finding.Fault == expected.Fault && finding.Sentence.Contains(expected.Words, StringComparison.Ordinal));
        if (also is { } second) Assert.Contains(findings, finding => finding.Fault == second.Fault && finding.Sentence.Contains(second.Words, StringComparison.Ordinal));
    }

    private static ToldFact Line(FeedFact fact) => new(fact.Id, fact.Stream, fact.Version, fact.Type);

    private static ToldCommand Told(FeedFact fact) => new(fact.Correlation!, fact.Actor, [Line(fact)], new Dictionary<string, int>());

    private static FeedFact Fact(string stream, long version, string type, string actor, string correlation, object? data = null) =>
        new(Guid.NewGuid(), stream, version, type, Noon, actor, correlation, JsonSerializer.SerializeToElement(data ?? new { }));
}
