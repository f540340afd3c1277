using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using Governance.Shared;

namespace Governance.Witness;

/// <summary>
/// The witness's folder: its key and what it has seen. One process alone serves it, for two could each cosign another history; whoever
/// opens it holds <c>witness.lock</c> until it is disposed of or the process ends, however it ends.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class WitnessFolder : IDisposable
{
    private readonly string path;
    private readonly FileStream held;

    private WitnessFolder(string path, FileStream held) => (this.path, this.held) = (path, held);

    /// <summary>Makes the folder where it is missing, for its owner alone, and takes its lock.</summary>
    /// <exception cref="InvalidDataException">Another process serves it.</exception>
    public static WitnessFolder Open(string folder)
    {
        var path = Path.GetFullPath(folder);
        Disk.MakeFolder(path);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        try
        {
            return new WitnessFolder(path, new FileStream(Path.Combine(path, "witness.lock"), options));
        }
        catch (IOException error) when (error.GetType() == typeof(IOException))
        {
            throw new InvalidDataException($"Another witness serves the folder {path}: stop it, or name another folder with --folder. ({error.Message})", error);
        }
    }

    /// <summary>Where the key is.</summary>
    public string Key => Path.Combine(path, "witness.key");

    /// <summary>Where the last cosigned checkpoint of a log is: under a name that any origin gives.</summary>
    public string CheckpointOf(string origin) => Path.Combine(path, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)))[..32] + ".checkpoint");

    /// <inheritdoc/>
    public void Dispose() => held.Dispose();
}
