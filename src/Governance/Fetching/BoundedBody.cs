using System.Buffers;
using System.IO.Compression;

namespace Governance.Fetching;

/// <summary>Reads a body through its one content coding (RFC 9110 section 8.4), counting both before and after: a bomb costs no more than its bound.</summary>
internal static class BoundedBody
{
    /// <summary>What is asked for in <c>Accept-Encoding</c>.</summary>
    public const string Codings = "gzip, br, deflate";

    private const int Chunk = 16 * 1024;

    /// <exception cref="FetchFault">It is over the bound, in another coding, or broken.</exception>
    public static async Task<ReadOnlyMemory<byte>> Read(HttpContent content, int most, CancellationToken cancellation)
    {
        if (content.Headers.ContentLength > most) throw TooLong(most);
        var raw = new Counted(await content.ReadAsStreamAsync(cancellation), most);
        await using var body = Decoded(raw, [.. content.Headers.ContentEncoding]);
        using var kept = new MemoryStream();
        var chunk = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            for (int read; (read = await body.ReadAsync(chunk.AsMemory(0, Chunk), cancellation)) > 0; kept.Write(chunk, 0, read))
                if (kept.Length + read > most) throw TooLong(most);
            return kept.ToArray();
        }
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException)
        {
            throw new FetchFault(FetchReasons.Coding, "The body is not what its content coding says.", fault);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    private static Stream Decoded(Stream raw, string[] codings) => codings switch
    {
        [] or ["identity"] => raw,
        ["gzip" or "x-gzip"] => new GZipStream(raw, CompressionMode.Decompress),
        ["br"] => new BrotliStream(raw, CompressionMode.Decompress),
        ["deflate"] => new ZLibStream(raw, CompressionMode.Decompress),
        _ => throw new FetchFault(FetchReasons.Coding, "The body is in a content coding that was not asked for."),
    };

    private static FetchFault TooLong(int most) => new(FetchReasons.Size, $"The body is longer than {most} bytes.");

    /// <summary>The body as it travels, no longer than its bound either.</summary>
    private sealed class Counted(Stream inner, int most) : Stream
    {
        private long read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Count(await inner.ReadAsync(buffer, cancellationToken));

        public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }

        private int Count(int bytes) => (read += bytes) > most ? throw TooLong(most) : bytes;
    }
}
