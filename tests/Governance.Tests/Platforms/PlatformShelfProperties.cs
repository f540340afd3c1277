using CsCheck;
using Governance.Platforms;

namespace Governance.Tests.Platforms;

/// <summary>What holds for every address, tried on thousands that nobody thought of.</summary>
public sealed class PlatformShelfProperties
{
    private static readonly Gen<string> Word = Gen.OneOf(
        Gen.Char["abcXYZ019._-@:+~%#!?&=/\\ é\u0430\u212A\u200B\0"].Array[0, 12].Select(letters => new string(letters)),
        OneOf("acme", "Acme", "ACME", "share", "pages", "profile.php?id=123456", "@acme", "@acme@mastodon.social", "company/acme", "UCnAOvexSGLBnYidaFzguhTQ", "39955793@N07", "#!/acme", "user/Acme", "..", "%2e%2e", "id:12345"),
        Gen.String[0, 20]);

    private static readonly Gen<string> Host = Gen.OneOf(
        OneOf([.. Shelf.Ours.All.SelectMany(platform => platform.Hosts).Select(host => host.Replace("{locale}", "de", StringComparison.Ordinal).Replace("{site}", "cooking", StringComparison.Ordinal))]),
        OneOf("acme.tumblr.com", "acme.bsky.social", "evilfacebook.com", "facebook.com.evil.org", "www.www.x.com", "X.COM", "127.0.0.1"), Word);

    private static readonly Gen<string> Address = Gen.Select(OneOf("", "http://", "https://", "HTTPS://www.", "//", "ftp://"), Host, OneOf("", "/", "//", "?", "#", "/#!"), Word.List[0, 4], Word)
        .Select((scheme, host, glue, path, tail) => scheme + host + glue + string.Join('/', path) + tail);

    private static readonly Gen<(string Platform, string Handle)> Handle =
        Gen.Select(OneOf([.. Shelf.Ours.All.Select(platform => platform.Name)]), Gen.Select(OneOf("", "id:", "company/", "user/", "@", "c/", "invite/", "channel/", "groups/"), Word, OneOf("", "@mastodon.social", "@social.acme.example", "@stackoverflow.com", "@meta.discourse.org", ".bsky.social"))
            .Select((kind, word, host) => kind + word + host));

    [Fact]
    public void No_text_is_too_strange_to_be_answered() =>
        Gen.OneOf(Gen.String[0, 60], Address).Sample(text => Assert.NotNull(Shelf.Ours.Read(text)), iter: 20_000);

    [Fact]
    public void An_accounts_canonical_address_is_the_same_account() =>
        Address.Sample(text => Same(Shelf.Ours.Read(text)), iter: 20_000);

    [Fact]
    public void A_handles_canonical_form_is_the_same_account_on_the_same_platform() => Handle.Sample(asked =>
    {
        var reading = Shelf.Ours.Read(asked.Platform, asked.Handle);
        Same(reading);
        if (reading is AddressReading.Account account) Assert.Equal(asked.Platform, account.Address.Platform);
    }, iter: 20_000);

    [Fact]
    public void Two_platforms_accounts_never_share_a_key_or_an_address() => Gen.Select(Handle, Handle).Sample((one, other) =>
    {
        if (Shelf.Ours.Read(one.Platform, one.Handle) is not AddressReading.Account first || Shelf.Ours.Read(other.Platform, other.Handle) is not AddressReading.Account second) return;
        if (first.Platform == second.Platform) Assert.Equal(first.Address.Key == second.Address.Key, first.Address.Url == second.Address.Url);
        else Assert.True(first.Address.Key != second.Address.Key && first.Address.Url != second.Address.Url);
    }, iter: 20_000);

    [Fact]
    public void Case_counts_exactly_where_the_platform_says_so() => Gen.Select(OneOf([.. Shelf.Ours.All.Select(platform => platform.Name)]), Gen.Char["abcdefgh"].Array[6, 12]).Sample((name, letters) =>
    {
        var lower = new string(letters);
        var mixed = char.ToUpperInvariant(lower[0]) + lower[1..];
        foreach (var form in new[] { "", "@", "company/", "user/", "profile/", "invite/", "r/" })
        {
            if (Shelf.Ours.Read(name, form + lower) is not AddressReading.Account plain || Shelf.Ours.Read(name, form + mixed) is not AddressReading.Account capital) continue;
            Assert.Equal(plain.Platform.FoldsCase, plain.Address.Key == capital.Address.Key);
        }
    }, iter: 5_000);

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(at => texts[at]);

    private static void Same(AddressReading reading)
    {
        if (reading is not AddressReading.Account { Address: var address, Platform: var platform }) return;
        Assert.StartsWith("https://", address.Url, StringComparison.Ordinal);
        Assert.Equal(address, Assert.IsType<AddressReading.Account>(Shelf.Ours.Read(platform.Name, address.Handle)).Address);
        // A host of the fediverse that is not listed is known only as long as somebody states the account.
        if (platform.Name == "mastodon" && !platform.Hosts.Contains(address.Handle.Split('@')[1])) Assert.IsType<AddressReading.UnknownPlatform>(Shelf.Ours.Read(address.Url));
        else Assert.Equal(address, Assert.IsType<AddressReading.Account>(Shelf.Ours.Read(address.Url)).Address);
    }
}
