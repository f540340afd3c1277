namespace Governance.Verify;

/// <summary>
/// A bundle in a folder. Its files are listed once, links are not followed, and only files of known names are opened.
/// </summary>
public sealed class Bundle : IDisposable
{
    private const int Deepest = 12;

    private readonly string _folder;
    private readonly bool _temporary;
    private readonly Dictionary<string, long> _files = new(StringComparer.Ordinal);

    private Bundle(string folder, bool temporary, Limits limits) => (_folder, _temporary, Limits) = (folder, temporary, limits);

    /// <summary>What the bundle may ask for.</summary>
    public Limits Limits { get; }

    /// <summary>Every file of a known name with its length, by its path within the bundle.</summary>
    public IReadOnlyDictionary<string, long> Files => _files;

    /// <summary>What is in the folder and belongs to no bundle: files of other names, and links.</summary>
    public IReadOnlyList<string> Strangers { get; private set; } = [];

    /// <summary>Opens a folder, or unpacks a .tar.gz into a folder of its own; throws <see cref="BundleException"/>, and <see cref="FileNotFoundException"/> when there is nothing.</summary>
    public static Bundle Open(string path, Limits limits)
    {
        if (System.IO.Directory.Exists(path)) return Listed(new Bundle(Path.GetFullPath(path), temporary: false, limits), limits, []);
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no bundle at {path}.");
        var bundle = new Bundle(System.IO.Directory.CreateTempSubdirectory("governance-verify-").FullName, temporary: true, limits);
        try
        {
            using var file = File.OpenRead(path);
            return Listed(bundle, limits, BundleArchive.Unpack(file, bundle._folder, limits));
        }
        catch
        {
            bundle.Dispose();
            throw;
        }
    }

    /// <summary>Whether the bundle has the file.</summary>
    public bool Has(string path) => _files.ContainsKey(path);

    /// <summary>Opens a file of the bundle from its beginning.</summary>
    public Stream Stream(string path) => new FileStream(Path.Combine(_folder, path), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);

    /// <summary>The lines of a file, read as they are asked for; throws <see cref="BundleException"/> when one is longer than <paramref name="longest"/> bytes, or there are too many.</summary>
    public IEnumerable<byte[]> Lines(string path, int longest)
    {
        using var stream = Stream(path);
        foreach (var line in Governance.Verify.Lines.Of(stream, path, longest, Limits.Lines)) yield return line;
    }

    /// <summary>All of a file; null when it is not there or larger than <paramref name="most"/>.</summary>
    public byte[]? Read(string path, long most)
    {
        if (!_files.TryGetValue(path, out var length) || length > most) return null;
        using var stream = Stream(path);
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_temporary) System.IO.Directory.Delete(_folder, recursive: true);
    }

    private static Bundle Listed(Bundle bundle, Limits limits, IReadOnlyList<string> refused)
    {
        var strangers = new List<string>(refused);
        bundle.List(new DirectoryInfo(bundle._folder), "", 0, limits, strangers);
        bundle.Strangers = strangers;
        return bundle;
    }

    private void List(DirectoryInfo folder, string prefix, int depth, Limits limits, List<string> strangers)
    {
        if (depth > Deepest) throw new BundleException("The bundle's folders are nested deeper than those of any bundle.");
        foreach (var item in folder.EnumerateFileSystemInfos())
        {
            var path = prefix + item.Name;
            if (item.LinkTarget is not null || item.Attributes.HasFlag(FileAttributes.ReparsePoint)) strangers.Add(path);
            else if (item is DirectoryInfo inner) List(inner, path + "/", depth + 1, limits, strangers);
            else if (!BundlePaths.IsKnown(path)) strangers.Add(path);
            else _files.Add(path, ((FileInfo)item).Length);
            if (_files.Count + strangers.Count > limits.Files) throw new BundleException($"The bundle has more than {limits.Files:N0} files.");
        }
    }
}
