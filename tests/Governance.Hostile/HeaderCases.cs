namespace Governance.Hostile;

/// <summary>Headers: conditions, idempotency keys, what is accepted, where it says to come from, and too much of it.</summary>
internal static class HeaderCases
{
    /// <summary>Those of an operation.</summary>
    public static IEnumerable<Case> Of(Operation operation)
    {
        foreach (var (name, values) in Values)
            foreach (var value in values) yield return Sent($"{name}: {(value.Length > 40 ? "a long one" : value)}", (name, value));
        foreach (var key in (string[])["one", "two", "three"]) yield return Sent("Idempotency-Key of another request", ("Idempotency-Key", $"hostile-{key}"));
        yield return Sent("two Idempotency-Keys", ("Idempotency-Key", "a"), ("Idempotency-Key", "b"));
        yield return Sent("two If-Match", ("If-Match", "\"1\""), ("If-Match", "*"));
        yield return Sent("90 headers", [.. Enumerable.Range(0, 90).Select(at => ($"X-A{at}", "b"))]);
        yield return Sent("200 headers", [.. Enumerable.Range(0, 200).Select(at => ($"X-A{at}", "b"))]);
        yield return Sent("a header of 15 kB", ("X-A", new string('a', 15_000)));
        yield return Sent("a header of 40 kB", ("X-A", new string('a', 40_000)));
        yield return Sent("a long name", (new string('A', 4_000), "b"));

        Case Sent(string what, params (string, string)[] headers) => new(operation, "header", what, (usual, _) => usual with { Headers = [.. usual.Headers, .. headers] });
    }

    private static readonly (string Name, string[] Values)[] Values =
    [
        ("If-Match", ["", "*", "1", "\"1", "W/\"1\"", "\"999\"", "\"-1\"", "\"9223372036854775808\"", "\"1\",\"2\",,,", "junk", "\"\u00e4\"", "\"' or 1=1\"", new string('"', 4_000)]),
        ("If-None-Match", ["*", "\"1\"", "W/\"1\"", "junk", "\"", new string(',', 4_000)]),
        ("If-Modified-Since", ["junk", "Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT"]),
        ("Range", ["bytes=0-0", "bytes=9-1", "bytes=-99999999999999999999", "junk=1-2", "bytes=0-1,2-3,4-5"]),
        ("Idempotency-Key", ["", " ", "a\tb", "\u00e4", "'; drop table x; --", "../../x", new string('k', 255), new string('k', 256), new string('k', 7_000)]),
        ("X-Correlation-Id", ["", "two words", "\u00e4", "<script>", "a\tb", new string('c', 128), new string('c', 129), new string('c', 7_000)]),
        ("Accept", ["", "text/csv", "*/*;q=0", "application/json;q=9", "text/html", "junk", "a/b,c/d,", "application/json;q=\"", new string(',', 4_000)]),
        ("Accept-Encoding", ["gzip", "*;q=0", "junk", "identity;q=0"]), ("Accept-Charset", ["utf-16", "x"]), ("Accept-Language", ["xx-XX", "../../etc", "\u00e4"]),
        ("X-Forwarded-For", ["127.0.0.1", "' or 1=1", "1.1.1.1,2.2.2.2"]), ("X-Forwarded-Host", ["nobody.invalid"]), ("X-Forwarded-Proto", ["https", "junk"]), ("X-Original-URL", ["/access"]), ("X-HTTP-Method-Override", ["DELETE"]), ("Forwarded", ["for=_x;by=\"[::1]\""]), ("Host", ["nobody.invalid", "127.0.0.1:1", "a b", "[::1", "x/y", "\u00e4.invalid"]),
        ("traceparent", ["00-00000000000000000000000000000000-0000000000000000-00", "junk", "ff-" + new string('a', 32) + "-" + new string('b', 16) + "-01", new string('0', 4_000)]), ("tracestate", ["a=b,c", new string('x', 4_000)]), ("baggage", ["a=b;c", new string('x', 4_000)]),
        ("Cookie", ["a=b; a=c; ;=;", "session=" + new string('x', 4_000)]), ("Origin", ["null", "https://nobody.invalid"]), ("Referer", ["javascript:alert(1)"]), ("Prefer", ["return=minimal, wait=99999"]), ("Expect", ["200-ok"]), ("Upgrade", ["h2c", "websocket"]), ("Content-Language", ["\u00e4"]),
    ];
}
