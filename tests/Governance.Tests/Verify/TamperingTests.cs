using Governance.Ledger;

namespace Governance.Tests.Verify;

/// <summary>Each thing in a bundle broken once: what catches it is named by its code and the first bad leaf.</summary>
public sealed class TamperingTests
{
    private const int Comment = 4;
    private static readonly int Size = Acme.Log().Leaves.Count;
    private static readonly string Tile = $"tile/0/000.p/{Size}", Entries = $"tile/entries/000.p/{Size}";

    private static readonly Dictionary<string, (Func<TestBundle> Tamper, string Caught)> Attacks = new()
    {
        ["edit the data of an event"] = (() => Acme.Whole().Edit(Comment, x => x.Replace("Why?", "Why.", StringComparison.Ordinal)), "data.changed@4"),
        ["edit the data of an event in an excerpt"] = (() => Acme.Excerpt().Edit(Comment, x => x.Replace("Why?", "Why.", StringComparison.Ordinal)), "data.changed@4"),
        ["edit the headers"] = (() => Acme.Whole().Edit(Comment, x => x.Replace("key:abc", "key:abd", StringComparison.Ordinal)), "headers.changed@4"),
        ["say that somebody else did it"] = (() => Acme.Whole().Edit(Comment, x => x.Replace("\"actor\":\"p-1\"", "\"actor\":\"p-2\"", StringComparison.Ordinal)), "leaf.changed@4"),
        ["say that somebody else did it, in an excerpt"] = (() => Acme.Excerpt().Edit(Comment, x => x.Replace("\"actor\":\"p-1\"", "\"actor\":\"p-2\"", StringComparison.Ordinal)), "leaf.changed@4"),
        ["date an event back"] = (() => Acme.Whole().Edit(Comment, x => x.Replace("2027-01-01T12:00:03", "2026-01-01T12:00:03", StringComparison.Ordinal)), "leaf.changed@4"),
        ["change data and digest together"] = (() => Acme.Whole().Edit(Comment, Reworded), "leaf.changed@4"),
        ["leave out the data"] = (() => Acme.Whole().Edit(Comment, x => x[..x.IndexOf(",\"data\":", StringComparison.Ordinal)] + x[x.IndexOf(",\"headers\":", StringComparison.Ordinal)..]), "data.missing@4"),
        ["leave out the headers"] = (() => Acme.Whole().Edit(Comment, x => x[..x.IndexOf(",\"headers\":", StringComparison.Ordinal)] + "}"), "headers.missing@4"),
        ["leave out an event"] = (() => Acme.Whole().Edit(Comment, _ => ""), "leaf.missing@4"),
        ["leave out the last event"] = (() => Acme.Whole().Edit(Acme.Log().Leaves.Count - 1, _ => ""), $"leaf.missing@{Size - 1}"),
        ["leave out an event of an excerpt"] = (() => Without(Acme.Excerpt().Edit(Comment, _ => ""), "proofs/4.tlog-proof"), "stream.gap@5"),
        ["leave out an event of an excerpt but not its proof"] = (() => Acme.Excerpt().Edit(Comment, _ => ""), "leaf.missing@4"),
        ["leave out the last event of an excerpt's policy"] = (() => Without(Acme.Excerpt().Edit(6, _ => ""), "proofs/6.tlog-proof"), "state.uncompared"),
        ["swap two entries"] = (() => Swapped(Acme.Whole()), "leaf.missing@4"),
        ["put an event in twice"] = (() => Acme.Whole().Edit(Comment, x => x + "\n" + x), "leaf.order@4"),
        ["a line that is no JSON"] = (() => Acme.Whole().Edit(Comment, x => x[..^1]), "line.malformed@4"),
        ["a line with a member of its own"] = (() => Acme.Whole().Edit(Comment, x => x[..^1] + ",\"note\":1}"), "line.malformed@4"),
        ["an entry in another spelling"] = (() => Acme.Whole().Edit(Comment, x => x.Replace("\"k\":\"event\"", "\"k\":\"event\",\"zzz\":1", StringComparison.Ordinal)), "line.malformed@4"),
        ["change a byte of a tile"] = (() => Flipped(Acme.Whole(), Tile), $"leaf.changed@{Size - 2}"),
        ["change a byte of the entries"] = (() => Flipped(Acme.Whole(), Entries), $"entries.changed@{Size - 1}"),
        ["take a tile away"] = (() => Without(Acme.Whole(), Tile), "tile.missing"),
        ["take the entries away"] = (() => Without(Acme.Whole(), Entries), "entries.missing@0"),
        ["take a proof away"] = (() => Without(Acme.Excerpt(), "proofs/4.tlog-proof"), "proof.missing@4"),
        ["exchange two proofs"] = (() => Acme.Excerpt() is var x ? x.Put("proofs/4.tlog-proof", x.Text("proofs/5.tlog-proof")) : null!, "proof.other-leaf@4"),
        ["flip a bit of a proof"] = (() => Acme.Excerpt() is var x ? x.Put("proofs/4.tlog-proof", Other(x.Text("proofs/4.tlog-proof"), 40)) : null!, "proof.malformed@4 leaf.changed@4"),
        ["a proof to another checkpoint"] = (() => Acme.Excerpt() is var x ? x.Put("proofs/4.tlog-proof", x.Text("proofs/4.tlog-proof").Replace($"\n{Size}\n", $"\n{Size + 1}\n", StringComparison.Ordinal)) : null!, "proof.other-checkpoint@4"),
        ["claim a larger log"] = (() => Acme.Excerpt() is var x ? x.Put("checkpoint", x.Text("checkpoint").Replace($"\n{Size}\n", $"\n{Size + 1}\n", StringComparison.Ordinal)) : null!, "proof.other-checkpoint@0"),
        ["change the root under the signature"] = (() => Acme.Whole() is var x ? x.Put("checkpoint", x.Text("checkpoint").Replace(Acme.Log().Head().Root.ToBase64(), default(Hash).ToBase64(), StringComparison.Ordinal)) : null!, "tree.root checkpoint.broken"),
        ["take the checkpoint away"] = (() => Without(Acme.Whole(), "checkpoint"), "checkpoint.missing"),
        ["a checkpoint that is none"] = (() => Acme.Whole().Put("checkpoint", "trust me\n"), "checkpoint.malformed"),
        ["take the policy away"] = (() => Without(Acme.Whole(), "policy.txt"), "policy.missing"),
        ["a policy that is none"] = (() => Acme.Whole().Put("policy.txt", "trust me\n"), "policy.malformed"),
        ["take the events away"] = (() => Without(Acme.Whole(), "events.jsonl"), "events.missing"),
        ["a state that does not follow"] = (() => Acme.Whole() is var x ? x.Put("states/policy__social.json", x.Text("states/policy__social.json").Replace("\"submitted\"", "\"approved\"", StringComparison.Ordinal)) : null!, "state.differs@6"),
        ["a request's state that does not follow"] = (() => Acme.Whole() is var x ? x.Put("states/request__r-1.json", x.Text("states/request__r-1.json").Replace("\"onBehalfOf\":\"p-9\"", "\"onBehalfOf\":\"p-8\"", StringComparison.Ordinal)) : null!, "state.differs@9"),
        ["a state of events to come"] = (() => Acme.Whole() is var x ? x.Put("states/claim__c-1.json", x.Text("states/claim__c-1.json").Replace("\"version\":4,\"state\"", "\"version\":5,\"state\"", StringComparison.Ordinal)) : null!, "state.uncompared"),
        ["a state under another's name"] = (() => Acme.Whole() is var x ? Without(x.Put("states/claim__c-2.json", x.Text("states/claim__c-1.json")), "states/claim__c-1.json") : null!, "state.malformed"),
        ["a proof that the log grew which does not hold"] = (() => Acme.Whole().Put($"consistency/5-{Size}", default(Hash).ToBase64() + "\n"), "consistency.broken"),
        ["a proof that the log grew from nothing"] = (() => Acme.Whole().Put($"consistency/0-{Size}", ""), "consistency.broken"),
        ["a proof that the log grew which is none"] = (() => Acme.Whole().Put($"consistency/5-{Size}", "x\n"), "consistency.malformed"),
    };

