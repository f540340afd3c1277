namespace Governance.Verify;

/// <summary>The lines of a file, without their ends, none longer than a bound.</summary>
internal static class Lines
{
    private const int Chunk = 1 << 18;

    /// <summary>Reads lazily; throws <see cref="LineTooLongException"/> at a line that is longer.</summary>
    public static IEnumerable<byte[]> Of(Stream stream, int longest)
    {
        var buffer = new byte[Chunk];
        var (start, end, number) = (0, 0, 1L);
        while (true)
        {
            var feed = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                if (feed > longest) throw new LineTooLongException(number, longest);
                yield return buffer.AsSpan(start, feed).ToArray();
                start += feed + 1;
                number++;
                continue;
            }
            if (end - start > longest) throw new LineTooLongException(number, longest);
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
        if (end > start) yield return buffer.AsSpan(start, end - start).ToArray();
    }
}

/// <summary>A line is longer than any line of a bundle.</summary>
internal sealed class LineTooLongException(long line, int longest) : Exception($"Line {line} is longer than {longest:N0} bytes.");
