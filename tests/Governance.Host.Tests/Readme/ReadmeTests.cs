using System.Diagnostics;
using System.Text.RegularExpressions;
using Governance.Host.Tests.Database;

namespace Governance.Host.Tests.Readme;

public sealed partial class ReadmeTests
{
    private static readonly string Root = RootFrom(AppContext.BaseDirectory);

    [Fact]
    public async Task A_stranger_pastes_every_command_of_the_readme_after_run_it_and_each_one_works()
    {
        using var folder = new ScratchFolder();
        await TestCluster.CopyPristineAsync(folder.DataFolder);
        using var service = new ServiceProcess(("Database__DataFolder", folder.DataFolder));
        await service.ReadyAsync();
        await service.SaysAsync("Paste one of these");

        var script = string.Join('\n', Blocks(await File.ReadAllTextAsync(Path.Combine(Root, "README.md"), TestContext.Current.CancellationToken)))
            .Replace("http://127.0.0.1:5080", Address().Match(service.Output).Value, StringComparison.Ordinal)
            .Replace(".data/", folder.DataFolder + "/", StringComparison.Ordinal);
        var (exitCode, output) = await Bash($"set -euo pipefail\nops/governance() {{ dotnet '{typeof(Program).Assembly.Location}' \"$@\"; }}\n{script}");

        Assert.True(exitCode == 0, output);
        Assert.Contains("PolicyBecameEffective", output, StringComparison.Ordinal);
        Assert.Contains("Aoife Brennan published social-media-policy 1.0", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_section_of_the_readme_that_the_product_names_is_there()
    {
        var headings = Heading().Matches(File.ReadAllText(Path.Combine(Root, "README.md"))).Select(heading => heading.Groups["title"].Value).ToHashSet(StringComparer.Ordinal);
        var named = System.IO.Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => Named().Matches(File.ReadAllText(file)).Select(name => name.Groups["title"].Value)).ToList();
        Assert.Contains("Check the ledger by hand", named);
        Assert.All(named, title => Assert.Contains(title, headings));
    }

    // What stands before is the start of the service itself, which the test has done in its own way.
    private static IEnumerable<string> Blocks(string readme) =>
        ShellBlock().Matches(readme[readme.IndexOf("## Do the main job", StringComparison.Ordinal)..]).Select(block => block.Groups["script"].Value);

    private static async Task<(int ExitCode, string Output)> Bash(string script)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = bash.StandardOutput.ReadToEndAsync();
        var errors = bash.StandardError.ReadToEndAsync();
        await bash.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
        return (bash.ExitCode, await output + await errors);
    }

    private static string RootFrom(string folder) => File.Exists(Path.Combine(folder, "Governance.sln")) ? folder : RootFrom(Path.GetDirectoryName(folder)!);

    [GeneratedRegex("^```sh\n(?<script>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex ShellBlock();

    [GeneratedRegex("^##+ (?<title>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Heading();

    // README, “Title” or: the README of Governance, "Title"
    [GeneratedRegex("README[^“\"\n.]{0,20}[“\"](?<title>[A-Z][^”\"\n]+)[”\"]", RegexOptions.ExplicitCapture)]
    private static partial Regex Named();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
