using CsCheck;
using Governance.CommandLine;

namespace Governance.Tests.CommandLine;

/// <summary>Comma-separated values as RFC 4180 has them, and as people write them.</summary>
public sealed class CsvTextTests
{
    [Theory]
    [InlineData("a,b\n", "a|b")]
    [InlineData("a,b", "a|b")]
    [InlineData("a,b\r\nc,d\r\n", "a|b", "c|d")]
    [InlineData("a,\"b, c\"\n", "a|b, c")]
    [InlineData("\"say \"\"yes\"\"\",b\n", "say \"yes\"|b")]
    [InlineData("\"two\nlines\",b\nc,d\n", "two\nlines|b", "c|d")]
    [InlineData("\n\na,b\n\n", "a|b")]
    [InlineData(" a , b \n", "a|b")]
    [InlineData("a,\n", "a|")]
    [InlineData("")]
    public void Records_are_read(string text, params string[] records) => Assert.Equal(records, CsvText.Read(text).Select(record => string.Join('|', record.Fields)));

    [Theory]
    [InlineData("a,b\n\"open,c\nd,e\n")]
    [InlineData("a,b\n\"shut\"x,c\nd,e\n")]
    public void A_record_that_cannot_be_read_is_told_with_its_line_and_the_next_is_read(string text)
    {
        var records = CsvText.Read(text).ToList();
        Assert.Equal([1, 2, 3], records.Select(record => record.Line));
        Assert.Equal([false, true, false], records.Select(record => record.Fault is not null));
        Assert.Equal(["d", "e"], records[2].Fields);
    }

    [Fact]
    public void Whatever_is_written_in_quotes_is_read_back() =>
        Gen.String[Gen.Char["ab,\"\n x"], 0, 8].Array[2, 4].Array[1, 5].Sample(rows =>
        {
            var text = string.Concat(rows.Select(row => string.Join(',', row.Select(field => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n"));
            return CsvText.Read(text).Select(record => string.Join('|', record.Fields)).SequenceEqual(rows.Select(row => string.Join('|', row)));
        });

    [Fact]
    public void No_text_breaks_it() => Gen.String[Gen.Char["a,\"\n\r"], 0, 60].Sample(text => CsvText.Read(text).Count() <= text.Length);
}
