using System.IO.Compression;

namespace Governance.Verify;

/// <summary>
/// Unpacks a .tar.gz: plain files of known names only, below one folder at most, within bounds. Links, devices and names that lead elsewhere
/// are refused by their kind and by their name; nothing is overwritten.
/// </summary>
internal static class BundleArchive
{
    private const int MostRefused = 100;

    /// <summary>Unpacks into an empty folder and answers the names that were not unpacked; throws <see cref="BundleException"/>.</summary>
    public static IReadOnlyList<string> Unpack(Stream archive, string folder, Limits limits)
    {
        var refused = new List<string>();
        try
        {
            using var unzipped = new GZipStream(archive, CompressionMode.Decompress);
            var tar = new TarFile(unzipped, limits.Bytes);
            string? top = null;
            for (var files = 0; tar.Next() is { } entry; files++)
            {
                if (files > limits.Files) throw new BundleException($"The archive has more than {limits.Files:N0} files.");
                var path = Within(entry.Name, ref top);
                if (entry.IsFolder) continue;
                if (!entry.IsFile || path is null || !BundlePaths.IsKnown(path))
                {
                    if (refused.Count < MostRefused) refused.Add(entry.Name);
                    continue;
                }
                var place = Path.Combine(folder, path);
                System.IO.Directory.CreateDirectory(Path.GetDirectoryName(place)!);
                if (File.Exists(place)) throw new BundleException($"The archive holds {path} twice.");
                using var file = new FileStream(place, FileMode.CreateNew, FileAccess.Write);
                tar.CopyTo(file);
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new BundleException($"The archive is not a whole .tar.gz: {e.Message}");
        }
        return refused;
    }

    /// <summary>The path below the archive's one top folder, when it has one.</summary>
    private static string? Within(string name, ref string? top)
    {
        if (name.StartsWith("./", StringComparison.Ordinal)) name = name[2..];
        if (BundlePaths.IsKnown(name)) return name;
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0) return null;
        if (name[..slash] is "." or "..") return null;
        top ??= name[..slash];
        return name.StartsWith(top + "/", StringComparison.Ordinal) ? name[(slash + 1)..] : null;
    }
}
