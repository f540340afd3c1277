using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Governance.Ledger;

namespace Governance.Tests.Ledger;

public sealed class CanonicalNumberTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("0e999999999", "0")]
    [InlineData("1.0", "1")]
    [InlineData("1e3", "1000")]
    [InlineData("1000000000000000000000", "1e+21")]
    [InlineData("100000000000000000000", "100000000000000000000")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("0.0000001", "1e-7")]
    [InlineData("-1.50", "-1.5")]
    [InlineData("123456789012345678901e-20", null)]
    [InlineData("12345678901234567890e-10", null)]
    [InlineData("9007199254740992", "9007199254740992")]
    [InlineData("9007199254740993", null)]
    [InlineData("5e-324", "5e-324")]
    [InlineData("4e-324", null)]
    [InlineData("1.7976931348623157e308", "1.7976931348623157e+308")]
    [InlineData("1.7976931348623159e308", null)]
    [InlineData("0.30000000000000004", "0.30000000000000004")]
    [InlineData("0.30000000000000005", null)]
    public void A_number_is_printed_as_a_double_or_refused_when_that_would_change_it(string written, string? form)
    {
        if (form is not null) Assert.Equal(form, CanonicalJsonTests.Of(written));
        else Assert.Equal(CanonicalJsonReason.InexactNumber, Assert.Throws<CanonicalJsonException>(() => CanonicalJsonTests.Of(written)).Reason);
    }

    [Fact]
    public void A_thousand_doubles_are_printed_as_ECMAScript_prints_them()
    {
        var ran = 0;
        foreach (var line in File.ReadLines(Vectors.PathOf("jcs", "es6_1000.txt")))
        {
            var value = BitConverter.UInt64BitsToDouble(ulong.Parse(line.Split(',')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            Assert.Equal(line.Split(',')[1], CanonicalJsonTests.Of(value.ToString("R", CultureInfo.InvariantCulture)));
            ran++;
        }
        Assert.Equal(1000, ran);
    }

    [Fact]
    public void Ten_thousand_doubles_have_the_digest_that_the_form_s_author_published()
    {
        // The sequence: the doubles of the file above that come from a table, 2,000 smallest normal ones, then what SHA-256 makes of its own output.
        var table = File.ReadLines(Vectors.PathOf("jcs", "es6_1000.txt")).Select(x => ulong.Parse(x.Split(',')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).TakeWhile(x => x != 0x0010000000000000 + 1).ToList();
        table.RemoveAt(table.Count - 1);
        var text = new StringBuilder();
        foreach (var bits in table.Concat(Enumerable.Range(0, 2000).Select(x => 0x0010000000000000 + (ulong)x)).Concat(Drawn()).Take(10_000))
        {
            var written = BitConverter.UInt64BitsToDouble(bits).ToString("R", CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"{bits:x},{CanonicalJsonTests.Of(written)}\n");
        }
        Assert.Equal("b9f7a8e75ef22a835685a52ccba7f7d6bdc99e34b010992cbc5864cd12be6892", Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text.ToString()))));
    }

    private static IEnumerable<ulong> Drawn()
    {
        for (var block = SHA256.HashData(new byte[32]); ; block = SHA256.HashData(block))
        {
            for (var at = 0; at < 32; at += 8)
            {
                var bits = BinaryPrimitives.ReadUInt64LittleEndian(block.AsSpan(at));
                if (BitConverter.UInt64BitsToDouble(bits) is var value && value != 0 && double.IsFinite(value)) yield return bits;
            }
        }
    }
}
