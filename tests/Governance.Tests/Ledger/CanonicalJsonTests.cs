using System.Text;
using System.Text.Json;
using Governance.Ledger;

namespace Governance.Tests.Ledger;

public sealed class CanonicalJsonTests
{
    private const string SeventeenDigits = "333333333.33333329";

    internal static string Of(string json) => Encoding.UTF8.GetString(CanonicalJson.Of(Encoding.UTF8.GetBytes(json)));

    private static CanonicalJsonException Refusal(string json) => Assert.Throws<CanonicalJsonException>(() => Of(json));

    [Fact]
    public void Every_file_of_RFC_8785_has_the_form_that_its_author_published()
    {
        var ran = 0;
        foreach (var file in System.IO.Directory.EnumerateFiles(Vectors.PathOf("jcs", "input")))
        {
            // One number of one file has a digit that a double does not hold; that file is looked at with the number as a double prints it.
            var input = File.ReadAllText(file).Replace(SeventeenDigits, "333333333.3333333", StringComparison.Ordinal);
            Assert.Equal(Vectors.Text("jcs", "output", Path.GetFileName(file)), Of(input));
            ran++;
        }
        Assert.Equal(6, ran);
    }

    [Fact]
    public void A_number_of_RFC_8785s_own_example_is_refused_because_its_last_digit_would_be_lost()
    {
        var refusal = Refusal(Vectors.Text("jcs", "input", "values.json"));
        Assert.Equal((CanonicalJsonReason.InexactNumber, "/numbers/0"), (refusal.Reason, refusal.Path));
    }

    [Fact]
    public void A_value_that_is_already_parsed_has_the_same_form() =>
        Assert.Equal("""{"a":[1,{"b":"ö"}],"z":null}""", Encoding.UTF8.GetString(CanonicalJson.Of(JsonElement.Parse("""{"z":{"z":null, "a" : [1.0,{"b":"\u00f6"}]}}""").GetProperty("z"))));

    [Theory]
    [InlineData("""{"a":1,"b":{"x":1,"x":2}}""", CanonicalJsonReason.DuplicateKey, "/b/x")]
    [InlineData("""{"a":1,"b":2,"\u0061":3}""", CanonicalJsonReason.DuplicateKey, "/\\u0061")]
    [InlineData("""["a",{"b":"x\u0000"}]""", CanonicalJsonReason.NullCharacter, "/1/b")]
    [InlineData("""{"\u0000":1}""", CanonicalJsonReason.NullCharacter, "/\\u0000")]
    [InlineData("""{"a":"\ud800"}""", CanonicalJsonReason.LoneSurrogate, "/a")]
    [InlineData("""{"a":"\udc00"}""", CanonicalJsonReason.LoneSurrogate, "/a")]
    [InlineData("""{"a":"\ud83d\ud83d\ude00"}""", CanonicalJsonReason.LoneSurrogate, "/a")]
    [InlineData("""{"a":"\ud83dx"}""", CanonicalJsonReason.LoneSurrogate, "/a")]
    [InlineData("""{"a":"\ud83d\n"}""", CanonicalJsonReason.LoneSurrogate, "/a")]
    [InlineData("""{"n":9007199254740993}""", CanonicalJsonReason.InexactNumber, "/n")]
    [InlineData("""[0.1,0.10000000000000001]""", CanonicalJsonReason.InexactNumber, "/1")]
    [InlineData("""1e400""", CanonicalJsonReason.InexactNumber, "")]
    [InlineData("""1e-400""", CanonicalJsonReason.InexactNumber, "")]
    [InlineData("""1e-99999999999999999999""", CanonicalJsonReason.InexactNumber, "")]
    [InlineData("""{"a":1,}""", CanonicalJsonReason.NotJson, "/a")]
    [InlineData("""{"a":1} {}""", CanonicalJsonReason.NotJson, "")]
    [InlineData("""{"a":01}""", CanonicalJsonReason.NotJson, "/a")]
    [InlineData("""{'a':1}""", CanonicalJsonReason.NotJson, "")]
    [InlineData("""// a""", CanonicalJsonReason.NotJson, "")]
    [InlineData("NaN", CanonicalJsonReason.NotJson, "")]
    [InlineData("\"a\u0001\"", CanonicalJsonReason.NotJson, "")]
    [InlineData("\"a", CanonicalJsonReason.NotJson, "")]
    [InlineData("", CanonicalJsonReason.NotJson, "")]
    public void What_readers_would_understand_differently_has_no_form(string json, CanonicalJsonReason reason, string path)
    {
        var refusal = Refusal(json);
        Assert.Equal((reason, path), (refusal.Reason, refusal.Path));
    }

    [Theory]
    [InlineData(new byte[] { 0x22, 0xFF, 0x22 })]
    [InlineData(new byte[] { 0x22, 0xED, 0xA0, 0x80, 0x22 })]
    [InlineData(new byte[] { 0x22, 0xC0, 0x80, 0x22 })]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0x31 })]
    public void Bytes_that_are_not_UTF_8_have_no_form(byte[] bytes) =>
        Assert.Equal(CanonicalJsonReason.NotJson, Assert.Throws<CanonicalJsonException>(() => CanonicalJson.Of(bytes)).Reason);

    [Fact]
    public void Sixty_four_levels_are_enough_and_sixty_five_too_many()
    {
        static string Nested(int levels) => string.Concat(Enumerable.Repeat("[", levels)) + string.Concat(Enumerable.Repeat("]", levels));
        Assert.Equal(Nested(64), Of(Nested(64)));
        Assert.Equal(CanonicalJsonReason.TooDeep, Refusal(Nested(65)).Reason);
        Assert.Equal(CanonicalJsonReason.TooDeep, Refusal(Nested(100_000)).Reason);
        Assert.Equal(CanonicalJsonReason.TooDeep, Refusal(string.Concat(Enumerable.Repeat("{\"a\":", 65)) + "1" + new string('}', 65)).Reason);
    }

    [Fact]
    public void Names_stand_in_the_order_of_their_UTF_16_units_in_objects_of_any_size()
    {
        // U+1F600 begins with D83D in UTF-16 and so comes before U+E000, although its UTF-8 comes after.
        Assert.Equal("{\"\U0001F600\":1,\"\uE000\":2,\"\uFFFD\":3}", Of("{\"\uFFFD\":3,\"\uE000\":2,\"\U0001F600\":1}"));
        var names = Enumerable.Range(0, 500).Select(x => $"\"{x:X}\":{x}").ToArray();
        Assert.Equal("{" + string.Join(',', names.Order(StringComparer.Ordinal)) + "}", Of("{" + string.Join(" , ", names.Reverse()) + "}"));
    }

    [Fact]
    public void A_name_twice_in_a_large_object_is_found() =>
        Assert.Equal("/x7", Refusal("{" + string.Join(',', Enumerable.Range(0, 100).Reverse().Append(7).Select(x => $"\"x{x}\":1")) + "}").Path);
}
