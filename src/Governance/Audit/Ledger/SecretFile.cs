using Governance.Database;

namespace Governance.Audit.Ledger;

/// <summary>A small file for its owner's eyes only, written whole or not at all.</summary>
public static class SecretFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Private = OwnerOnly | UnixFileMode.UserExecute;

    /// <summary>Makes a folder that only its owner enters.</summary>
    /// <exception cref="StartFailure">It cannot be made, or others may enter it.</exception>
    public static void MakeFolder(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows()) System.IO.Directory.CreateDirectory(path);
            else System.IO.Directory.CreateDirectory(path, Private);
            if (IsOpen(path, Private)) throw new StartFailure($"The folder of keys {path} is open to others: close it with chmod 700 {path}.");
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
        if (IsOpen(path, OwnerOnly)) throw new StartFailure($"The key file {path} is open to others: close it with chmod 600 {path}.");
        return File.ReadAllText(path);
    }

    /// <summary>Writes the file and waits until the disk has it: after a power cut it is there whole, or the former one is.</summary>
    public static void Write(string path, string text)
    {
        var next = path + ".new";
        File.Delete(next);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(next, options))
        {
            file.Write(System.Text.Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
    }

    // Where there are no modes, the folder's own protection stands.
    private static bool IsOpen(string path, UnixFileMode allowed) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~allowed) != 0;
}
