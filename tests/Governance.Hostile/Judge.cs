using System.Text.Json;
using System.Text.RegularExpressions;

namespace Governance.Hostile;

/// <summary>Says what is wrong with an answer, whatever was asked.</summary>
internal static partial class Judge
{
    // What only the inside knows: types, places in the code, statements, places on the machine, how it reaches its database.
    private static readonly string[] Inside =
        ["System.", "Governance.", "Microsoft.", "Marten", "Wolverine", "JasperFx", "Npgsql", "Newtonsoft", "Weasel", "   at ", ".cs:", "mt_events", "mt_streams", "mt_doc", "mt_quick", "SELECT ", "select d.", "pg_", "Password=", "Host=/", "Exception", "StackTrace", "SqlState", "Kestrel", "/home/", "/root/", "/tmp/", "/usr/", ".dll"];

    /// <summary>What the server itself answers before anything of ours is asked: without a body.</summary>
    public static bool IsBare(Answer answer) => answer is { Status: 400 or 408 or 411 or 413 or 414 or 417 or 431 or 501 or 505, Body.Length: 0, MediaType.Length: 0 };

    /// <summary>All that is wrong, or nothing.</summary>
    public static IEnumerable<string> Faults(HostileRequest request, Answer answer)
    {
        if (answer.Status == 0 && request.Wire is null) yield return $"no answer: {answer.Body}";
        // Of another version or coding of HTTP the server says so in numbers of its own.
        if (answer.Status >= 500 && !(request.Wire is not null && IsBare(answer))) yield return $"a failure, {answer.Status}";
        if (answer.Status is >= 400 && request.Method != "HEAD" && request.Wire is null && !IsBare(answer) && NoProblem(answer) is { } form) yield return form;
        foreach (var word in Inside.Where(word => Shows(request, answer, word))) yield return $"it shows the inside: {word}";
    }

    private static bool Shows(HostileRequest request, Answer answer, string word) =>
        answer.Head.Contains(word, StringComparison.Ordinal) || (answer.Body.Contains(word, StringComparison.Ordinal) && (answer.Status >= 400 || word is not ("SELECT " or "select d." or "pg_" or "/tmp/" or "/usr/")) && !Sent(request, word));

    // What the client says itself may be said back to them.
    private static bool Sent(HostileRequest request, string word) =>
        request.Target.Contains(word, StringComparison.Ordinal) || request.Body is { } body && System.Text.Encoding.UTF8.GetString(body).Contains(word, StringComparison.Ordinal);

    private static string? NoProblem(Answer answer)
    {
        if (!answer.MediaType.StartsWith("application/problem+json", StringComparison.Ordinal)) return $"a refusal that is no problem but {(answer.MediaType.Length > 0 ? answer.MediaType : "nothing")}";
        try
        {
            using var problem = JsonDocument.Parse(answer.Body);
            var code = Text(problem, "code");
            if (!Codes().IsMatch(code)) return $"a refusal with the code '{code}'";
            if (Text(problem, "type") != $"urn:governance:problem:{code}") return "a refusal whose type is not its code's";
            if (problem.RootElement.GetProperty("status").GetInt32() != answer.Status) return "a refusal that names another status";
            return ((string[])["title", "detail", "traceId"]).FirstOrDefault(name => Text(problem, name).Length == 0) is { } absent ? $"a refusal without {absent}" : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return "a refusal that cannot be read";
        }
    }

    private static string Text(JsonDocument problem, string name) => problem.RootElement.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";

    [GeneratedRegex("^[a-z][a-z-]*(\\.[a-z0-9][a-z0-9-]*)+\\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Codes();
}
