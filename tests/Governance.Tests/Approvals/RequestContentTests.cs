using Governance.Approvals;
using Governance.Flows;

namespace Governance.Tests.Approvals;

/// <summary>What may be put before approvers: shape, and what the flow makes of it.</summary>
public sealed class RequestContentTests
{
    private static readonly string Digest = new('a', 64);

    private static readonly Flow Flow = FlowParser.Parse(
        """
        flow: tested
        version: 1
        subject: thing
        title: Tested
        content: {bind: [body], editorial: [image, notes]}
        people: {legal: {group: legal}}
        stages:
          - {id: review, all: [{id: legal, approve: 1, of: legal, bind: [body, scope]}]}
        """,
        "tested.yaml").Flow!;

    [Fact]
    public void Texts_are_digested_and_stand_beside_the_digests_of_what_is_kept_elsewhere()
    {
        var content = RequestContent.Of(null, new Dictionary<string, string> { ["body"] = "We open at nine." }, new Dictionary<string, string> { ["image"] = Digest }, ["p-2", "p-1", "p-2"]);
        Assert.Empty(content.Shape());
        Assert.Equal(new Dictionary<string, string> { ["body"] = ContentDigest.OfText("We open at nine."), ["image"] = Digest }, content.Fields());
        Assert.Equal(["p-1", "p-2"], content.Names());
    }

    [Fact]
    public void A_field_that_a_need_binds_must_be_there_and_each_field_must_mean_something_to_the_flow()
    {
        Assert.Empty(Of("body", "scope", "image", "notes").Against(Flow));
        Assert.Equal([("fields.scope", true)], Of("body").Against(Flow).Select(fault => (fault.Member, fault.Reason.Contains("tested asks for approval of the field scope", StringComparison.Ordinal))));
        Assert.Equal([("fields.colour", true)], Of("body", "scope", "colour").Against(Flow).Select(fault => (fault.Member, fault.Reason.Contains("tested does not say what a change of the field colour", StringComparison.Ordinal))));
        var elsewhere = RequestContent.Of(null, null, new Dictionary<string, string> { ["body"] = Digest, ["scope"] = Digest, ["colour"] = Digest }, null);
        Assert.Equal(["digests.colour"], elsewhere.Against(Flow).Select(fault => fault.Member));
    }

    [Fact]
    public void Names_texts_and_digests_of_another_form_are_told_by_member()
    {
        Assert.Equal(["fields.1st"], Faults(texts: new() { ["1st"] = "x" }));
        Assert.Equal(["fields.body"], Faults(texts: new() { ["body"] = null! }));
        Assert.Equal(["digests.body"], Faults(texts: new() { ["body"] = "x" }, digests: new() { ["body"] = Digest }));
        Assert.Equal(["digests.body"], Faults(digests: new() { ["body"] = Digest.ToUpperInvariant() }));
        Assert.Equal(["digests.a b"], Faults(digests: new() { ["a b"] = Digest }));
        Assert.Equal(["subject.risk"], Faults(subject: new() { ["risk"] = null! }));
        Assert.Equal(["subject."], Faults(subject: new() { [""] = "x" }));
        Assert.Equal(["editors"], Faults(editors: [""]));
        Assert.Equal(["editors"], Faults(editors: [null!]));
    }

    [Fact]
    public void Each_size_is_bounded_and_the_bound_itself_is_allowed()
    {
        var many = Enumerable.Range(0, 33).ToDictionary(i => $"f{i}", _ => "x");
        var digests = Enumerable.Range(0, 32).ToDictionary(i => $"d{i}", _ => Digest);
        Assert.Equal(["fields"], Faults(texts: many, digests: digests));
        Assert.Empty(Faults(texts: many.Take(32).ToDictionary(), digests: digests));

        Assert.Empty(Faults(texts: new() { ["body"] = new string('x', RequestContent.MostTextBytes) }));
        Assert.Equal(["fields"], Faults(texts: new() { ["body"] = new string('é', RequestContent.MostTextBytes / 2) + "x" }));

        Assert.Equal(["subject"], Faults(subject: Enumerable.Range(0, 65).ToDictionary(i => $"m{i}", _ => (FactValue)"x")));
        Assert.Equal(["subject"], Faults(subject: new() { ["topics"] = Enumerable.Repeat("word", 4000).ToArray() }));
        Assert.Equal(["editors"], Faults(editors: [.. Enumerable.Range(0, 65).Select(i => $"p-{i}")]));
    }

    private static RequestContent Of(params string[] names) => RequestContent.Of(null, names.ToDictionary(name => name, _ => "x"), null, null);

    private static IEnumerable<string> Faults(Dictionary<string, FactValue>? subject = null, Dictionary<string, string>? texts = null, Dictionary<string, string>? digests = null, string[]? editors = null) =>
        RequestContent.Of(subject, texts, digests, editors).Shape().Select(fault => fault.Member);
}
