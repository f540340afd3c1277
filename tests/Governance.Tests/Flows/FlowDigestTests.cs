using CsCheck;
using Governance.Flows;

namespace Governance.Tests.Flows;

public class FlowDigestTests
{
    private const string Plain = """
        flow: small
        version: 2
        subject: thing
        title: "A \"small\" flow"
        content: {bind: [scope, body]}
        people:
          zebras: {role: zebra, of: subject.area, otherwise: apes}
          apes: {where: "person.grade>=6 and not(person.area=='x')"}
        stages:
          - id: review
            any: [{id: one, approve: 50%, of: zebras, when: "subject.cost > 1.50"}, {all: [{id: two, approve: 2, of: apes, bind: [body]}]}]
        """;

    [Fact]
    public void The_canonical_form_is_sorted_and_says_every_default()
    {
        var flow = FlowParser.Parse(Plain, "f").Flow!;
        Assert.Equal(
            """{"break-glass":null,"content":{"bind":["body","scope"],"editorial":[]},"flow":"small","new-flow-version":"keep","people":{"apes":{"otherwise":null,"where":"(person.grade >= 6) and (not (person.area == 'x'))"},"zebras":{"of":"subject.area","otherwise":"apes","role":"zebra"}},"separation":{"distinct":"flow","excluded":["author","editors","requester"]},"stages":[{"after":[],"id":"review","needs":{"any":[{"approve":"50%","bind":["body","scope"],"id":"one","of":"zebras","when":"subject.cost > 1.5"},{"all":[{"approve":"2","bind":["body"],"id":"two","of":"apes","when":null}]}]},"reject":{"by":["apes","zebras"],"count":1,"effect":"request-changes"},"when":null}],"subject":"thing","title":"A \"small\" flow","too-few":{"do":"block"},"version":2,"withdraw":{"by":["requester"],"until":"approved"}}""",
            flow.Canonical);
        Assert.Equal(ContentDigest.OfText(flow.Canonical), flow.Digest);
    }

    [Fact]
    public void Comments_the_order_of_keys_and_written_out_defaults_do_not_change_the_digest()
    {
        var other = """
            # The same flow by another hand.
            new-flow-version: keep
            withdraw: {until: approved, by: requester}
            stages:
              - reject: {effect: request-changes, by: [zebras, apes], count: 1}
                any:
                  - {of: zebras, approve: 50%, id: one, bind: [body, scope], when: subject.cost > 1.5}   # half
                  - all:
                      - {id: two, approve: 2, bind: body, of: apes}
                after: []
                id: review
            people:
              apes: {where: "person.grade >= 6 and not (person.area == \"x\")"}
              zebras: {otherwise: apes, of: subject.area, role: zebra}
            separation: {distinct: flow, excluded: [requester, author, editors]}
            content: {editorial: [], bind: [body, scope]}
            title: A "small" flow
            subject: thing
            version: 2
            flow: small
            """;
        Assert.Equal(FlowParser.Parse(Plain, "f").Flow!.Canonical, FlowParser.Parse(other, "f").Flow!.Canonical);
    }

    [Theory]
    [InlineData("version: 2", "version: 3")]
    [InlineData("small\\\" flow", "large\\\" flow")]
    [InlineData("50%", "51%")]
    [InlineData("50%", "majority")]
    [InlineData("1.50", "1.51")]
    [InlineData("grade>=6", "grade>6")]
    [InlineData("any: [", "all: [")]
    [InlineData("of: subject.area", "of: subject.region")]
    [InlineData("bind: [body]}", "bind: [scope]}")]
    [InlineData("  - id: review", "  - id: review\n    reject: {count: 2}")]
    [InlineData("subject: thing", "subject: thing\nseparation: {distinct: stage}")]
    [InlineData("subject: thing", "subject: thing\nwithdraw: {by: apes}")]
    [InlineData("subject: thing", "subject: thing\nbreak-glass: {by: apes, reason: required}")]
    public void Any_change_of_meaning_changes_the_digest(string before, string after)
    {
        var changed = FlowParser.Parse(Plain.Replace(before, after, StringComparison.Ordinal), "f");
        Assert.Empty(changed.Errors);
        Assert.NotEqual(FlowParser.Parse(Plain, "f").Flow!.Digest, changed.Flow!.Digest);
    }

    [Fact]
    public void The_order_of_top_level_keys_never_matters()
    {
        var blocks = ShippedFlows.Text("policy-exception.yaml").Split("\n\n").Skip(0).Select(b => b.Trim('\n')).ToArray();
        var digest = ShippedFlows.Flow("policy-exception").Digest;
        // Blocks of the list of stages belong together.
        var whole = blocks.Aggregate(new List<string>(), (list, b) =>
        {
            if (b.StartsWith("  - ", StringComparison.Ordinal)) list[^1] += "\n" + b;
            else list.Add(b);
            return list;
        });
        Gen.Int[0, 1_000_000].Sample(seed =>
        {
            var shuffled = whole.ToArray();
            new Random(seed).Shuffle(shuffled);
            return FlowParser.Parse(string.Join("\n", shuffled), "f").Flow?.Digest == digest;
        }, iter: 50);
    }
}
