using System.Text;
using Governance.Database;
using Governance.Shared;

namespace Governance.Audit.Ledger;

/// <summary>A small text for its owner's eyes only, written whole or not at all.</summary>
public static class SecretFile
{
    /// <summary>Makes a folder that only its owner enters.</summary>
    /// <exception cref="StartFailure">It cannot be made, or others may enter it.</exception>
    public static void MakeFolder(string path)
    {
        try
        {
            Disk.MakeFolder(path);
            if (Disk.IsTooOpen(path)) throw new StartFailure($"The folder of keys {path} is open to others: close it with chmod 700 {path}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartFailure($"The folder of keys {path} cannot be used ({e.Message.TrimEnd('.')}): mend it, or name another with Keys__Folder=/some/folder.", e);
        }
    }

    /// <summary>The file's text, or null when there is none.</summary>
    /// <exception cref="StartFailure">Others may read it.</exception>
    public static string? Read(string path)
    {
        if (!File.Exists(path)) return null;
        if (Disk.IsTooOpen(path)) throw new StartFailure($"The key file {path} is open to others: close it with chmod 600 {path}.");
        return File.ReadAllText(path);
    }

    /// <summary>Writes the file and waits until the disk has it: after a power cut it is there whole, or the former one is.</summary>
    public static void Write(string path, string text) => Disk.Write(path, Encoding.UTF8.GetBytes(text));
}
