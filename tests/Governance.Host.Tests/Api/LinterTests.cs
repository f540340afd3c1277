using System.Diagnostics;

namespace Governance.Host.Tests.Api;

public sealed class LinterTests(Service service)
{
    private static readonly Version OldestNode = new(20, 19);

    [Fact]
    public async Task The_document_passes_the_recommended_rules_of_Redocly_without_an_error_or_a_warning()
    {
        await SkipWithoutNode();
        var folder = Path.Combine(Root(), "tests", "openapi");
        if (!File.Exists(Path.Combine(folder, "node_modules", "@redocly", "cli", "package.json")))
            await Run(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        var document = Path.Combine(Path.GetTempPath(), $"governance-openapi-{Environment.ProcessId}.json");
        try
        {
            await File.WriteAllTextAsync(document, (await ApiDocument.Read(service)).Root.GetRawText(), TestContext.Current.CancellationToken);
            var said = await Run(folder, "node", "node_modules/@redocly/cli/bin/cli.js", "lint", "--config", "redocly.yaml", "--format", "json", document);
            var totals = System.Text.Json.JsonDocument.Parse(said).RootElement.GetProperty("totals");
            Assert.Equal((0, 0, 0), (totals.GetProperty("errors").GetInt32(), totals.GetProperty("warnings").GetInt32(), totals.GetProperty("ignored").GetInt32()));
        }
        finally
        {
            File.Delete(document);
        }
    }

    private static async Task SkipWithoutNode()
    {
        var found = false;
        try
        {
            var said = await Run(Path.GetTempPath(), "node", "--version");
            await Run(Path.GetTempPath(), "npm", "--version");
            found = Version.TryParse(said.Trim().TrimStart('v'), out var version) && version >= OldestNode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // Not on the PATH.
        }

        Assert.SkipUnless(found, $"The linter needs Node.js {OldestNode} or later with npm: apt-get install nodejs npm, or https://nodejs.org/en/download, then run this again.");
    }

    private static async Task<string> Run(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["REDOCLY_TELEMETRY"], start.Environment["REDOCLY_SUPPRESS_UPDATE_NOTICE"]) = ("off", "true");
        using var process = Process.Start(start)!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (process.ExitCode != 0) Assert.Fail($"{program} {arguments[0]} ended with {process.ExitCode}:\n{await said}\n{await complained}");
        return await said;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Governance.sln"))) folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder.FullName;
    }
}
