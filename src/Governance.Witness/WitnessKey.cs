using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using Governance.Ledger;
using Governance.Shared;

namespace Governance.Witness;

/// <summary>The witness's own key: <c>witness.key</c> in its folder, the base64 of an Ed25519 seed (32 bytes), for its owner's eyes only.</summary>
[UnsupportedOSPlatform("windows")]
public static class WitnessKey
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads the key, or makes one the first time.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or open to others.</exception>
    public static NoteSigner Open(WitnessFolder folder, string name)
    {
        var file = folder.Key;
        if (!File.Exists(file)) Disk.Write(file, Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) + "\n"));
        if ((File.GetUnixFileMode(file) & ~OwnerOnly) != 0) throw new InvalidDataException($"The key file {file} is open to others: close it with chmod 600 {file}.");
        var seed = new byte[33];
        return Convert.TryFromBase64String(File.ReadAllText(file).Trim(), seed, out var length) && length == 32
            ? NoteSigner.Of(name, NoteKeyType.Ed25519Cosignature, seed.AsSpan(0, 32))
            : throw new InvalidDataException($"The key file {file} holds no key: it is the base64 of 32 random bytes.");
    }
}
