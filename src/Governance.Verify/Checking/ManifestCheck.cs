using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Governance.Verify;

/// <summary>Compares every file with its SHA-256 in manifest.sha256: the bundle arrived as it was sent.</summary>
internal static class ManifestCheck
{
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    /// <summary>Checks, and answers how many files are as the manifest says.</summary>
    public static long Check(Bundle bundle, Findings findings, Progress progress)
    {
        if (!bundle.Has(BundlePaths.Manifest))
        {
            findings.Add("manifest.missing", BundlePaths.Manifest, "The bundle has no manifest: a file may have been lost on the way.");
            return 0;
        }
        var listed = new HashSet<string>(StringComparer.Ordinal);
        var right = 0L;
        foreach (var line in bundle.Lines(BundlePaths.Manifest, Limits.Small))
        {
            Limits.Hold(listed.Count, bundle.Limits.Files, "files in its manifest");
            if (Read(line) is not var (digest, file))
            {
                findings.Add("manifest.malformed", BundlePaths.Manifest, "A line of the manifest is not a SHA-256, two spaces and a name.");
                return right;
            }
            if (!listed.Add(file)) findings.Add("manifest.twice", file, "The manifest names this file twice.");
            else if (!bundle.Has(file)) findings.Add("file.missing", file, "The manifest names this file, and it is not in the bundle.");
            else if (!Digest(bundle, file).AsSpan().SequenceEqual(digest)) findings.Add("file.changed", file, "The file is not the one that the manifest names: it was damaged or changed on its way.");
            else right++;
            progress.Report("files", listed.Count, bundle.Files.Count - 1);
        }
        foreach (var file in bundle.Files.Keys.Where(x => x != BundlePaths.Manifest && !listed.Contains(x)).Order(StringComparer.Ordinal).Take(Limits.Findings))
            findings.Add("file.unlisted", file, "The file is not in the manifest: it was added after the bundle was written.");
        return right;
    }

    private static (byte[] Digest, string File)? Read(byte[] line)
    {
        var text = Encoding.UTF8.GetString(line);
        if (text.Length < 67 || text[64..66] is not ("  " or " *") || text.AsSpan(0, 64).ContainsAnyExcept(Hexadecimal)) return null;
        return (Convert.FromHexString(text[..64]), text[66..].StartsWith("./", StringComparison.Ordinal) ? text[68..] : text[66..]);
    }

    private static byte[] Digest(Bundle bundle, string file)
    {
        using var stream = bundle.Stream(file);
        return SHA256.HashData(stream);
    }
}
