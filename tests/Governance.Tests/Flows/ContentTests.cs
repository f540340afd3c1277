using Governance.Flows;

namespace Governance.Tests.Flows;

public class ContentTests
{
    private const string Stages = "  - {id: review, all: [{id: body-only, approve: 1, of: legal, bind: [body]}, {id: whole, approve: 1, of: comms}]}";

    private static Scenario Request => Scenario.Of(Stages, ["legal p-1 p-2", "comms p-3 p-4"]);

    [Fact]
    public void An_edit_ends_the_approvals_of_what_it_changes_only()
    {
        var request = Scenario.Of(Stages + "\n  - {id: final, all: [{id: boss, approve: 1, of: legal}]}", ["legal p-1 p-2", "comms p-3 p-4"]).Approve("p-1").Revise("audience", "few");
        Assert.Equal(["p-1"], request.Counted("body-only"));
        var stale = request.Approve("p-3").Revise("audience", "fewer").Need("whole").NotCounted.Single();
        Assert.Equal(WhyNot.Stale, stale.Reason);
        Assert.Equal([new FieldChange("audience", 3, Scenario.Author)], stale.Changes!);
    }

    [Fact]
    public void Returning_to_the_content_revives_the_approval_and_says_so()
    {
        var request = Request.Approve("p-3").Revise("body", "v2").Revise("body", "v1");
        var counted = request.Need("whole").Counted.Single();
        Assert.Equal(("p-3", 1), (counted.Person, counted.Revision));
        Assert.Contains("revision 3 returned to that content", counted.Revived, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edit_of_an_editorial_field_keeps_every_approval() => Assert.Equal(["p-3"], Request.Approve("p-3").Revise("contact", "new").Counted("whole"));

    [Fact]
    public void An_edit_reopens_a_closed_stage_whose_content_it_changed_and_those_behind_it_wait()
    {
        var stages = "  - {id: first, all: [{id: one, approve: 1, of: legal, bind: [body]}]}\n  - {id: second, all: [{id: two, approve: 2, of: comms}]}";
        var request = Scenario.Of(stages, ["legal p-1 p-2", "comms p-3 p-4"]).Approve("p-1").Approve("p-3").Revise("body", "v2");
        Assert.Equal((PartState.Pending, PartState.Waiting), (request.Stage("first").State, request.Stage("second").State));
        Assert.Equal(PartState.Pending, request.Approve("p-1").Stage("second").State);
        Assert.Equal(RequestState.Approved, request.Approve("p-3").Approve("p-4").Now.State);
    }

    [Fact]
    public void A_counted_approver_who_revises_even_editorially_reopens_the_stage()
    {
        var stages = "  - {id: first, all: [{id: one, approve: 1, of: legal}]}\n  - {id: second, all: [{id: two, approve: 2, of: comms}]}";
        var request = Scenario.Of(stages, ["legal p-1 p-2", "comms p-3 p-4"]).Approve("p-1").Revise("contact", "new", by: "p-1");
        Assert.Equal(PartState.Pending, request.Stage("first").State);
        Assert.Equal(WhyNot.Excluded, request.Why("one", "p-1"));
    }

    [Fact]
    public void A_field_the_flow_does_not_classify_is_an_error_that_names_it()
    {
        var request = Request.Revise("surprise", "!");
        Assert.Equal(RequestState.Error, request.Now.State);
        Assert.Contains("`surprise`", request.Now.Sentence, StringComparison.Ordinal);
        Assert.Equal("request.error", RequestGuard.MayDecide(request.Flow, request.History, "p-1", new DecisionMade(Decision.Approve, new Dictionary<string, string>(), []))?.Code);
    }

    [Fact]
    public void A_need_that_binds_a_field_the_content_lacks_is_an_error()
    {
        var request = Scenario.Of("  - {id: review, all: [{id: one, approve: 1, of: legal, bind: [price]}, {id: two, approve: 1, of: legal}]}", ["legal p-1 p-2"]);
        Assert.Equal(RequestState.Error, request.Now.State);
        Assert.Contains("no field `price`", request.Now.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_digest_is_what_sha256sum_makes_of_the_manifest()
    {
        // printf x | sha256sum; then the two lines through sha256sum.
        var fields = new Dictionary<string, string> { ["scope"] = ContentDigest.OfText("x"), ["body"] = ContentDigest.OfText("y"), ["Zulu"] = ContentDigest.OfText("z") };
        Assert.Equal("2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881", fields["scope"]);
        Assert.Equal(
            "a1fce4363854ff888cff4b8e7875d600c2682390412a8cf79b37d0b11148b0fa  body\n2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881  scope\n",
            ContentDigest.Manifest(fields, ["scope", "body", "absent", "body"]));
        Assert.Equal("dcbe0555a8c4009f79820fed64477b32b31dfa85c9e0fc29aec6f64cf27d4618", ContentDigest.Of(fields, ["scope", "body"]));
        Assert.Equal("394521bf5a76447a667949ac9379ee1456172890a47d6b4409a8526a9d0ee462", ContentDigest.Of(fields));
    }

    [Theory]
    [InlineData("a b", "aa")]
    [InlineData("a\nb", "aa")]
    [InlineData("body", "AA")]
    public void A_manifest_line_that_could_be_read_in_two_ways_is_refused(string name, string digest)
    {
        var fields = new Dictionary<string, string> { [name] = digest.PadRight(64, digest[0]) };
        Assert.Throws<ArgumentException>(() => ContentDigest.Of(fields));
    }
}