    public static TheoryData<string> Names => [.. Attacks.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_was_tampered_with_is_named(string attack)
    {
        var (tamper, caught) = Attacks[attack];
        var problems = Checked.Problems(Checked.Run(tamper().Manifested()));
        Assert.Contains(problems.Split(", ")[0], caught.Split(' '));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Whatever_is_tampered_with_on_the_way_does_not_fit_the_manifest(string attack)
    {
        var problems = Checked.Problems(Checked.Run(Attacks[attack].Tamper()));
        Assert.True(problems.Contains("file.changed", StringComparison.Ordinal) || problems.Contains("file.missing", StringComparison.Ordinal) || problems.Contains("file.unlisted", StringComparison.Ordinal), problems);
    }

    [Fact]
    public void A_file_that_was_added_or_a_manifest_that_is_gone_is_named()
    {
        Assert.Equal("file.unlisted", Checked.Problems(Checked.Run(Acme.Whole().Put($"consistency/{Size}-{Size}", ""))).Split(", ")[0]);
        Assert.Equal("manifest.missing", Checked.Problems(Checked.Run(Without(Acme.Whole(), "manifest.sha256"))));
        Assert.Equal("manifest.malformed", Checked.Problems(Checked.Run(Acme.Whole().Put("manifest.sha256", "nothing\n"))).Split(", ")[0]);
        Assert.Equal("file.unknown", Checked.Problems(Checked.Run(Acme.Whole().Put("run-me.sh", "x"))).Split(", ")[0]);
    }

    [Fact]
    public void Seals_of_other_events_and_other_nodes_are_caught_although_they_are_in_the_log()
    {
        var log = Acme.Log();
        var stolen = log.Leaves[Comment];
        log.Leaves.Add(stolen with { Entry = stolen.Entry with { Id = Guid.NewGuid(), Version = 5 } });
        Assert.Equal($"seal.invalid@{Size}", Checked.Problems(Checked.Run(TestBundle.Whole(log))));

        log = Acme.Log();
        log.Leaves.Add(stolen with { Entry = stolen.Entry with { Version = 5 } });
        Assert.Equal($"event.twice@{Size}", Checked.Problems(Checked.Run(TestBundle.Whole(log))).Split(", ")[0]);

        log = Acme.Log();
        log.Append(Acme.ThePolicy, "PolicyAbandoned", """{"reason":"No."}""", by: NodeKey.Of(TestLog.Seed(44)));
        Assert.Equal($"seal.unknown-node@{Size}", Checked.Problems(Checked.Run(TestBundle.Whole(log))));

        log = Acme.Log();
        log.Append(Acme.ThePolicy, "PolicyAbandoned", """{"reason":"No."}""", bare: true);
        Assert.Equal($"seal.missing@{Size}", Checked.Problems(Checked.Run(TestBundle.Whole(log))));
    }

    [Fact]
    public void A_node_s_key_counts_from_the_leaf_that_introduces_it()
    {
        var log = Acme.Log();
        var later = NodeKey.Of(TestLog.Seed(44));
        log.Append(Acme.ThePolicy, "PolicyAbandoned", """{"reason":"No."}""", by: later);
        log.Introduce(later);
        log.Append(Acme.ThePolicy, new Governance.Policies.PolicyDrafted(Policies.Life.Wording(), Governance.Policies.ChangeKind.Major, null));
        Assert.Equal($"seal.unknown-node@{Size}", Checked.Problems(Checked.Run(TestBundle.Whole(log))));

        log = new TestLog();
        var entry = log.Leaves[1].Entry;
        log.Leaves[1] = new TestLeaf(entry with { Note = entry.Note!.Replace(log.Node.Id, "0123456789abcdef", StringComparison.Ordinal) });
        Assert.Equal("key.wrong@1", Checked.Problems(Checked.Run(TestBundle.Whole(log))));
    }

    [Fact]
    public void Gaps_and_turned_order_are_caught_although_they_are_in_the_log()
    {
        var log = Acme.Log();
        log.SkipVersion(Acme.TheClaim);
        log.Append(Acme.TheClaim, new Governance.Claims.EvidenceAdded(new string('b', 64)));
        Assert.Equal($"stream.gap@{Size}", Checked.Problems(Checked.Run(TestBundle.Whole(log))));

        log = Acme.Log();
        (log.Leaves[4], log.Leaves[5]) = (log.Leaves[5], log.Leaves[4]);
        Assert.Equal("stream.gap@4, stream.order@5", Checked.Problems(Checked.Run(TestBundle.Whole(log))));
    }

    [Fact]
    public void Another_organisation_s_entries_and_a_log_without_a_beginning_are_caught()
    {
        var log = Acme.Log();
        log.Leaves.RemoveAt(0);
        Assert.Equal("genesis.misplaced@0", Checked.Problems(Checked.Run(TestBundle.Whole(log))).Split(", ")[0]);

        log = Acme.Log();
        log.Leaves.Add(log.Leaves[0]);
        Assert.Equal($"genesis.misplaced@{Size}", Checked.Problems(Checked.Run(TestBundle.Whole(log))));

        log = Acme.Log();
        log.Record(EntryKind.Anchor, "{}");
        log.Leaves[Size] = log.Leaves[Size] with { Entry = log.Leaves[Size].Entry with { Tenant = "other" } };
        Assert.Equal($"entry.other-tenant@{Size}", Checked.Problems(Checked.Run(TestBundle.Whole(log))));
    }

    [Fact]
    public void Events_whose_content_had_no_form_when_they_were_logged_are_caught()
    {
        var log = Acme.Log();
        var leaf = log.Append(Acme.ThePolicy, "PolicyAbandoned", """{"reason":"No."}""");
        log.Leaves[Size] = leaf with { Entry = leaf.Entry with { Data = null } };
        Assert.StartsWith($"data.uncommitted@{Size}", Checked.Problems(Checked.Run(TestBundle.Whole(log))), StringComparison.Ordinal);
        Assert.StartsWith("data.not-canonical@4", Checked.Problems(Checked.Run(Acme.Whole().Edit(4, x => x.Replace("\"Why?\"", "9007199254740993", StringComparison.Ordinal)).Manifested())), StringComparison.Ordinal);
    }

    [Fact]
    public void An_excerpt_without_the_leaves_that_introduce_keys_leaves_seals_unchecked_and_is_not_verified()
    {
        var report = Checked.Run(Without(Acme.Excerpt().Edit(1, _ => ""), "proofs/1.tlog-proof").Manifested());
        Assert.StartsWith("seal.unchecked@2, seal.unchecked@3", Checked.Problems(report), StringComparison.Ordinal);
        Assert.Contains("carries every leaf that introduces a key", report.Findings.Problems[0].Sentence, StringComparison.Ordinal);

        var log = Acme.Log();
        log.Append(Acme.ThePolicy, "PolicyAbandoned", """{"reason":"No."}""", bare: true);
        var excerpt = TestBundle.Excerpt(log, Acme.ThePolicy);
        Assert.Equal($"seal.missing@{Size}", Checked.Problems(Checked.Run(excerpt)));
        report = Checked.Run(Without(excerpt.Edit(1, _ => ""), "proofs/1.tlog-proof").Manifested());
        Assert.Contains($"seal.unchecked@{Size}", Checked.Problems(report), StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_without_a_seal_is_older_than_the_ledger_in_an_excerpt_only_when_no_leaf_before_it_is_left_out()
    {
        var log = new TestLog(sealing: false);
        log.Append("person/p-1", "PersonChanged", "{}", bare: true);
        log.Append("person/p-2", "PersonChanged", "{}", bare: true);
        log.Append("person/p-1", "PersonChanged", """{"area":"legal"}""", bare: true);
        log.Introduce(log.Node);
        Checked.Holds(Checked.Run(TestBundle.Whole(log)));
        Checked.Holds(Checked.Run(TestBundle.Excerpt(log, "person/p-1", "person/p-2")));
        var report = Checked.Run(TestBundle.Excerpt(log, "person/p-1"));
        Assert.Equal("seal.unchecked@3", Checked.Problems(report));
        Assert.Contains("whole log", report.Findings.Problems[0].Sentence, StringComparison.Ordinal);
    }

    private static string Reworded(string line)
    {
        var before = """{"clauseId":"purpose","commentId":"c-1","text":"Why?"}""";
        var after = before.Replace("Why?", "Why.", StringComparison.Ordinal);
        Assert.Contains(before, line, StringComparison.Ordinal);
        return line.Replace(before, after, StringComparison.Ordinal).Replace(Hash.OfData(System.Text.Encoding.UTF8.GetBytes(before)).ToBase64Url(), Hash.OfData(System.Text.Encoding.UTF8.GetBytes(after)).ToBase64Url(), StringComparison.Ordinal);
    }

    private static TestBundle Swapped(TestBundle bundle)
    {
        var lines = bundle.Text("events.jsonl").Split('\n');
        (lines[4], lines[5]) = (lines[5], lines[4]);
        return bundle.Put("events.jsonl", string.Join('\n', lines));
    }

    private static TestBundle Without(TestBundle bundle, string file)
    {
        Assert.True(bundle.Files.Remove(file));
        return bundle;
    }

    private static TestBundle Flipped(TestBundle bundle, string file)
    {
        bundle.Files[file][^40] ^= 1;
        return bundle;
    }

    private static string Other(string text, int at) => text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..];
}
