using System.Text;

namespace Governance.Hostile;

/// <summary>Bytes on a connection that are no request, or two, or one that ends before it ends.</summary>
internal static class WireCases
{
    private const string Json = "{\"reason\":\"x\"}";

    /// <summary>Those of an operation: a dozen by chance, for they do not depend on it much.</summary>
    public static IEnumerable<Case> Of(Operation operation)
    {
        for (var at = 0; at < 12; at++)
        {
            yield return new(operation, "wire", "bytes", (usual, dice) =>
            {
                var (what, bytes) = dice.Of(Oddities);
                var text = bytes.Replace("@@method@@", usual.Method, StringComparison.Ordinal).Replace("@@target@@", usual.Target, StringComparison.Ordinal);
                return usual with { What = what, Headers = [], Body = null, Wire = Encoding.Latin1.GetBytes(text) };
            });
        }
    }

    private const string Kept = "@@method@@ @@target@@ HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer @@key@@\r\n";

    private static string Head(string more) => $"{Kept}Connection: close\r\n{more}";

    private static string Posted(string more, string body) => Head($"Content-Type: application/json\r\n{more}\r\n{body}");

    private static readonly (string What, string Bytes)[] Oddities =
    [
        ("no HTTP", "GARBAGE\r\n\r\n"), ("nothing", "\r\n\r\n\r\n"), ("TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003"), ("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u0000\u0000\u0004\u0000\u0000\u0000\u0000\u0000"), ("HTTP/0.9", "GET @@target@@\r\n"), ("HTTP/9.9", "GET @@target@@ HTTP/9.9\r\nHost: a\r\n\r\n"), ("HTTP/1.0", "@@method@@ @@target@@ HTTP/1.0\r\nAuthorization: Bearer @@key@@\r\n\r\n"), ("no host", "GET @@target@@ HTTP/1.1\r\n\r\n"), ("two hosts", "GET @@target@@ HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), ("two spaces", "GET  @@target@@ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), ("a tab", "GET\t@@target@@\tHTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
        ("another host's address", "GET http://nobody.invalid@@target@@ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), ("an address with a password", "GET http://u:p@a@@target@@ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), ("a star", "OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), ("CONNECT", "CONNECT nobody.invalid:443 HTTP/1.1\r\nHost: nobody.invalid:443\r\n\r\n"), ("NUL in the path", "GET @@target@@\u0000 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), ("bytes in the path", "GET @@target@@\u00ff\u00fe HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), ("a fragment", "GET @@target@@#x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), ("no slash", "GET x@@target@@ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), ("a backslash", "GET \\@@target@@ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), ("a long line", "GET @@target@@?" + new string('a', 9_000) + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), ("a long method", new string('A', 9_000) + " / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
        ("only line feeds", "GET @@target@@ HTTP/1.1\nHost: a\nConnection: close\n\n"), ("a folded header", Head("X-A: b\r\n c\r\n\r\n")), ("a header without a colon", Head("X-A\r\n\r\n")), ("a header without a name", Head(": b\r\n\r\n")), ("a space before the colon", Head("X-A : b\r\n\r\n")), ("NUL in a header", Head("X-A: b\u0000c\r\n\r\n")), ("a return in a header", Head("X-A: b\rc\r\n\r\n")), ("NUL in a name", Head("X\u0000A: b\r\n\r\n")), ("bytes in a header", Head("X-A: \u00ff\u00fe\u0080\r\n\r\n")), ("bytes in a condition", Head("If-Match: \u00ff\r\n\r\n")), ("bytes in an idempotency key", Posted("Idempotency-Key: \u00ff\u00fe\r\nContent-Length: 14\r\n", Json)), ("no end of the headers", Head("X-A: b\r\n")), ("a cut request line", "GET @@tar"), ("a thousand headers", Head(string.Concat(Enumerable.Range(0, 1_000).Select(at => $"A{at}: b\r\n")) + "\r\n")), ("a header of 100 kB", Head($"X-A: {new string('a', 100_000)}\r\n\r\n")),
        ("two lengths", Posted("Content-Length: 14\r\nContent-Length: 15\r\n", Json)), ("two lengths in one", Posted("Content-Length: 14, 15\r\n", Json)), ("the same length twice", Posted("Content-Length: 14\r\nContent-Length: 14\r\n", Json)), ("a length and chunks", Posted("Content-Length: 14\r\nTransfer-Encoding: chunked\r\n", $"e\r\n{Json}\r\n0\r\n\r\n")), ("chunks and a length of a second request", Posted("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", "0\r\n\r\nGET /access HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")), ("a length below zero", Posted("Content-Length: -1\r\n", Json)), ("a length with a plus", Posted("Content-Length: +14\r\n", Json)), ("a length beyond all", Posted("Content-Length: 99999999999999999999\r\n", Json)), ("a length of eight exabytes", Posted("Content-Length: 9223372036854775807\r\n", Json)), ("a length in hexadecimal", Posted("Content-Length: 0xe\r\n", Json)), ("an empty length", Posted("Content-Length: \r\n", Json)), ("a length that is too long", Posted("Content-Length: 100\r\n", Json)), ("a length that is too short", Posted("Content-Length: 3\r\n", Json)), ("no length", Posted("", Json)),
        ("another coding", Posted("Transfer-Encoding: xchunked\r\n", Json)), ("chunks and another coding", Posted("Transfer-Encoding: gzip, chunked\r\n", $"e\r\n{Json}\r\n0\r\n\r\n")), ("chunks that are not last", Posted("Transfer-Encoding: chunked, identity\r\n", $"e\r\n{Json}\r\n0\r\n\r\n")), ("chunks behind a tab", Posted("Transfer-Encoding:\tchunked\r\n", $"e\r\n{Json}\r\n0\r\n\r\n")), ("chunks in HTTP/1.0", "POST @@target@@ HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), ("a size that is none", Posted("Transfer-Encoding: chunked\r\n", $"ZZ\r\n{Json}\r\n0\r\n\r\n")), ("a size below zero", Posted("Transfer-Encoding: chunked\r\n", $"-1\r\n{Json}\r\n0\r\n\r\n")), ("a size beyond all", Posted("Transfer-Encoding: chunked\r\n", $"FFFFFFFFFFFFFFFFFF\r\n{Json}\r\n0\r\n\r\n")), ("a size that is too long", Posted("Transfer-Encoding: chunked\r\n", $"ff\r\n{Json}\r\n0\r\n\r\n")), ("a size that is too short", Posted("Transfer-Encoding: chunked\r\n", $"3\r\n{Json}\r\n0\r\n\r\n")), ("no last chunk", Posted("Transfer-Encoding: chunked\r\n", $"e\r\n{Json}\r\n")), ("a long chunk extension", Posted("Transfer-Encoding: chunked\r\n", $"e;{new string('a', 20_000)}\r\n{Json}\r\n0\r\n\r\n")), ("a trailer", Posted("Transfer-Encoding: chunked\r\n", $"e\r\n{Json}\r\n0\r\nAuthorization: x\r\nContent-Length: 9\r\n\r\n")), ("a thousand chunks", Posted("Transfer-Encoding: chunked\r\n", $"{string.Concat(Enumerable.Repeat("1\r\n \r\n", 1_000))}e\r\n{Json}\r\n0\r\n\r\n")), ("chunks over a megabyte", Posted("Transfer-Encoding: chunked\r\n", string.Concat(Enumerable.Repeat("10000\r\n" + new string(' ', 65_536) + "\r\n", 20)) + "0\r\n\r\n")),
        ("a hundred at once", string.Concat(Enumerable.Repeat(Kept + "\r\n", 99)) + Head("\r\n")), ("a request behind a refused one", "BAD\r\n\r\n" + Head("\r\n")), ("an upgrade", $"{Kept}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n\r\n"), ("an upgrade to HTTP/2", $"{Kept}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n"), ("a wait for go-ahead that never sends", Posted("Expect: 100-continue\r\nContent-Length: 14\r\n", "")), ("bytes in the key", "GET @@target@@ HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \u00ff\u00fe\u0000\r\n\r\n"), ("two keys", Head("Authorization: Bearer gov_x\r\n\r\n")),
    ];
}
