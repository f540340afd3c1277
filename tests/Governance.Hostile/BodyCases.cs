using System.Text;

namespace Governance.Hostile;

/// <summary>Bodies: each member by itself, the text as a whole, and what the headers say of it.</summary>
internal static class BodyCases
{
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    /// <summary>Those of an operation.</summary>
    public static IEnumerable<Case> Of(Operation operation) => operation.Body is { } body
        ? [.. Members(operation), .. Whole(operation, body.ToJsonString()), .. Told(operation)]
        : [new(operation, "body", "one where none is taken", (usual, _) => usual with { Body = "{\"a\":1}"u8.ToArray(), Headers = [.. usual.Headers, ("Content-Type", "application/json")] })];

    private static IEnumerable<Case> Members(Operation operation) =>
        from place in operation.Places
        from wrong in Values.At(place)
        select new Case(operation, "member", $"{place.Pointer} is {wrong.What}", (usual, dice) => usual with { Body = Encoding.UTF8.GetBytes(Splice.Write(operation.Body, place, wrong.Edit, wrong.Raw(dice))) });

    private static IEnumerable<Case> Whole(Operation operation, string body)
    {
        yield return Sent("cut short", dice => Encoding.UTF8.GetBytes(body[..dice.Below(body.Length)]));
        yield return Sent("a letter changed", dice => Changed(Encoding.UTF8.GetBytes(body), dice));
        yield return Sent("a letter changed to any byte", dice => Changed(Encoding.UTF8.GetBytes(body), dice));
        yield return Sent("with a byte order mark", _ => [.. Mark, .. Encoding.UTF8.GetBytes(body)]);
        yield return Sent("in UTF-16", _ => Encoding.Unicode.GetBytes(body));
        yield return Sent("with bytes that are no UTF-8", _ => [.. "{\"a\":\""u8, 0xC3, 0x28, 0xED, 0xA0, 0x80, 0xF8, .. "\"}"u8]);
        foreach (var (what, text) in Texts(body)) yield return Sent(what, _ => Encoding.UTF8.GetBytes(text));

        Case Sent(string what, Func<Dice, byte[]> bytes) => new(operation, "body", what, (usual, dice) => usual with { Body = bytes(dice) });
    }

    private static IEnumerable<(string What, string Text)> Texts(string body) =>
    [
        ("empty", ""), ("blank", " \r\n\t "), ("null", "null"), ("a text", "\"x\""), ("a number", "1e400"), ("a list", "[]"), ("a list of it", $"[{body}]"), ("twice", body + body), ("with a trailer", body + "x"), ("with NUL behind", body + "\0"), ("with a comment", "/* a */" + body), ("with a comma at the end", body[..^1] + ",}"),
        ("in single quotes", body.Replace('"', '\'')), ("a thousand levels deep", string.Concat(Enumerable.Repeat("{\"a\":", 1_000)) + "1" + new string('}', 1_000)), ("a hundred thousand levels deep", new string('[', 100_000)), ("33 levels deep", string.Concat(Enumerable.Repeat("{\"a\":", 33)) + "1" + new string('}', 33)),
        ("of 100,000 members", "{" + string.Join(',', Enumerable.Range(0, 60_000).Select(at => $"\"m{at}\":1")) + "}"), ("with a long number", "{\"a\":" + new string('9', 900_000) + "}"), ("over a megabyte", "{\"a\":\"" + new string('x', 1_100_000) + "\"}"), ("over three megabytes", "{\"a\":\"" + new string('x', 3_100_000) + "\"}"), ("of blanks", new string(' ', 900_000) + body),
        ("of NaN", "{\"a\":NaN}"), ("a page", "<html>"), ("YAML", "a: b\n"), ("a form", "a=b&c=d"), ("rows", "a,b\r\n1,2\r\n"), ("an archive", "PK\u0003\u0004"), ("a patch", "[{\"op\":\"add\",\"path\":\"/a\",\"value\":1}]"), ("an empty object", "{}"), ("a batch", "{\"query\":\"{ a }\"}"), ("with the same member in escapes", "{\"reason\":\"a\",\"r\\u0065ason\":\"b\"}"),
    ];

    private static byte[] Changed(byte[] bytes, Dice dice)
    {
        bytes[dice.Below(bytes.Length)] = (byte)dice.Below(256);
        return bytes;
    }

    private static IEnumerable<Case> Told(Operation operation)
    {
        foreach (var type in MediaTypes) yield return new(operation, "media type", type.Length == 0 ? "none" : type.Length > 60 ? "a long one" : type, (usual, _) => usual with { Headers = [.. usual.Headers.Where(each => each.Name != "Content-Type"), ("Content-Type", type)] });
        foreach (var coding in (string[])["gzip", "br", "deflate", "zstd", "identity", "gzip, gzip, gzip", "x", ""])
            yield return new(operation, "media type", $"coded as {coding}", (usual, _) => usual with { Headers = [.. usual.Headers, ("Content-Encoding", coding)] });
        yield return new(operation, "media type", "coded as gzip, which it is", (usual, _) => usual with { Body = Zipped(usual.Body!), Headers = [.. usual.Headers, ("Content-Encoding", "gzip")] });
    }

    private static readonly string[] MediaTypes =
    [
        "", "text/plain", "text/html", "application/xml", "application/x-yaml", "text/csv", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x", "application/zip", "application/octet-stream", "application/json; charset=utf-16", "application/json; charset=latin1", "application/json; charset=", "application/json; charset=nothing", "application/json;;;", "application/json; a=\"",
        "APPLICATION/JSON", "application/problem+json", "application/vnd.x+json", "application/json, text/plain", "json", "/", "*/*", "application/", "application/json; charset=utf-8; charset=utf-16", "application/json-patch+json", "application/json; v=" + new string('1', 4_000), "application/jso\u00f1",
    ];

    private static byte[] Zipped(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var zip = new System.IO.Compression.GZipStream(zipped, System.IO.Compression.CompressionLevel.Fastest)) zip.Write(bytes);
        return zipped.ToArray();
    }
}
