using System.Text;
using Governance.Ledger;

namespace Governance.Tests.Ledger;

public sealed class TlogPolicyTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);
    private static readonly Checkpoint Head = new("example.com/log", 7, Hash.OfData("root"u8));

    private static NoteSigner Signer(NoteKeyType type, byte seed, string name) => NoteSigner.Of(name, type, Enumerable.Repeat(seed, 32).ToArray());

    private static NoteSigner Log(byte seed = 1, string name = "example.com/log") => Signer(NoteKeyType.Ed25519, seed, name);

    private static NoteSigner Witness(byte number) => Signer(NoteKeyType.Ed25519Cosignature, (byte)(100 + number), $"w{number}.example");

    private static string Line(byte number) => $"witness W{number} {Witness(number).Verifier}\n";

    [Fact]
    public void The_published_policy_is_read()
    {
        var vector = Assert.Single(Vectors.Json("json", "tlog_policy.json").GetProperty("valid").EnumerateArray());
        var policy = TlogPolicy.Parse(vector.GetProperty("policy").GetString()!);
        Assert.Equal((vector.GetProperty("n").GetInt32(), 0, "g1", "https://example.com/witness/"), (policy.Witnesses.Count, policy.Logs.Count, policy.Quorum, policy.Witnesses["w2"].Url));
    }

    [Fact]
    public void Every_published_wrong_policy_is_refused()
    {
        var wrong = Vectors.Json("json", "tlog_policy.json").GetProperty("invalid").EnumerateArray().Select(x => x[0].GetString()!).ToArray();
        Assert.Equal(5, wrong.Length);
        foreach (var text in wrong) Assert.Throws<FormatException>(() => TlogPolicy.Parse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("quorum none\nquorum none\n")]
    [InlineData("quorum W1\nL\nW")]
    [InlineData("L\nL\nquorum none\n")]
    [InlineData("W\nW\nquorum none\n")]
    [InlineData("W\ngroup g any W1 W1\nquorum g\n")]
    [InlineData("W\ngroup g any W1\ngroup h any W1\nquorum g\n")]
    [InlineData("W\ngroup g 0 W1\nquorum g\n")]
    [InlineData("W\ngroup g 2 W1\nquorum g\n")]
    [InlineData("W\ngroup g -1 W1\nquorum g\n")]
    [InlineData("W\ngroup g most W1\nquorum g\n")]
    [InlineData("W\ngroup g any\nquorum g\n")]
    [InlineData("W\ngroup g any none\nquorum g\n")]
    [InlineData("group g any h\ngroup h any g\nquorum g\n")]
    [InlineData("W\ngroup W1 any W1\nquorum W1\n")]
    [InlineData("log nonsense\nquorum none\n")]
    [InlineData("trust me\nquorum none\n")]
    [InlineData("quorum none\r\n")]
    [InlineData("quorum none \u007f\n")]
    public void A_policy_that_could_be_read_in_two_ways_is_refused(string text) => Assert.Throws<FormatException>(() => TlogPolicy.Parse(Filled(text)));

    private static string Filled(string text) => text.Replace("L\n", $"log {Log().Verifier}\n", StringComparison.Ordinal).Replace("W\n", Line(1), StringComparison.Ordinal);

    [Fact]
    public void White_space_comments_and_octets_beyond_ASCII_are_taken()
    {
        var policy = TlogPolicy.Parse([.. Encoding.UTF8.GetBytes($"# Zeugen \n\t \n  # more\n \tlog\t {Log().Verifier}  https://example.com/ \nwitness "), 0xFF, .. Encoding.UTF8.GetBytes($" {Witness(1).Verifier}\nquorum "), 0xFF, (byte)'\n']);
        Assert.Equal("\u00FF", policy.Quorum);
        Assert.Single(policy.Logs);
    }

    [Fact]
    public void A_log_is_trusted_by_its_key_under_its_own_name()
    {
        using var log = Log();
        using var stranger = Log(2);
        var policy = TlogPolicy.Parse($"log {log.Verifier}\nquorum none\n");
        Assert.True(policy.Satisfied(SignedNote.Sign(Head.ToText(), Noon, log)));
        Assert.False(policy.Satisfied(SignedNote.Sign(Head.ToText(), Noon, stranger)));
        Assert.False(policy.Satisfied(SignedNote.Sign((Head with { Origin = "example.com/other" }).ToText(), Noon, log)));
        Assert.False(policy.Satisfied(SignedNote.Sign("no checkpoint\n", Noon, log)));
        Assert.Equal(log.Verifier, policy.Check(SignedNote.Sign(Head.ToText(), Noon, stranger, log)).Log);
    }

    [Theory]
    [InlineData("1 2 4", true)]
    [InlineData("2 3 5", true)]
    [InlineData("1 2 3", false)]
    [InlineData("1 4 5", false)]
    [InlineData("4 5", false)]
    [InlineData("", false)]
    public void A_quorum_of_groups_stands_when_enough_of_each_have_cosigned(string cosigners, bool stands)
    {
        using var log = Log();
        var policy = TlogPolicy.Parse($"log {log.Verifier}\n{Line(1)}{Line(2)}{Line(3)}{Line(4)}{Line(5)}group X 2 W1 W2 W3\ngroup Y any W4 W5\ngroup both all X Y\nquorum both\n");
        var note = SignedNote.Sign(Head.ToText(), Noon, [log, .. cosigners.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(x => Witness(byte.Parse(x, System.Globalization.CultureInfo.InvariantCulture)))]);
        Assert.Equal(stands, policy.Satisfied(note));
        Assert.Equal(stands, policy.Check(note).QuorumMet);
        Assert.False(policy.Satisfied(note with { Signatures = [.. note.Signatures.Skip(1)] }));
    }

    [Fact]
    public void A_witness_named_by_its_plain_key_cosigns_with_it_and_a_plain_signature_is_no_cosignature()
    {
        var plain = Signer(NoteKeyType.Ed25519, 101, "w1.example");
        var policy = TlogPolicy.Parse($"witness W1 {plain.Verifier}\nquorum W1\n");
        Assert.True(policy.Satisfied(SignedNote.Sign(Head.ToText(), Noon, Witness(1))));
        Assert.False(policy.Satisfied(SignedNote.Sign(Head.ToText(), Noon, plain)));
    }

    [Fact]
    public void A_broken_cosignature_of_a_known_witness_condemns_the_note()
    {
        using var log = Log();
        var policy = TlogPolicy.Parse($"log {log.Verifier}\n{Line(1)}quorum none\n");
        var other = Witness(1).Sign((Head with { Size = 8 }).ToText(), Noon);
        Assert.False(policy.Satisfied(SignedNote.Sign(Head.ToText(), Noon, log).With(other)));
    }
}
