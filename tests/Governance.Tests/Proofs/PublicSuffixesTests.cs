using Governance.Proofs;

namespace Governance.Tests.Proofs;

public sealed class PublicSuffixesTests
{
    private static readonly PublicSuffixes List = PublicSuffixes.Parse(
    [
        "// ===BEGIN ICANN DOMAINS===", "", "com", "uk", "co.uk", "*.ck", "!www.ck", "公司.cn", "github.io // a host",
    ]);

    [Theory]
    [InlineData("com", true)]
    [InlineData("unknown", true)]
    [InlineData("co.uk", true)]
    [InlineData("acme.co.uk", false)]
    [InlineData("any.ck", true)]
    [InlineData("www.ck", false)]
    [InlineData("acme.any.ck", false)]
    [InlineData("xn--55qx5d.cn", true)]
    [InlineData("github.io", true)]
    [InlineData("acme.github.io", false)]
    [InlineData("acme.com", false)]
    public void The_list_says_where_anybody_can_register(string name, bool suffix) => Assert.Equal(suffix, List.Has(name));

    [Theory]
    [InlineData("com", true)]
    [InlineData("co.uk", true)]
    [InlineData("com.au", true)]
    [InlineData("github.io", true)]
    [InlineData("acme.co.uk", false)]
    [InlineData("acme.example", false)]
    [InlineData("t.co", false)]
    public void Without_the_list_a_small_rule_stands_in(string name, bool suffix)
    {
        Assert.Equal(suffix, PublicSuffixes.Small.Has(name));
        Assert.Equal(suffix, PublicSuffixes.Load("/nowhere/list.dat").Has(name));
    }
}
