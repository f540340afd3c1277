namespace Governance.Hostile;

/// <summary>Paths and methods: each id by itself, the form of the path, and every method that is not meant.</summary>
internal static class PathCases
{
    private static readonly string[] Segments =
    [
        "%2e%2e", "%2e", "..%2f..", "..", ".", "%2f", "a%2fb", "%5c", "%25", "%2525", "%0d%0a", "%00", "a%00", "%01", "%7f", "%ff%fe", "%c0%af", "%ED%A0%80", "%E2%82%AC%F0%9F%98%80", "%E2%80%AE", "%", "%zz", "%u0041", "'%20or%201=1--", "%22%3E%3Cscript%3E", "%7B%7B7*7%7D%7D", "$%7Bx%7D", "a;b=c", "a,b", "*", "~", "-", "_", "+", "%20", "%20x%20", "a:b", "@",
        "null", "undefined", "0", "-1", "18446744073709551616", "00000000000000000000000000000000", "ffffffffffffffffffffffffffffffff", "0197c3a26d0b7c519a640d6e1b1f5a20", "0197c3a2-6d0b-7c51-9a64-0d6e1b1f5a20", "Social-Media-Policy", "p-1001%2f", "p-0000", "policy%2fsocial-media-policy", "import", "summary", "export", "history", "x/../x", "x//x", "{id}", "%7Bid%7D", "con", "a.b.c", "a%0ab",
    ];

    private static readonly string[] Methods = ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "PATCH", "DELETE", "POST", "PROPFIND", "QUERY", "get", "X", "M-SEARCH"];

    /// <summary>Those of an operation.</summary>
    public static IEnumerable<Case> Of(Operation operation)
    {
        foreach (var parameter in operation.Parameters.Where(each => each.Place == "path"))
        {
            foreach (var segment in Segments) yield return Named(parameter, segment, segment);
            yield return Named(parameter, "a long one", new string('x', 7_000));
            yield return Named(parameter, "2049 letters", new string('x', 2_049));
            yield return Named(parameter, "letters of three bytes", string.Concat(Enumerable.Repeat("%E2%82%AC", 600)));
        }

        foreach (var (what, change) in Forms) yield return new(operation, "path", what, (usual, _) => usual with { Target = change(usual.Target) });
        foreach (var method in Methods.Where(each => each != operation.Method))
            yield return new(operation, "method", method, (usual, _) => usual with { Method = method, Body = method is "GET" or "HEAD" or "TRACE" ? null : usual.Body });

        Case Named(Parameter parameter, string what, string segment) =>
            new(operation, "path", $"{parameter.Name} is {what}", (usual, _) => usual with { Target = usual.Target.Replace($"@@{parameter.Name}@@", segment, StringComparison.Ordinal) });
    }

    private static readonly (string What, Func<string, string> Change)[] Forms =
    [
        ("a slash before", target => $"/{target}"), ("a slash behind", target => $"{target.Split('?')[0]}/"), ("slashes behind", target => $"{target.Split('?')[0]}///"), ("in upper case", target => target.ToUpperInvariant()), ("a dot before", target => $"/.{target}"), ("two dots before", target => $"/x/..{target}"), ("coded dots before", target => $"/%2e%2e{target}"), ("a suffix", target => $"{target.Split('?')[0]}.json"), ("a parameter", target => $"{target.Split('?')[0]};jsessionid=1"),
        ("a part too many", target => $"{target.Split('?')[0]}/nobody/nowhere"), ("a coded slash", target => $"/{target[1..].Replace("/", "%2f", StringComparison.Ordinal)}"), ("a backslash", target => $"/{target[1..].Replace('/', '\\')}"), ("coded letters", target => "/" + string.Concat(target[1..].Split('?')[0].Select(letter => letter is '@' or '/' ? $"{letter}" : char.IsAsciiLetterLower(letter) && !target.Contains('@') ? $"%{(int)letter:x2}" : $"{letter}"))), ("ten thousand slashes", target => new string('/', 6_000) + target[1..]),
    ];
}
