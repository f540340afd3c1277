using System.Text;
using Governance.CommandLine;

namespace Governance.Tests.CommandLine;

/// <summary>A command as a person runs it in a folder of its own, with what it printed.</summary>
public sealed class CommandRun : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("governance-command-").FullName;

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    public string Input { get; init; } = "";

    public string File(string name, string text) => File(name, Encoding.UTF8.GetBytes(text));

    public string File(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }

    public string Folder => _folder;

    public async Task<int> Of(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await Commands.Run(arguments, new Terminal(output, error, new MemoryStream(Encoding.UTF8.GetBytes(Input)), _ => null));
        (Output, Error) = (output.ToString(), error.ToString());
        return exit;
    }

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);
}
