using System.CommandLine;
using System.Runtime.Versioning;
using System.Text;
using Governance.Ledger;

namespace Governance.Witness;

/// <summary>The program <c>governance-witness</c>.</summary>
public static class WitnessCommand
{
    private const string Explanation =
        """
        Cosign the checkpoints of logs that only grow. Run it where the log's operator cannot reach it, such as at the auditor's.
        It sees the size and the root of a log, and no content.

        It prints its verifier key: give that to whoever runs the log (setting Ledger:Witnesses) and to whoever verifies it (--policy of governance-verify).
        When the log changes its key, give both keys, each with --log, as long as both sign. One process alone serves a folder.
        Exit codes: 0 it was stopped, 1 it could not start, 2 wrong usage.
        Example: governance-witness --folder ./witness --name witness.auditor.example --log 'governance.acme.example/governance/acme+1f2e3d4c+AS…'
        """;

    /// <summary>Runs the program.</summary>
    public static async Task<int> Run(string[] arguments)
    {
        var folder = new Option<string>("--folder") { Description = "Where it keeps its key and what it has seen", DefaultValueFactory = _ => "witness", HelpName = "FOLDER" };
        var name = new Option<string>("--name") { Description = "Its name in cosignatures, such as witness.auditor.example", DefaultValueFactory = _ => "witness.localhost", HelpName = "NAME" };
        var logs = new Option<string[]>("--log") { Description = "The verifier key of a log that it watches; may be given several times, for several logs and for several keys of one", HelpName = "VKEY" };
        var urls = new Option<string>("--urls") { Description = "Where it listens", DefaultValueFactory = _ => "http://127.0.0.1:5090", HelpName = "URL" };
        var root = new RootCommand(Explanation) { folder, name, logs, urls };
        root.SetAction((parsed, cancellation) => Serve(parsed.GetValue(folder)!, parsed.GetValue(name)!, parsed.GetValue(logs) ?? [], parsed.GetValue(urls)!, cancellation));
        var line = root.Parse(arguments);
        var code = await line.InvokeAsync();
        return line.Errors.Count > 0 ? 2 : code;
    }

    private static async Task<int> Serve(string folder, string name, string[] logs, string urls, CancellationToken cancellation)
    {
        try
        {
            if (OperatingSystem.IsWindows()) throw new InvalidDataException("The witness keeps its key by file modes, which this system does not have: run it on Linux or macOS.");
            using var held = WitnessFolder.Open(folder);
            await using var app = Build(WitnessKey.Open(held, name), held, logs, urls, TimeProvider.System);
            await app.RunAsync(cancellation);
            return 0;
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
    }

    /// <summary>The witness as a web application, not started yet; whoever opened the folder keeps it open as long.</summary>
    /// <exception cref="InvalidDataException">A log's key is none, or what was seen of it cannot be read.</exception>
    [UnsupportedOSPlatform("windows")]
    public static WebApplication Build(NoteSigner signer, WitnessFolder folder, IReadOnlyList<string> logs, string urls, TimeProvider clock)
    {
        var known = logs.Select(KeyOf).Distinct().GroupBy(key => key.Name, StringComparer.Ordinal)
            .ToDictionary(keys => keys.Key, keys => new WitnessedLog(keys.Key, folder.CheckpointOf(keys.Key), [.. keys]), StringComparer.Ordinal);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(urls).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = AddCheckpoint.MaxBytes;
        });
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        var app = builder.Build();
        app.MapGet("/", () => Results.Text($"{signer.Verifier}\n"));
        app.MapPost("/add-checkpoint", async (HttpContext http) =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            var reply = Answer(body.ToArray(), known, note => signer.Sign(note.Text, clock.GetUtcNow()).ToText());
            return Results.Text(reply.Text, reply.ContentType, Encoding.UTF8, reply.Status);
        });
        app.Lifetime.ApplicationStarted.Register(() => Console.Out.WriteLine(signer.Verifier.ToString()));
        return app;
    }

    private static WitnessReply Answer(byte[] body, Dictionary<string, WitnessedLog> known, Func<SignedNote, string> cosign)
    {
        if (AddCheckpoint.Parse(body) is not { } asked) return new(StatusCodes.Status400BadRequest, "This is no add-checkpoint request: old and a size, the proof's hashes, an empty line, the signed checkpoint.\n");
        if (!known.TryGetValue(asked.Checkpoint.Origin, out var log)) return new(StatusCodes.Status404NotFound, "This witness does not watch a log of this name.\n");
        try
        {
            return log.Judge(asked, cosign);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(error.Message);
            return new(StatusCodes.Status503ServiceUnavailable, "The witness cannot write down what it has seen, and so does not cosign: whoever runs it must look at its folder.\n");
        }
    }

    private static NoteVerifier KeyOf(string key)
    {
        try
        {
            return NoteVerifier.Parse(key) is { Type: not NoteKeyType.Ed25519Cosignature } verifier ? verifier : throw new FormatException("A witness's key signs no log.");
        }
        catch (FormatException error)
        {
            throw new InvalidDataException($"{key} is not the verifier key of a log: write it as the log prints it, name+id+base64.", error);
        }
    }
}
