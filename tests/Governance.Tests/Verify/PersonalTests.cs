extern alias verify;

using System.Text.Json;
using System.Text.Json.Nodes;
using Governance.Ledger;
using verify::Governance.Verify;

namespace Governance.Tests.Verify;

/// <summary>What became of personal data is told apart: disclosed, withheld, lawfully erased, missing.</summary>
public sealed class PersonalTests
{
    private const string Ada = "acme/p-7/k-1", Eve = "acme/p-8/k-2";
    private const int Joined = 2, Other = 3, Erased = 4;

    private static readonly Disclosure AdasName = Disclosure.Make(TestLog.Seed(5), "name", "\"Ada\""u8), EvesName = Disclosure.Make(TestLog.Seed(6), "name", "\"Eve\""u8);

    private static string Concealed(Disclosure disclosure, string person, string key) =>
        $$$"""{"area":"legal","name":{"_sd":"{{{disclosure.Digest.ToBase64Url()}}}","p":"{{{person}}}","k":"{{{key}}}","c":"Y2lwaGVy"}}""";

    /// <summary>Leaf 2 names Ada, leaf 3 Eve, leaf 4 erases Ada.</summary>
    private static TestLog Log(string erased = Ada)
    {
        var log = new TestLog();
        log.Append("person/p-7", "PersonJoined", Concealed(AdasName, "p-7", Ada));
        log.Append("person/p-8", "PersonJoined", Concealed(EvesName, "p-8", Eve));
        log.Append("person/p-7", "PersonErased", new JsonObject { ["keys"] = new JsonArray(erased), ["basis"] = "objection" }.ToJsonString(), kind: EntryKind.Erasure);
        return log;
    }

    private static string Line(int leaf, Disclosure disclosure, Disclosure? text = null) =>
        JsonSerializer.Serialize(new { leaf, _sd = disclosure.Digest.ToBase64Url(), disclosure = (text ?? disclosure).Encoded }) + "\n";

    private static string ErasureLine(string key = Ada, string person = "p-7", string basis = "objection", int leaf = Erased) => $$"""{"leaf":{{leaf}},"keys":["{{key}}"],"person":"{{person}}","basis":"{{basis}}"}""" + "\n";

    private static Report Run(string disclosures = "", string withheld = "", string erasures = "", TestLog? log = null) =>
        Checked.Run(TestBundle.Whole(log ?? Log()).Put("disclosures.jsonl", disclosures).Put("withheld.txt", withheld).Put("erasures.jsonl", erasures).Manifested());

    [Fact]
    public void The_erased_the_withheld_and_the_disclosed_are_told_apart()
    {
        var report = Run(Line(Other, EvesName), "", ErasureLine());
        Checked.Holds(report);
        Assert.Equal((1L, 0L, 1L), (report.Disclosed, report.Withheld, report.Erased));

        report = Run("", $"{Other} {EvesName.Digest.ToBase64Url()}\n", ErasureLine());
        Checked.Holds(report);
        Assert.Equal((0L, 1L, 1L), (report.Disclosed, report.Withheld, report.Erased));
    }

