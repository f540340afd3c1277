extern alias verify;

using System.Text;
using verify::Governance.Verify;

namespace Governance.Tests.Verify;

public sealed class VerifyCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("governance-command-");

    public void Dispose() => _folder.Delete(recursive: true);

    private static (int Code, string Output, string Error) Run(params string[] words)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        var code = VerifyCommand.Run(words, output, error, watched: false);
        return (code, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }

    [Fact]
    public void What_holds_ends_with_0_and_what_does_not_with_1()
    {
        Acme.Whole().WriteTo(_folder.FullName);
        var (code, output, error) = Run(_folder.FullName, "--key", Acme.Log().Signer.Verifier.ToString());
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("VERIFIED. Everything in this bundle is as the log recorded it.", output, StringComparison.Ordinal);
        Assert.Contains("the whole log gov.example/governance/acme", output, StringComparison.Ordinal);

        File.AppendAllText(Path.Combine(_folder.FullName, "events.jsonl"), "{}\n");
        Assert.Equal(1, Run(_folder.FullName).Code);
        Assert.StartsWith("{", Run(_folder.FullName, "--json").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/nowhere/at/all")]
    [InlineData("--frobnicate .")]
    [InlineData(". ..")]
    [InlineData(". --key")]
    [InlineData(". --key nonsense")]
    [InlineData(". --key a --policy b")]
    [InlineData(". --policy /nowhere")]
    [InlineData(". --since /nowhere")]
    [InlineData(". --known many")]
    public void A_wrong_call_ends_with_2_and_says_why(string words)
    {
        Acme.Whole().WriteTo(_folder.FullName);
        var (code, _, error) = Run([.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(x => x == "." ? _folder.FullName : x)]);
        Assert.Equal(2, code);
        Assert.Contains("--help", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_none_is_told_as_that_and_not_as_a_policy_nobody_gave()
    {
        Acme.Whole().WriteTo(_folder.FullName);
        var (_, _, error) = Run(_folder.FullName, "--key", "foo");
        Assert.StartsWith("--key foo ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("policy", error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("..", error, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder.FullName, "own.txt"), "log foo\n");
        var (_, _, own) = Run(_folder.FullName, "--policy", Path.Combine(_folder.FullName, "own.txt"));
        Assert.Contains("line 1", own, StringComparison.Ordinal);
        Assert.DoesNotContain("..", own, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_says_what_is_checked_and_how_it_ends()
    {
        var (code, output, _) = Run("--help");
        Assert.Equal(0, code);
        foreach (var word in (string[])["--key", "--policy", "--since", "--known", "--json", "Ends with 0"]) Assert.Contains(word, output, StringComparison.Ordinal);
    }
}
