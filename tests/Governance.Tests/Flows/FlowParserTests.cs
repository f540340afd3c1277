using Governance.Flows;

namespace Governance.Tests.Flows;

public class FlowParserTests
{
    private const string Sound = """
        flow: sound
        version: 1
        subject: thing
        title: A sound flow
        content: {bind: [body]}
        people:
          legal: {group: legal}
        stages:
          - id: review
            all:
              - {id: one, approve: 1, of: legal}
        """;

    [Fact]
    public void A_sound_flow_has_no_errors_and_its_defaults_are_the_strict_ones()
    {
        var flow = FlowParser.Parse(Sound, "f").Flow!;
        Assert.Equal([Excluded.Author, Excluded.Editors, Excluded.Requester], flow.Separation.Excluded);
        Assert.Equal(Distinct.Flow, flow.Separation.Distinct);
        Assert.Equal(["requester"], flow.Withdraw.By);
        Assert.Null(flow.BreakGlass);
        Assert.Equal((RejectEffect.RequestChanges, 1), (flow.Stages[0].Reject.Effect, flow.Stages[0].Reject.Count));
        Assert.Equal(["legal"], flow.Stages[0].Reject.By);
    }

    // Each row changes one piece of the sound flow; the error must stand exactly there.
    [Theory]
    [InlineData("title: A sound flow", "title: A sound flow\ntitel: x", 5, 1, "A flow has no key `titel`. Did you mean `title`?")]
    [InlineData("title: A sound flow", "title: 2026", 4, 8, "`title` must be text; this is a number. Put it in quotes.")]
    [InlineData("title: A sound flow", "", 1, 1, "A flow needs `title`.")]
    [InlineData("version: 1", "version: 1.5", 2, 10, "`version` must be a whole number from 1 to 1000000.")]
    [InlineData("version: 1", "version: \"1\"", 2, 10, "`version` must be a whole number from 1 to 1000000.")]
    [InlineData("version: 1", "version: 0", 2, 10, "`version` must be a whole number from 1 to 1000000.")]
    [InlineData("flow: sound", "flow: Not A Name", 1, 7, "`flow` must be a name: lower-case letters, digits and hyphens, starting with a letter, at most 64 characters.")]
    [InlineData("version: 1", "version: 1\nversion: 2", 3, 1, "`version` is here twice; the first is on line 2.")]
    [InlineData("approve: 1", "approve: 0", 11, 28, "`approve` must be a whole number from 1, all, majority, or a percentage from 1% to 100%.")]
    [InlineData("approve: 1", "approve: 101%", 11, 28, "`approve` must be a whole number from 1, all, majority, or a percentage from 1% to 100%.")]
    [InlineData("approve: 1", "approve: most", 11, 28, "`approve` must be a whole number from 1, all, majority, or a percentage from 1% to 100%.")]
    [InlineData("of: legal}", "of: legel}", 11, 35, "Nobody is called `legel` under `people`. Did you mean `legal`?")]
    [InlineData("of: legal}", "of: legal, due: 3 days}", 11, 42, "A need has no key `due`. Known here: approve, bind, id, of, tie-break, when.")]
    [InlineData("of: legal}", "of: legal, tie-break: legal}", 11, 53, "`tie-break` goes with `approve: majority` only: nothing else can be tied.")]
    [InlineData("  - id: review", "  - id: review\n    due: 3 workdays", 10, 10, "Workdays need a `calendar` that says when people work, such as {zone: Europe/Dublin, work: \"Mon-Fri 09:00-17:30\"}.")]
    [InlineData("  - id: review", "  - id: review\n    due: soon", 10, 10, "`due` must be a duration such as `3 workdays`: a whole number of minutes, hours, days or workdays.")]
    [InlineData("  - id: review", "  - id: review\n    remind: [1 day, 2]", 10, 21, "`remind` must be a duration such as `3 workdays`: a whole number of minutes, hours, days or workdays.")]
    [InlineData("  - id: review", "  - id: review\n    overdue: {ask: legal}", 10, 14, "`overdue` needs `due`: nothing is overdue that is never due.")]
    [InlineData("  - id: review", "  - id: review\n    due: 1 day\n    overdue: {ask: bosses}", 11, 20, "Nobody is called `bosses` under `people`. Known here: legal.")]
    [InlineData("  - id: review", "  - id: review\n    checks: [{id: a, that: \"subject.x == 1\"}]", 10, 14, "A check needs `says`.")]
    [InlineData("  - id: review", "  - id: review\n    checks: [{id: a, that: \"person.grade > 1\", says: x}]", 10, 29, "In the condition `person.grade > 1`: `person` is known only in `where` of people; a `when` speaks of subject and request.")]
    [InlineData("  - id: review", "  - id: review\n    checks: {}", 10, 13, "`checks` must be a list of 1 to 32 conditions, each with `id`, `that` and `says`.")]
    [InlineData("  - id: review", "  - id: review\n    after: revue", 10, 12, "There is no stage `revue`. Did you mean `review`?")]
    [InlineData("  - id: review", "  - id: review\n    after: review", 10, 12, "Stage `review` can never open: `after` goes in a circle.")]
    [InlineData("  - id: review", "  - id: review\n    when: \"subject.risk = 'high'\"", 10, 25, "In the condition `subject.risk = 'high'`: a single `=` means nothing here; write `==`.")]
    [InlineData("  - id: review", "  - id: review\n    when: person.grade > 5", 10, 11, "In the condition `person.grade > 5`: `person` is known only in `where` of people; a `when` speaks of subject and request.")]
    [InlineData("  - id: review", "  - id: review\n    reject: {effect: redo}", 10, 22, "There is no stage `redo`. Known here: review.")]
    [InlineData("  - id: review", "  - id: review\n    reject: {count: 0}", 10, 21, "`count` must be a whole number from 1 to 1000000.")]
    [InlineData("  - id: review", "  - id: review\n    reject: {may-lift: bosses}", 10, 24, "Nobody is called `bosses` under `people`. Known here: legal.")]
    [InlineData("  - id: review", "  - id: end", 9, 9, "`end` is a word of the language; call the stage something else.")]
    [InlineData("  - id: review", "  - id: review\n    any: [{id: two, approve: 1, of: legal}]", 9, 5, "A stage needs either `all` or `any`: a list of needs, which may hold further `all` and `any`.")]
    [InlineData("{id: one, approve: 1, of: legal}", "{all: []}", 11, 15, "`all` must be a list of at least one need.")]
    [InlineData("  legal: {group: legal}", "  legal: {group: legal, role: x}", 7, 10, "`people.legal` must find people in exactly one way: person, role, group, relation, where.")]
    [InlineData("  legal: {group: legal}", "  legal: {group: legal, of: subject.area}", 7, 29, "`of` goes with `role` or `relation` only.")]
    [InlineData("  legal: {group: legal}", "  legal: {relation: manager, of: request.boss}", 7, 34, "In `of: request.boss`: `request` has no `boss`. Known here: author, editors, requester, revision, subjectId, subjectType, title.")]
    [InlineData("  legal: {group: legal}", "  legal: {where: \"person.grade >= 'six'\"}", 7, 32, "In the condition `person.grade >= 'six'`: `>=` cannot compare a number with text.")]
    [InlineData("  legal: {group: legal}", "  legal: {group: legal, otherwise: legal}", 7, 36, "`otherwise` goes in a circle back to `legal`.")]
    [InlineData("  legal: {group: legal}", "  legal: {group: legal}\n  author: {group: x}", 8, 3, "`author` always means the request's own; call these people something else.")]
    [InlineData("content: {bind: [body]}", "content: {bind: []}", 5, 17, "`bind` must name at least one field: an approval is for something.")]
    [InlineData("content: {bind: [body]}", "content: {bind: [body], editorial: [body]}", 5, 37, "`body` is in `bind` too; a change of it cannot both end approvals and keep them.")]
    [InlineData("content: {bind: [body]}", "content: {bind: [body, body]}", 5, 24, "`body` is in `bind` twice.")]
    [InlineData("content: {bind: [body]}", "content: {bind: [body]}\nseparation: {excluded: [editors]}", 6, 24, "`excluded` must name `author`: nobody approves what they authored.")]
    [InlineData("content: {bind: [body]}", "content: {bind: [body]}\nseparation: {distinct: yes}", 6, 24, "`distinct` must be flow or stage or none.")]
    [InlineData("content: {bind: [body]}", "content: {bind: [body]}\ntoo-few: {do: hope}", 6, 15, "`do` must be block or lower.")]
    [InlineData("content: {bind: [body]}", "content: {bind: [body]}\ntoo-few: {do: block, tell: bosses}", 6, 28, "Nobody is called `bosses` under `people`. Known here: legal.")]
    [InlineData("content: {bind: [body]}", "content: {bind: [body]}\nnew-flow-version: drop", 6, 19, "`new-flow-version` must be keep or carry-over or restart.")]
    [InlineData("content: {bind: [body]}", "content: {bind: [body]}\nbreak-glass: {by: legal}", 6, 14, "`break-glass` needs `reason`.")]
    [InlineData("content: {bind: [body]}", "content: {bind: [body]}\nbreak-glass: {by: legal, reason: required, review: {approve: 1, of: legal, within: 1 day, otherwise: shrug}}", 6, 102, "`otherwise` must be undo or keep.")]
    [InlineData("content: {bind: [body]}", "content: {bind: [body]}\ndelegation: {allowed: true, chain: true}", 6, 36, "`chain` must be false: a seat is never handed on by whom it was handed to.")]
    [InlineData("content: {bind: [body]}", "content: {bind: [body]}\ndelegation: {allowed: 1}", 6, 23, "`allowed` must be true or false.")]
    [InlineData("content: {bind: [body]}", "content: {bind: [body]}\nexpire: {after: 30 days, as: approved}", 6, 30, "`as` must be expired.")]
    [InlineData("content: {bind: [body]}", "content: {bind: [body]}\nexpire: {as: expired}", 6, 9, "`expire` needs `after`.")]
    [InlineData("content: {bind: [body]}", "content: {bind: [body]}\nreopen: {by: requester}", 6, 9, "`reopen` needs `within`.")]
    [InlineData("content: {bind: [body]}", "content: {bind: [body]}\nreopen: {by: bosses, within: 1 day}", 6, 14, "Nobody is called `bosses` under `people`. Known here: legal.")]
    [InlineData("content: {bind: [body]}", "content: {bind: [body]}\nafter-approval: {}", 6, 17, "`after-approval` needs `confirm-again`.")]
    [InlineData("content: {bind: [body]}", "content: {bind: [body]}\nwithdraw: {by: requester, until: nowhere}", 6, 34, "There is no stage `nowhere`. Known here: review.")]
    [InlineData("content: {bind: [body]}", "content: {bind: [body]}\ncalendar: {zone: Europe/Dublin, wrok: x}", 6, 33, "`calendar` has no key `wrok`. Did you mean `work`?")]
    public void An_error_says_where_it_is_and_what_was_expected(string sound, string broken, int line, int column, string message)
    {
        var error = Assert.Single(FlowParser.Parse(Sound.Replace(sound, broken, StringComparison.Ordinal), "f.yaml").Errors);
        Assert.Equal(new FlowError("f.yaml", line, column, message), error);
    }

