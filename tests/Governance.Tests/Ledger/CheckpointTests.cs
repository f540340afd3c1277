using Governance.Ledger;

namespace Governance.Tests.Ledger;

public sealed class CheckpointTests
{
    private static readonly string Root = Hash.OfData("root"u8).ToBase64();

    /// <summary>The published ones hold words where a root belongs; they are refused as they stand and read with a root.</summary>
    [Fact]
    public void Every_published_checkpoint_is_read_as_published_but_for_roots_that_are_none()
    {
        var ran = 0;
        foreach (var vector in Vectors.Json("json", "checkpoint_parse.json").GetProperty("valid").EnumerateArray())
        {
            var text = vector[0].GetString()!;
            Assert.Null(Checkpoint.TryParse(text));
            var right = text.Replace(text.Split('\n')[2], Root, StringComparison.Ordinal);
            var checkpoint = Checkpoint.Parse(right);
            Assert.Equal((vector[1].GetString(), vector[2].GetInt64(), vector[3].GetString()), (checkpoint.Origin, checkpoint.Size, checkpoint.Extensions));
            Assert.Equal(right, checkpoint.ToText());
            ran++;
        }
        Assert.Equal(3, ran);
    }

    [Fact]
    public void Every_published_wrong_checkpoint_is_refused_also_with_a_root()
    {
        var ran = 0;
        foreach (var vector in Vectors.Json("json", "checkpoint_parse.json").GetProperty("invalid").EnumerateArray())
        {
            var text = vector.GetString()!;
            Assert.Null(Checkpoint.TryParse(text));
            Assert.Null(Checkpoint.TryParse(text.Replace("dGhlIHZpZXcgZnJvbSB0aGUgdHJlZSB0b3BzIGlzIGdyZWF0IQ==", Root, StringComparison.Ordinal).Replace("YmFuYW5hcw==", Root, StringComparison.Ordinal)));
            ran++;
        }
        Assert.Equal(7, ran);
    }

    [Theory]
    [InlineData("Log\n01\nROOT\n")]
    [InlineData("Log\n+1\nROOT\n")]
    [InlineData("Log\n1 \nROOT\n")]
    [InlineData("Log\n\nROOT\n")]
    [InlineData("Log\n9223372036854775808\nROOT\n")]
    [InlineData("Log\n1\nROOT\n\n")]
    [InlineData("Log\n1\nROOT\nmore")]
    [InlineData("Log\n1\nROOT\nmore\n\nlines\n")]
    [InlineData("Log\n1\nROOT")]
    [InlineData("")]
    public void Any_other_spelling_is_no_checkpoint(string text)
    {
        Assert.Null(Checkpoint.TryParse(text.Replace("ROOT", Root, StringComparison.Ordinal)));
        Assert.Throws<FormatException>(() => Checkpoint.Parse(text.Replace("ROOT", Root, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_largest_and_the_empty_tree_have_checkpoints()
    {
        Assert.Equal(long.MaxValue, Checkpoint.Parse($"Log\n9223372036854775807\n{Root}\n").Size);
        Assert.Equal("Log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", new Checkpoint("Log", 0, Merkle.EmptyRoot).ToText());
    }
}
