namespace Governance.Verify;

/// <summary>The lines of a file, without their ends, none longer than a bound.</summary>
internal static class Lines
{
    // Small enough for the heap of young objects: a bundle has several files.
    private const int Chunk = 1 << 16;

    /// <summary>Reads lazily; throws <see cref="BundleException"/>, which names the file, at a line that is longer, and when there are more.</summary>
    /// <param name="stream">The file's bytes.</param>
    /// <param name="file">Its name.</param>
    /// <param name="longest">The longest line, in bytes.</param>
    /// <param name="most">The most lines.</param>
    public static IEnumerable<byte[]> Of(Stream stream, string file, int longest, long most)
    {
        var buffer = new byte[Chunk];
        var (start, end, number) = (0, 0, 1L);
        while (true)
        {
            var feed = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                if (feed > longest) throw TooLong(file, number, longest);
                if (number > most) throw TooMany(file, most);
                yield return buffer.AsSpan(start, feed).ToArray();
                start += feed + 1;
                number++;
                continue;
            }
            if (end - start > longest) throw TooLong(file, number, longest);
            if (start > 0)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
            }
            if (end == buffer.Length) Array.Resize(ref buffer, Math.Min(buffer.Length * 2, longest + Chunk));
            var read = stream.Read(buffer, end, buffer.Length - end);
            if (read == 0) break;
            end += read;
        }
        if (end == start) yield break;
        if (number > most) throw TooMany(file, most);
        yield return buffer.AsSpan(start, end - start).ToArray();
    }

    private static BundleException TooLong(string file, long number, int longest) => new($"Line {number} is longer than {longest:N0} bytes, and no line of this file is: the check ends here.") { Code = "line.too-long", File = file };

    private static BundleException TooMany(string file, long most) => new($"The file has more than {most:N0} lines, and no file of a bundle has: the check ends here.") { Code = "file.too-long", File = file };
}