    [Fact]
    public void All_errors_of_a_file_are_told_at_once_in_its_order()
    {
        var broken = Sound.Replace("version: 1", "version: none", StringComparison.Ordinal).Replace("of: legal", "of: nobody, wen: x", StringComparison.Ordinal)
            .Replace("group: legal", "group: 7", StringComparison.Ordinal);
        Assert.Equal([(2, 10), (7, 18), (11, 35), (11, 43)], FlowParser.Parse(broken, "f").Errors.Select(e => (e.Line, e.Column)));
    }

    [Fact]
    public void Ids_of_stages_and_of_needs_are_unique()
    {
        var twice = Sound + "\n  - id: review\n    all: [{id: one, approve: 1, of: legal}]";
        Assert.Equal(
            ["f:12:9: Another stage is called `review` already, on line 9.", "f:13:16: Another need is called `one` already, on line 11; a need's id is unique in the flow."],
            FlowParser.Parse(twice, "f").Errors.Select(e => e.ToString()));
    }

    [Fact]
    public void Stages_in_a_circle_are_named_each_where_it_says_so()
    {
        var circle = Sound.Replace("  - id: review", "  - id: review\n    after: sign", StringComparison.Ordinal) + "\n  - id: sign\n    after: review\n    all: [{id: two, approve: 1, of: legal}]";
        Assert.Equal([(10, 12), (14, 12)], FlowParser.Parse(circle, "f").Errors.Select(e => (e.Line, e.Column)));
    }

    [Fact]
    public void A_rejection_goes_back_never_forward()
    {
        var forward = Sound.Replace("  - id: review", "  - id: review\n    reject: {effect: sign}", StringComparison.Ordinal) + "\n  - id: sign\n    all: [{id: two, approve: 1, of: legal}]";
        Assert.Equal("f:10:22: A rejection in `review` cannot go to `sign`: that stage does not come before it.", Assert.Single(FlowParser.Parse(forward, "f").Errors).ToString());
    }
}
