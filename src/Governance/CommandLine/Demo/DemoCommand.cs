using System.CommandLine;
using System.Text.Json;
using Governance.CommandLine.Demo.Register;

namespace Governance.CommandLine.Demo;

/// <summary><c>governance demo</c>: the main job on the real documents, done over HTTP by the people of the sample organisation.</summary>
public static class DemoCommand
{
    private const string Explanation =
        """
        Show the main job on a running service, over HTTP, as different people of the sample organisation: import the documents, submit the social media policy, refuse its author's approval, ask for changes, revise, approve, publish for a moment to come, supersede it by a second version, and read the redline, the history and the text of then.

        It changes the service that it is shown on: run it on one in local mode (ops/run). It can be repeated: whatever stands of the social media policy stays, and each run adds two versions.

        Exit codes: 0 everything was as it should be, 1 something was not and is named, 2 wrong usage.
        """;

    /// <summary>The command.</summary>
    public static Command Command(Terminal terminal)
    {
        var url = new Option<string?>("--url") { Description = $"Where the service is [GOVERNANCE_URL, else {ServiceClient.UsualAddress}]", HelpName = "ADDRESS" };
        var keys = new Option<string?>("--keys") { Description = "The keys that local mode wrote [.data/local-keys.json]", HelpName = "FILE" };
        var documents = new Option<string?>("--documents") { Description = "The documents to import [those that came with the program]", HelpName = "FOLDER" };
        var demo = new Command("demo", Explanation) { url, keys, documents };
        demo.Add(RegisterCommand.Command(terminal));
        demo.SetAction(async (parsed, cancellation) =>
        {
            using var client = new ServiceClient(parsed.GetValue(url) ?? terminal.Variable("GOVERNANCE_URL") ?? ServiceClient.UsualAddress);
            var folder = terminal.Variable("Database__DataFolder") ?? ".data";
            var stage = new DemoStage(client, terminal, Keys(parsed.GetValue(keys) ?? Path.Combine(folder, "local-keys.json"), terminal), cancellation);
            await new DemoStory(stage, parsed.GetValue(documents) ?? Path.Combine(AppContext.BaseDirectory, "policies", "documents")).Play();
            return 0;
        });
        return demo;
    }

    /// <summary>The keys in a file that local mode wrote.</summary>
    internal static Dictionary<string, string> Keys(string path, Terminal terminal)
    {
        var file = SourceText.Read(path, terminal);
        if (file.Text is null) throw new CommandFault($"The keys of local mode are not at {path}: {file.Fault} Start the service with ops/run, or name its file with --keys.", CommandFault.WrongUsage);
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(file.Text) ?? [];
        }
        catch (JsonException)
        {
            throw new CommandFault($"{path} is not a file of keys: local mode writes one key a person, as a JSON object.", CommandFault.WrongUsage);
        }
    }
}
