using System.Text.Json;
using Governance.Flows;

namespace Governance.Tests.Flows;

public class ExplanationTests
{
    private static Scenario Request => Scenario.Of(
        "  - {id: review, all: [{id: owner, approve: 1, of: owners}, {any: [{id: counsel, approve: 2, of: legal}, {id: boss, approve: 1, of: bosses}]}], reject: {by: legal, count: 2}}",
        ["owners p-1 p-2", "legal p-2 p-3 p-author", "bosses p-9"]).Approve("p-2").Revise("body", "v2").Approve("p-2").Reject("p-3");

    [Fact]
    public void An_explanation_reads_like_this_in_a_terminal() => Assert.Equal(
        """
        tested version 1, revision 2: pending
          Waits for review.
          . review: pending. Waits for p-9; others may do as well.
            p-3: reject on revision 1, "because"
        """.Replace("revision 1,", "revision 2,", StringComparison.Ordinal) + "\n" + """
            . all of
              + owner: approved, 1 of owners (1 of 1, 2 possible)
                + p-2 approved revision 2
              . any of
                . counsel: pending, 2 of legal (0 of 2, 2 possible)
                  - p-2 counts for `owner`; nobody counts twice in this stage.
                  - p-3 rejected.
                  could act: p-3
                . boss: pending, 1 of bosses (0 of 1, 1 possible)
                  could act: p-9

        """.ReplaceLineEndings("\n"),
        EvaluationText.Render(Request.Now));

    [Fact]
    public void An_explanation_is_the_same_tree_as_JSON()
    {
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(Request.Now, FlowJson.Options));
        var stage = json.RootElement.GetProperty("stages")[0];
        Assert.Equal("pending", json.RootElement.GetProperty("state").GetString());
        Assert.Equal("all", stage.GetProperty("tree").GetProperty("kind").GetString());
        var need = stage.GetProperty("tree").GetProperty("branches")[1].GetProperty("branches")[0];
        Assert.Equal("need", need.GetProperty("kind").GetString());
        Assert.Equal("""{"person":"p-2","reason":"used-for-another-need","sentence":"p-2 counts for `owner`; nobody counts twice in this stage.","usedFor":"owner"}""", need.GetProperty("notCounted")[0].GetRawText());
        Assert.Equal("""{"required":2,"effect":"request-changes","standing":[{"person":"p-3","decision":"reject","revision":2,"reason":"because"}]}""", stage.GetProperty("rejections").GetRawText());
    }

    [Fact]
    public void Words_of_people_cannot_forge_a_line_of_the_explanation()
    {
        var request = Scenario.Of("  - {id: review, all: [{id: one, approve: 1, of: legal}]}", ["legal p-1"]).Append(new RequestWithdrawn("x\n  + review: approved\u001b[2J"), Scenario.Author);
        Assert.DoesNotContain("\n  + review: approved", EvaluationText.Render(request.Now), StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", EvaluationText.Render(request.Now), StringComparison.Ordinal);
    }
}
