using CsCheck;
using Governance.Proofs;

namespace Governance.Tests.Proofs;

public sealed class TokenTests
{
    [Fact]
    public void A_token_is_160_random_bits_behind_its_prefix_and_never_twice_the_same()
    {
        var tokens = Enumerable.Range(0, 1000).Select(_ => Token.New()).ToList();
        Assert.All(tokens, token => Assert.True(Token.IsToken(token)));
        Assert.Equal(1000, tokens.Distinct().Count());
        Assert.Equal(32, tokens.SelectMany(token => token[Token.Prefix.Length..]).Distinct().Count());
    }

    [Fact]
    public void A_token_is_found_wherever_it_stands_as_a_word_of_its_own() => Gen.Select(Gen.String, Gen.String).Sample((before, after) =>
    {
        var token = Token.New();
        return Token.IndexIn($"{before} {token} {after}", token) >= 0;
    });

    [Fact]
    public void Nothing_but_the_whole_token_is_found()
    {
        var token = Token.New();
        foreach (var text in new[] { "", token[1..], token[..^1], $"x{token}", $"{token}2", token.ToUpperInvariant(), Token.New(), $"{Token.Prefix}{Token.Prefix}", $"{token[..^1]}{Token.Prefix}" })
            Assert.Equal(-1, Token.IndexIn(text, token));
        Assert.Equal(-1, Token.IndexIn($"{Token.Prefix}{new string('a', 32)}{token}", token));
        Assert.Equal(5, Token.IndexIn($"gov-.{token}.", token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("gov-")]
    [InlineData("gov-abcdefghijklmnopqrstuvwxyz23456")]
    [InlineData("gov-abcdefghijklmnopqrstuvwxyz234568")]
    [InlineData("gov-ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")]
    [InlineData("abc-abcdefghijklmnopqrstuvwxyz234567")]
    public void Another_form_is_no_token(string text) => Assert.False(Token.IsToken(text));
}
