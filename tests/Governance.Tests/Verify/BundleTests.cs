extern alias verify;

using System.Text.Json;
using Governance.Ledger;
using verify::Governance.Verify;

namespace Governance.Tests.Verify;

/// <summary>What holds, and what an auditor is told about it.</summary>
public sealed class BundleTests
{
    [Fact]
    public void A_whole_log_holds_and_its_states_follow_from_its_events()
    {
        var report = Checked.Run(Acme.Whole());
        Checked.Holds(report);
        Assert.Equal((true, 4L), (report.Whole, report.States));
        Assert.Equal((Acme.Log().Leaves.Count, report.Events, 1), (report.Leaves, report.Sealed, report.Nodes));
    }

    [Fact]
    public void An_excerpt_holds_and_says_what_an_excerpt_cannot_show()
    {
        var report = Checked.Run(Acme.Excerpt());
        Checked.Holds(report);
        Assert.Equal((false, 2L), (report.Whole, report.States));
        Assert.Contains("cannot show that nothing was left out after the last event", Text(report), StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_of_several_tiles_holds()
    {
        var log = new TestLog();
        for (var i = 0; i < 600; i++) log.Append($"person/p-{i % 7}", "RoleGranted", $$"""{"role":"r{{i}}"}""");
        Checked.Holds(Checked.Run(TestBundle.Whole(log)));
        Checked.Holds(Checked.Run(TestBundle.Excerpt(log, "person/p-3")));
    }

    [Fact]
    public void Whoever_gives_no_key_is_told_that_the_bundle_vouches_for_itself()
    {
        var log = Acme.Log();
        Assert.Contains("agrees with itself", TextReport.Verdict(Checked.Run(Acme.Whole())), StringComparison.Ordinal);
        var trusted = Checked.Run(Acme.Whole(), x => x with { Keys = [log.Signer.Verifier.ToString()] });
        Checked.Holds(trusted);
        Assert.DoesNotContain("agrees with itself", TextReport.Verdict(trusted), StringComparison.Ordinal);
        Assert.Equal(TrustSource.Keys, trusted.TrustSource);
    }

    [Fact]
    public void A_log_that_somebody_made_with_a_key_of_their_own_is_not_the_log()
    {
        var forger = NoteSigner.Of(TestLog.Origin, NoteKeyType.Ed25519, TestLog.Seed(66));
        var log = Acme.Log();
        var trusted = log.Signer.Verifier.ToString();
        log.Signer = forger;
        Checked.Holds(Checked.Run(TestBundle.Whole(log)));
        Assert.Equal("checkpoint.stranger", Checked.Problems(Checked.Run(TestBundle.Whole(log), x => x with { Keys = [trusted] })));
    }

    [Fact]
    public void Witnesses_that_the_policy_asks_for_must_have_cosigned()
    {
        var log = Acme.Log();
        var (one, other) = (NoteSigner.Of("w1.example", NoteKeyType.Ed25519Cosignature, TestLog.Seed(7)), NoteSigner.Of("w2.example", NoteKeyType.MlDsa44Cosignature, TestLog.Seed(8)));
        var policy = Path.GetTempFileName();
        File.WriteAllText(policy, $"log {log.Signer.Verifier}\nwitness w1 {one.Verifier}\nwitness w2 {other.Verifier}\ngroup both all w1 w2\nquorum both\n");
        var seen = Checked.Run(TestBundle.Whole(log, one, other), x => x with { PolicyFile = policy });
        Checked.Holds(seen);
        Assert.Equal(["w1", "w2"], seen.Vouching!.Witnesses);
        Assert.Equal("checkpoint.witnesses", Checked.Problems(Checked.Run(TestBundle.Whole(log, one), x => x with { PolicyFile = policy })));
        File.Delete(policy);
    }

    [Fact]
    public void A_policy_that_names_no_log_vouches_for_nothing()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "quorum none\n");
        Assert.Contains("names no log", Assert.ThrowsAny<FormatException>(() => Checked.Run(Acme.Whole(), x => x with { PolicyFile = file })).Message, StringComparison.Ordinal);
        File.Delete(file);
        Assert.Equal("policy.no-log", Checked.Problems(Checked.Run(Acme.Whole().Put("policy.txt", "quorum none\n").Manifested())));
    }

