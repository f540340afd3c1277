using Governance.Database;
using Governance.Platforms;
using Microsoft.Extensions.Configuration;

namespace Governance.Tests.Platforms;

/// <summary>A file with a mistake starts no service, and says where the mistake is.</summary>
public sealed class PlatformFileTests
{
    private const string Good = """
        platforms:
          example:
            title: Example
            hosts: [social.example]
            case: fold
            handle: "[A-Za-z]+"
            longest: 20
            says: A name has letters.
            accounts:
              - as: "{handle}"
                url: "https://social.example/{handle}"
                from: ["/{handle}"]
            proofs: {two-people: Somebody confirms it.}
            examples: {social.example/Acme: acme}
        """;

    [Fact]
    public void A_small_file_is_enough() => Assert.Equal("example:acme", Shelf.Word(PlatformFile.Read("p.yaml", Good).Read("www.social.example/ACME")));

    [Theory]
    [InlineData("title: Example", "titel: Example", "p.yaml:3:5: `example` has no key `titel`. Did you mean `title`?")]
    [InlineData("case: fold", "case: maybe", "p.yaml:5:11: `case` must be fold or exact.")]
    [InlineData("hosts: [social.example]", "hosts: [www.social.example]", "p.yaml:4:13: `www.social.example` must be a host")]
    [InlineData("hosts: [social.example]", "hosts: [Social.Example]", "p.yaml:4:13: `Social.Example` must be a host")]
    [InlineData("\"[A-Za-z]+\"", "\"[A-Za-z+\"", "p.yaml:6:13: `handle` is no pattern")]
    [InlineData("\"[A-Za-z]+\"", "\"(?=a)[A-Za-z]+\"", "p.yaml:6:13: `handle` is no pattern that can be matched without backtracking")]
    [InlineData("longest: 20", "longest: many", "p.yaml:7:14: `longest` must be a whole number")]
    [InlineData("from: [\"/{handle}\"]", "from: [\"/{handel}/{**}/x\"]", "p.yaml:12:16: `{**}` is none of")]
    [InlineData("from: [\"/{handle}\"]", "from: [\"/about\"]", "p.yaml:10:9: `/about` does not find the {handle}")]
    [InlineData("from: [\"/{handle}\"]", "from: [\"{handle}\"]", "p.yaml:12:16: An address form begins with `/`")]
    [InlineData("url: \"https", "url: \"http", "p.yaml:10:9: `url` must be an https address")]
    [InlineData("as: \"{handle}\"", "as: \"x\"", "p.yaml:10:9: `x` has no {handle}, so accounts could not be told apart")]
    [InlineData("{two-people: Somebody confirms it.}", "{two-poeple: Somebody confirms it.}", "p.yaml:13:14: There is no proof `two-poeple`. Did you mean `two-people`?")]
    [InlineData("{two-people: Somebody confirms it.}", "{oembed: Post it.}", "p.yaml:13:14: `oembed` needs `url`, `text` and `author`")]
    [InlineData("{two-people: Somebody confirms it.}", "{}", "p.yaml:3:5: A platform that is open needs at least one proof")]
    [InlineData("social.example/Acme: acme", "social.example/Acme: Acme", "p.yaml:14:16: `social.example/Acme` should be `Acme` on Example, and is read as `example:acme`")]
    [InlineData("/{handle}\"\n        from", "/u/{handle}\"\n        from", "p.yaml:14:16: `https://social.example/u/acme` is the canonical address of `acme`, and is read as no account")]
    [InlineData("platforms:", "platforms: {}\nx:", "p.yaml:2:1: The file has no key `x`")]
    [InlineData("platforms:", "platforms: [", "p.yaml:")]
    public void A_mistake_is_refused_with_its_line(string right, string wrong, string said) =>
        Assert.Contains(said, Assert.Throws<FormatException>(() => PlatformFile.Read("p.yaml", Good.Replace(right, wrong, StringComparison.Ordinal))).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_platforms_cannot_have_one_host_or_one_name()
    {
        var twice = Good + "\n" + Good.Replace("platforms:\n", "", StringComparison.Ordinal).Replace("  example:", "  other:\n    aliases: [example]", StringComparison.Ordinal);
        var said = Assert.Throws<FormatException>(() => PlatformFile.Read("p.yaml", twice)).Message;
        Assert.Contains("`social.example` belongs to `example` already", said, StringComparison.Ordinal);
        Assert.Contains("`example` belongs to `example` already", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_does_not_start_with_a_file_that_is_wrong_or_missing()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.yaml");
        var settings = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>("Organisation:Platforms", path)]).Build();
        Assert.Contains(path, Assert.Throws<StartFailure>(() => PlatformsFeature.Load(settings)).Message, StringComparison.Ordinal);
        try
        {
            File.WriteAllText(path, "platforms: 1");
            Assert.Contains($"{path}:1:12", Assert.Throws<StartFailure>(() => PlatformsFeature.Load(settings)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
