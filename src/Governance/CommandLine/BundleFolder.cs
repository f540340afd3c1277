using System.Security.Cryptography;
using System.Text;

namespace Governance.CommandLine;

/// <summary>The folder of a bundle while it is written: it has its name only when it is whole.</summary>
internal sealed class BundleFolder
{
    private readonly string target;

    /// <summary>The folder called <paramref name="folder"/>, which is not there yet.</summary>
    /// <exception cref="CommandFault">It is.</exception>
    public BundleFolder(string folder)
    {
        target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (System.IO.Directory.Exists(target) || File.Exists(target)) throw new CommandFault($"{target} is there already: name a folder that is not.", CommandFault.WrongUsage);
    }

    /// <summary>Its full path.</summary>
    public string Target => target;

    private string Unfinished => target + ".unfinished";

    /// <summary>Begins with nothing in it, whatever an earlier attempt left.</summary>
    public void Begin()
    {
        if (System.IO.Directory.Exists(Unfinished)) System.IO.Directory.Delete(Unfinished, recursive: true);
        System.IO.Directory.CreateDirectory(Unfinished);
    }

    /// <summary>Opens a file of lines, each ended by a line feed.</summary>
    public StreamWriter Lines(string path) => new(Place(path), append: false, new UTF8Encoding(false)) { NewLine = "\n" };

    /// <summary>Writes a text.</summary>
    public void Put(string path, string text) => File.WriteAllText(Place(path), text, new UTF8Encoding(false));

    /// <summary>Writes bytes.</summary>
    public void Put(string path, byte[] bytes) => File.WriteAllBytes(Place(path), bytes);

    /// <summary>Writes the manifest, as sha256sum reads it, and gives the folder its name.</summary>
    public void Finish()
    {
        var manifest = new StringBuilder();
        foreach (var file in System.IO.Directory.EnumerateFiles(Unfinished, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Unfinished, file).Replace('\\', '/')).Order(StringComparer.Ordinal).ToList())
        {
            using var content = File.OpenRead(Path.Combine(Unfinished, file));
            manifest.Append(Convert.ToHexStringLower(SHA256.HashData(content))).Append("  ").Append(file).Append('\n');
        }

        Put("manifest.sha256", manifest.ToString());
        System.IO.Directory.Move(Unfinished, target);
    }

    private string Place(string path)
    {
        var place = Path.Combine(Unfinished, path);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        return place;
    }
}
