namespace Governance.Tests.Platforms;

/// <summary>One account has one address, however it is written.</summary>
public sealed class PlatformShelfTests
{
    [Fact]
    public void TheFileComesOutAsItsExamplesSay() => Assert.NotEmpty(Shelf.Ours.All);

    [Theory]
    [InlineData("facebook", "Acme.Gov", "facebook:acmegov")]
    [InlineData("Twitter", "@Acme", "x:acme")]
    [InlineData("youtube", "@Acme", "youtube:@acme")]
    [InlineData("youtube", "channel/UCnAOvexSGLBnYidaFzguhTQ", "youtube:id:UCnAOvexSGLBnYidaFzguhTQ")]
    [InlineData("youtube", "http://youtube.com/RepHuizenga", "youtube:rephuizenga")]
    [InlineData("x", "share", "no account on x")]
    [InlineData("x", "https://facebook.com/acme", "no account on x")]
    [InlineData("linkedin", "acme", "no account on linkedin")]
    [InlineData("friendster", "acme", "unknown platform")]
    [InlineData("x", "", "unreadable")]
    public void AHandleIsReadOnItsPlatform(string platform, string handle, string expected) =>
        Assert.Equal(expected, Shelf.Word(Shelf.Ours.Read(platform, handle)));
}
