using CsCheck;
using Governance.Fetching;

namespace Governance.Tests.Fetching;

public sealed class HostNameTests
{
    [Theory]
    [InlineData("Acme.Example", "acme.example")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("XN--BCHER-KVA.example", "xn--bcher-kva.example")]
    public void A_host_has_one_name_however_it_is_written(string text, string name) => Assert.Equal(name, HostName.ReadInternational(text));

    [Theory]
    [InlineData("acme")]
    [InlineData("acme.example/../x")]
    [InlineData("acme.example?x")]
    [InlineData("acme.example:80")]
    [InlineData("user@acme.example")]
    [InlineData("acme.example\n")]
    [InlineData(" acme.example")]
    [InlineData("127.0.0.1")]
    [InlineData("a.１２７")]
    [InlineData("①②⑦.①")]
    [InlineData("xn--zz--.example")]
    public void What_is_no_hosts_name_is_none(string text) => Assert.Null(HostName.ReadInternational(text));

    [Fact]
    public void Whatever_is_read_is_harmless_in_an_address_and_reads_as_itself() => Gen.String.Sample(text =>
        HostName.ReadInternational(text) is not { } name || HostName.Read(name) == name && new Uri($"https://{name}/").Host == name);

    [Theory]
    [InlineData("www.acme.example", true)]
    [InlineData("acme.example", true)]
    [InlineData("evilacme.example", false)]
    [InlineData("acme.example.evil.example", false)]
    public void Within_a_domain_is_itself_and_what_is_below(string name, bool within) => Assert.Equal(within, HostName.IsWithin(name, "acme.example"));
}
