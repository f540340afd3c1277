using System.Diagnostics;
using System.Text.RegularExpressions;
using Governance.Policies;

namespace Governance.Tests.Verify;

/// <summary>What the README says about checking by hand, typed exactly so.</summary>
public sealed partial class ByHandTests : IDisposable
{
    private const string Heading = "## Check the ledger by hand";

    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("governance-by-hand-");

    public void Dispose() => _folder.Delete(recursive: true);

    private static TestBundle Bundle()
    {
        var log = new TestLog();
        for (var i = 0; i < 300; i++) log.Append($"person/p-{i}", "PersonChanged", $$"""{"grade":{{i}}}""");
        log.Append(Acme.ThePolicy, new PolicyPublished("1.0 \"Größe\", data: {}", new string('a', 64), "r-1", TestLog.Noon), new PolicyBecameEffective("1.0", new string('a', 64)));
        for (var i = 0; i < 7; i++) log.Append($"person/p-{i}", "PersonChanged", "{}");
        return TestBundle.Excerpt(log, Acme.ThePolicy);
    }

    [Fact]
    public async Task The_commands_of_the_readme_find_a_bundle_right()
    {
        var (exitCode, output) = await Run(Bundle());
        Assert.True(exitCode == 0, output);
        Assert.Contains("data: as recorded", output, StringComparison.Ordinal);
        Assert.Contains("leaf 302: in the log", output, StringComparison.Ordinal);
        Assert.Contains("Signature Verified Successfully", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task And_each_of_them_finds_what_was_changed()
    {
        Assert.Contains("data: CHANGED", (await Run(Bundle().Edit(302, x => x.Replace("\"r-1\"", "\"r-2\"", StringComparison.Ordinal)).Manifested())).Output, StringComparison.Ordinal);
        Assert.Contains("NOT IN THE LOG", (await Run(Bundle().Edit(302, x => x.Replace("\"actor\":\"p-1\"", "\"actor\":\"p-2\"", StringComparison.Ordinal)).Manifested())).Output, StringComparison.Ordinal);
        var moved = Bundle();
        Assert.Contains("Signature Verification Failure", (await Run(moved.Put("checkpoint", moved.Text("checkpoint").Replace("\n311\n", "\n312\n", StringComparison.Ordinal)).Manifested())).Output, StringComparison.Ordinal);
        Assert.Contains("FAILED", (await Run(Bundle().Edit(302, x => x.Replace("\"r-1\"", "\"r-2\"", StringComparison.Ordinal)))).Output, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Output)> Run(TestBundle bundle)
    {
        bundle.WriteTo(_folder.CreateSubdirectory("policy-bundle").FullName);
        var readme = await File.ReadAllTextAsync(System.IO.Path.Combine(Root(AppContext.BaseDirectory), "README.md"), TestContext.Current.CancellationToken);
        var section = readme[readme.IndexOf(Heading, StringComparison.Ordinal)..];
        var blocks = ShellBlock().Matches(section[..section.IndexOf("\n## ", 1, StringComparison.Ordinal)]).Select(x => x.Groups["script"].Value).ToArray();
        // The first one asks a service for the bundle.
        Assert.Equal(4, blocks.Length);
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", "set -uo pipefail\n" + string.Join('\n', blocks.Skip(1))]) { WorkingDirectory = _folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        await bash.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return (bash.ExitCode, await output + await errors);
    }

    private static string Root(string folder) => File.Exists(System.IO.Path.Combine(folder, "Governance.sln")) ? folder : Root(System.IO.Path.GetDirectoryName(folder)!);

    [GeneratedRegex("^```sh\n(?<script>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex ShellBlock();
}