    [Fact]
    public void What_is_neither_disclosed_nor_withheld_nor_erased_is_missing()
    {
        var report = Run(erasures: ErasureLine());
        Assert.Equal("personal.missing@3", Checked.Problems(report));
        Assert.Contains("'name' about p-8", report.Findings.Problems[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_leaf_of_the_log_makes_an_erasure_lawful()
    {
        Assert.Equal("personal.missing@2, erasure.unproved@4", Checked.Problems(Run(Line(Other, EvesName), "", ErasureLine(), Log(erased: "acme/p-9/k-9"))));
        Assert.Equal("personal.missing@3, erasure.unproved@3", Checked.Problems(Run("", "", ErasureLine() + ErasureLine(Eve, "p-8", leaf: 3))));
    }

    [Fact]
    public void An_erasure_says_whom_and_why_as_the_log_does()
    {
        Checked.Holds(Run(Line(Other, EvesName), "", ErasureLine()));
        Assert.Equal("erasure.unproved@4", Checked.Problems(Run(Line(Other, EvesName), "", ErasureLine(basis: "childsData"))));
        Assert.Equal("erasure.unproved@4", Checked.Problems(Run(Line(Other, EvesName), "", ErasureLine(person: "p-8"))));
        Assert.Equal("erasure.malformed", Checked.Problems(Run(Line(Other, EvesName), "", "{}\n")));
    }

    [Fact]
    public void What_was_written_under_a_destroyed_key_later_is_not_erased_by_it()
    {
        var log = Log();
        log.Append("person/p-7", "PersonCardChanged", Concealed(AdasName, "p-7", Ada));
        Assert.Equal("personal.missing@2", Checked.Problems(Run(Line(Other, EvesName), log: log)));
    }

    [Fact]
    public void An_exchanged_disclosure_does_not_fit()
    {
        Assert.Equal("disclosure.substituted@3", Checked.Problems(Run(Line(Other, EvesName, AdasName))));
        Assert.Equal("disclosure.substituted@3", Checked.Problems(Run(Line(Other, EvesName, Disclosure.Make(TestLog.Seed(6), "name", "\"Eva\""u8)))));
        var log = Log();
        var alias = Disclosure.Make(TestLog.Seed(7), "alias", "\"E.\""u8);
        log.Append("person/p-9", "PersonJoined", Concealed(alias, "p-9", "acme/p-9/k-9"));
        Assert.Equal("disclosure.malformed@5", Checked.Problems(Run(Line(Other, EvesName) + Line(5, alias), log: log)));
    }

    [Fact]
    public void A_disclosure_or_a_withholding_of_what_the_event_does_not_hold_is_told()
    {
        Assert.Equal("disclosure.stray@3", Checked.Problems(Run(Line(Other, EvesName) + Line(Other, AdasName))));
        Assert.Equal("withheld.stray@3", Checked.Problems(Run(Line(Other, EvesName), $"3 {AdasName.Digest.ToBase64Url()}\n")));
        Assert.Equal("disclosure.stray", Checked.Problems(Run(Line(Other, EvesName) + Line(77, AdasName))));
        Assert.Equal("disclosure.stray", Checked.Problems(Run(Line(Other, EvesName) + "{}\n")));
        Assert.Equal("disclosure.stray", Checked.Problems(Run(Line(Other, EvesName) + Line(Joined, AdasName))));
    }

    [Fact]
    public void An_erasure_that_names_no_keys_is_told()
    {
        var log = Log();
        log.Append("person/p-8", "PersonErased", """{"basis":"objection"}""", kind: EntryKind.Erasure);
        Assert.Equal("erasure.malformed@5", Checked.Problems(Run(Line(Other, EvesName), log: log)));
    }

    [Fact]
    public void A_member_whose_name_is_spelled_with_escapes_is_missing_all_the_same()
    {
        var bundle = TestBundle.Whole(Log()).Put("disclosures.jsonl", "").Put("erasures.jsonl", ErasureLine());
        bundle.Edit(Other, x => x.Replace("\"_sd\"", "\"\\u005fsd\"", StringComparison.Ordinal));
        Assert.Equal("personal.missing@3", Checked.Problems(Checked.Run(bundle.Manifested())));
    }

    [Fact]
    public void An_erasure_without_a_valid_seal_makes_nothing_lawful()
    {
        var log = Log();
        var erasure = log.Leaves[Erased];
        var forged = log.With(Erased, erasure with { Entry = erasure.Entry with { Seal = erasure.Entry.Seal! with { Sig = new byte[64] } } });
        Assert.Equal("personal.missing@2, seal.invalid@4, erasure.unsealed@4", Checked.Problems(Run(Line(Other, EvesName), log: forged)));

        log = new TestLog(sealing: false);
        log.Append("person/p-7", "PersonJoined", Concealed(AdasName, "p-7", Ada), bare: true);
        log.Append("person/p-7", "PersonErased", new JsonObject { ["keys"] = new JsonArray(Ada), ["basis"] = "objection" }.ToJsonString(), kind: EntryKind.Erasure, bare: true);
        Assert.Equal("personal.missing@1, erasure.unsealed@2", Checked.Problems(Run(log: log)));
    }
}
