using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Governance.Shared;

/// <summary>Files that are there whole or not at all, for their owner's eyes only, and still there after the power went.</summary>
internal static class Disk
{
    private const UnixFileMode OwnersFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a folder with mode 700 where it is missing, and each that it stands in.</summary>
    public static void MakeFolder(string path)
    {
        if (System.IO.Directory.Exists(path)) return;
        var parent = Path.GetDirectoryName(path)!;
        MakeFolder(parent);
        if (OperatingSystem.IsWindows()) System.IO.Directory.CreateDirectory(path);
        else System.IO.Directory.CreateDirectory(path, OwnersFolder);
        Settle(parent);
    }

    /// <summary>Writes a file with mode 600, under another name first: a crash leaves the file as it was, or none.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var folder = Path.GetDirectoryName(path)!;
        var unfinished = Path.Combine(folder, $".{Guid.NewGuid():N}.new");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnersFile;
        try
        {
            using (var file = new FileStream(unfinished, options))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }

        Settle(folder);
    }

    /// <summary>Overwrites a file where it lies and removes it; one that has gone meanwhile is somebody else's doing. What the disk's own firmware keeps is out of reach.</summary>
    public static void Destroy(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            file.Write(RandomNumberGenerator.GetBytes((int)Math.Clamp(file.Length, 32, 64 * 1024)));
            file.Flush(flushToDisk: true);
        }
        catch (FileNotFoundException)
        {
            return;
        }

        File.Delete(path);
    }

    /// <summary>Makes the names in a folder durable: those that came, and those that went.</summary>
    public static void Settle(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        using var handle = new SafeFileHandle(Open(folder, 0), ownsHandle: true);
        if (handle.IsInvalid) throw new IOException($"The folder {folder} cannot be opened.");
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>The first of a folder and all that is in it that somebody else could open, or null.</summary>
    public static string? TooOpen(string folder) => OperatingSystem.IsWindows() ? null
        : System.IO.Directory.EnumerateFileSystemEntries(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false }).Prepend(folder).FirstOrDefault(IsTooOpen);

    /// <summary>Whether anybody but its owner could open it.</summary>
    public static bool IsTooOpen(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnersFolder) != 0;

    // open(2) of a folder for reading: what fsync(2) needs to make its names durable.
    [DllImport("libc", EntryPoint = "open", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