    [Fact]
    public void A_new_key_of_the_log_is_trusted_when_the_old_one_vouches_for_it()
    {
        var (log, next) = (Acme.Log(), NoteSigner.Of(TestLog.Origin, NoteKeyType.Ed25519, TestLog.Seed(9)));
        var old = log.Signer;
        log.Rotate(next, old, next);
        var third = NoteSigner.Of(TestLog.Origin, NoteKeyType.Ed25519, TestLog.Seed(10));
        log.Rotate(third, next, third);
        var report = Checked.Run(TestBundle.Whole(log), x => x with { Keys = [old.Verifier.ToString()] });
        Checked.Holds(report);
        Assert.Equal(third.Verifier.ToString(), report.Vouching!.LogKey);
        Assert.Equal(2, report.Findings.Notes.Count(x => x.Contains("vouches", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_new_key_for_which_the_old_one_does_not_vouch_is_a_stranger_s()
    {
        var (log, next) = (Acme.Log(), NoteSigner.Of(TestLog.Origin, NoteKeyType.Ed25519, TestLog.Seed(9)));
        var old = log.Signer;
        log.Rotate(next, next);
        Assert.Equal($"key.unvouched@{log.Leaves.Count - 1}, checkpoint.stranger", Checked.Problems(Checked.Run(TestBundle.Whole(log), x => x with { Keys = [old.Verifier.ToString()] })));
    }

    [Fact]
    public void A_checkpoint_that_somebody_kept_is_the_beginning_of_the_log()
    {
        var log = Acme.Log();
        var kept = Path.GetTempFileName();
        File.WriteAllText(kept, log.Signed().ToText());
        var (before, oldTree) = (log.Leaves.Count, log.Tree());
        log.Append(Acme.ThePolicy, new Governance.Policies.PolicyApproved("r-1", "1.0", new string('a', 64)));
        log.Append(Acme.ThePolicy, new Governance.Policies.PolicyAbandoned("No."));

        var whole = Checked.Run(TestBundle.Whole(log), x => x with { Since = kept });
        Checked.Holds(whole);
        Assert.Equal(before, whole.Since);

        var tree = log.Tree();
        var proof = string.Concat(Proof.Consistency(before, log.Leaves.Count, x => tree.Touched[x]).Select(x => x.ToBase64() + "\n"));
        var excerpt = TestBundle.Excerpt(log, Acme.ThePolicy).Put($"consistency/{before}-{log.Leaves.Count}", proof).Manifested();
        Checked.Holds(Checked.Run(excerpt, x => x with { Since = kept }));
        Assert.Contains("--since", string.Concat(Checked.Run(excerpt).Findings.Notes), StringComparison.Ordinal);
        Assert.Equal("consistency.missing", Checked.Problems(Checked.Run(TestBundle.Excerpt(log, Acme.ThePolicy), x => x with { Since = kept })));
        Assert.Equal("consistency.forked", Checked.Problems(Checked.Run(excerpt.Put($"consistency/{before}-{log.Leaves.Count}", proof[..^45]).Manifested(), x => x with { Since = kept })));

        var other = new TestLog();
        for (var i = 0; i < 40; i++) other.Append("person/p-1", "PersonChanged", "{}");
        Assert.Equal("consistency.forked", Checked.Problems(Checked.Run(TestBundle.Whole(other), x => x with { Since = kept })));
        Assert.Equal("consistency.shrunk", Checked.Problems(Checked.Run(TestBundle.Whole(new TestLog()), x => x with { Since = kept })));
        File.Delete(kept);
    }

    [Fact]
    public void Events_from_before_the_ledger_bear_no_seal_and_later_ones_must()
    {
        var log = new TestLog(sealing: false);
        log.Append("person/p-1", "PersonChanged", "{}", bare: true);
        log.Append("person/p-1", "PersonChanged", """{"area":"legal"}""", bare: true);
        log.Introduce(log.Node);
        log.Append("person/p-1", "PersonChanged", "{}");
        var report = Checked.Run(TestBundle.Whole(log));
        Checked.Holds(report);
        Assert.Equal((2L, 1L), (report.Older, report.Sealed));
        Assert.Contains("older than the ledger", report.Findings.Notes.Single(), StringComparison.Ordinal);

        log.Append("person/p-1", "PersonChanged", "{}", bare: true);
        Assert.Equal("seal.missing@5", Checked.Problems(Checked.Run(TestBundle.Whole(log))));
    }

    [Fact]
    public void What_the_log_records_as_tampered_with_is_told_and_may_be_known_already()
    {
        var log = Acme.Log();
        log.Record(EntryKind.Mutation, """{"change":"update","by":"postgres"}""", Acme.ThePolicy, 2);
        log.Record(EntryKind.Violation, """{"violation":"not-captured","by":"postgres"}""", Acme.TheClaim, 1);
        var (first, second) = (log.Leaves.Count - 2, log.Leaves.Count - 1);
        var report = Checked.Run(TestBundle.Whole(log));
        Assert.Equal($"recorded.mutation@{first}, recorded.violation@{second}", Checked.Problems(report));
        Assert.Equal("The log records that the event of policy/social, version 2, was changed in the database after it was recorded (database user postgres).", report.Findings.Problems[0].Sentence);
        var known = Checked.Run(TestBundle.Whole(log), x => x with { Known = new HashSet<long> { first, second } });
        Checked.Holds(known);
        Assert.Equal(2, known.Findings.Accepted.Count);
    }

    [Theory]
    [InlineData("seal-missing")]
    [InlineData("seal-unreadable")]
    [InlineData("seal-invalid")]
    [InlineData("seal-of-unknown-node")]
    [InlineData("data-changed")]
    [InlineData("data-not-canonical")]
    [InlineData("headers-not-canonical")]
    [InlineData("event-gone")]
    [InlineData("not-captured")]
    [InlineData("version-out-of-order")]
    [InlineData("wrong-time")]
    [InlineData("time-out-of-range")]
    [InlineData("entry-without-place")]
    public void Each_word_with_which_the_log_says_what_is_wrong_has_a_sentence(string word)
    {
        var log = Acme.Log();
        log.Record(EntryKind.Violation, $$"""{"violation":"{{word}}","by":"postgres"}""", Acme.ThePolicy, 2);
        var sentence = Assert.Single(Checked.Run(TestBundle.Whole(log)).Findings.Problems).Sentence;
        Assert.DoesNotContain(word, sentence, StringComparison.Ordinal);
        Assert.StartsWith("The log records that the event of policy/social, version 2, ", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_that_the_log_could_give_no_place_is_told_as_one_and_can_be_known()
    {
        var log = Acme.Log();
        var stored = log.Append("person/p-1", "PersonChanged", "{}", bare: true);
        var at = log.Leaves.Count - 1;
        log.Leaves[at] = stored with { Entry = new Entry(EntryKind.Event) { Id = stored.Entry.Id, Sequence = stored.Entry.Sequence, At = stored.Entry.At, Data = stored.Entry.Data, Headers = stored.Entry.Headers } };
        log.Record(EntryKind.Violation, """{"violation":"entry-without-place","by":"postgres"}""", "person/p-1", 1);
        Assert.Equal($"entry.without-place@{at}, recorded.violation@{at + 1}", Checked.Problems(Checked.Run(TestBundle.Whole(log))));
        Checked.Holds(Checked.Run(TestBundle.Whole(log), x => x with { Known = new HashSet<long> { at, at + 1 } }));
    }

    [Fact]
    public void An_event_without_a_time_is_told_and_its_stream_is_not_played_past_it()
    {
        var log = Acme.Log();
        var stored = log.Append(Acme.ThePolicy, "PolicyAbandoned", """{"reason":"No."}""");
        var at = log.Leaves.Count - 1;
        log.Leaves[at] = stored with { Entry = stored.Entry with { At = null } };
        log.Append(Acme.ThePolicy, new Governance.Policies.PolicyAbandoned("No."));
        var report = Checked.Run(TestBundle.Whole(log).State(Acme.ThePolicy, 6, "{}").Manifested());
        Assert.Equal($"entry.without-time@{at}, state.uncompared", Checked.Problems(report));
    }

    [Fact]
    public void An_event_of_an_unknown_kind_is_proved_and_not_played()
    {
        var log = Acme.Log();
        log.Append(Acme.ThePolicy, "PolicyBlessed", "{}");
        var report = Checked.Run(TestBundle.Whole(log));
        Assert.Equal($"replay.unknown-type@{log.Leaves.Count - 1}", Checked.Problems(report));
        Assert.Contains("their proof was checked", report.Findings.Problems[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_history_that_cannot_be_is_told_from_one_that_was_changed()
    {
        var log = new TestLog();
        log.Append("policy/p", new Governance.Policies.PolicyAbandoned("Before it began."));
        Assert.Equal("replay.impossible@2", Checked.Problems(Checked.Run(TestBundle.Whole(log))));
        log = new TestLog();
        log.Append("policy/p", "PolicyDrafted", """{"content":7}""");
        Assert.Equal("replay.unreadable@2", Checked.Problems(Checked.Run(TestBundle.Whole(log))));
    }

    [Fact]
    public void A_request_without_its_flow_in_the_bundle_is_not_compared()
    {
        var bundle = TestBundle.Excerpt(Acme.Log(), Acme.TheRequest);
        var (_, version, state) = Acme.StatesOf(Acme.Log()).Single(x => x.Stream == Acme.TheRequest);
        var report = Checked.Run(bundle.State(Acme.TheRequest, version, state).Manifested());
        Assert.Equal("state.uncompared", Checked.Problems(report));
        Assert.Contains("flow", report.Findings.Problems[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_for_programs_says_the_same()
    {
        using var written = new MemoryStream();
        JsonReport.Write(Checked.Run(Acme.Whole().Edit(4, x => x.Replace("Why?", "Whx?", StringComparison.Ordinal)).Manifested()), written);
        var report = JsonElement.Parse(written.ToArray());
        Assert.False(report.GetProperty("verified").GetBoolean());
        Assert.Equal(("data.changed", 4, Acme.ThePolicy, 2), (report.GetProperty("problems")[0].GetProperty("code").GetString(), report.GetProperty("problems")[0].GetProperty("leaf").GetInt32(), report.GetProperty("problems")[0].GetProperty("stream").GetString(), report.GetProperty("problems")[0].GetProperty("version").GetInt32()));
        Assert.Equal("bundle", report.GetProperty("trust").GetProperty("source").GetString());
        Assert.StartsWith("NOT VERIFIED. The first bad event is at leaf 4, policy/social version 2", report.GetProperty("verdict").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_bundle_says_does_not_steer_the_terminal()
    {
        var log = new TestLog();
        log.Append("person/p\u001b[2J", "Strange\u0007Type", "{}");
        Assert.DoesNotContain(Text(Checked.Run(TestBundle.Whole(log))), x => char.IsControl(x) && x != '\n' && x != '\r');
    }

    private static string Text(Report report)
    {
        using var text = new StringWriter();
        TextReport.Write(report, text);
        return text.ToString();
    }
}
