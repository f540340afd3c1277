using System.Text.Json;

namespace Governance.Shared;

/// <summary>
/// Reads the body of a command once, within bounds: at most <see cref="MaxBytes"/> (413), JSON by media type (415), one well-formed
/// JSON value without duplicate members, NUL characters or lone surrogates (400). What passes is handed on as memory.
/// </summary>
public sealed class BodyGate(RequestDelegate next)
{
    /// <summary>The largest body, in bytes: 1 MB.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>The body that was read; empty when there was none.</summary>
    public static ReadOnlyMemory<byte> BodyOf(HttpContext http) =>
        http.Items.TryGetValue(typeof(BodyGate), out var body) && body is ReadOnlyMemory<byte> bytes ? bytes : default;

    /// <summary>Reads and checks the body, or answers why not.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        {
            await next(http);
            return;
        }

        if (await Read(http.Request) is not { } body)
        {
            await Problem.Reply(http, StatusCodes.Status413PayloadTooLarge, Problem.BodyTooLarge).ExecuteAsync(http);
            return;
        }

        if (body.Length > 0 && !http.Request.HasJsonContentType())
        {
            await Problem.Reply(http, StatusCodes.Status415UnsupportedMediaType, Problem.NotJson).ExecuteAsync(http);
            return;
        }

        if (body.Length > 0 && Malformed(body) is { } malformed)
        {
            await Problem.Reply(http, malformed).ExecuteAsync(http);
            return;
        }

        // A command without members may come without a body: that is the empty object.
        ReadOnlyMemory<byte> given = body.Length > 0 ? body : "{}"u8.ToArray();
        http.Items[typeof(BodyGate)] = given;
        http.Request.Body = new MemoryStream(given.ToArray(), writable: false);
        http.Request.ContentLength = given.Length;
        http.Request.ContentType ??= "application/json";
        await next(http);
    }

    private static async Task<byte[]?> Read(HttpRequest request)
    {
        if (request.ContentLength > MaxBytes) return null;
        using var buffer = new MemoryStream((int)(request.ContentLength ?? 0));
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await ReadSome(request, chunk)) > 0)
        {
            if (buffer.Length + read > MaxBytes) return null;
            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    private static async Task<int> ReadSome(HttpRequest request, byte[] chunk)
    {
        try
        {
            return await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted);
        }
        catch (IOException error) when (error is not BadHttpRequestException)
        {
            // A chunk whose size no number holds, or a connection that ends: what came is no request.
            throw new BadHttpRequestException(error.Message, error);
        }
    }

    private static Refusal? Malformed(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = Json.Options.MaxDepth, AllowDuplicateProperties = false });
            return document.RootElement.ValueKind != JsonValueKind.Object ? Problem.NotAnObject
                : HasUnstorableText(document.RootElement) ? Problem.UnstorableText : null;
        }
        catch (JsonException error)
        {
            // The reader gives no place for a member that stands twice.
            return error.LineNumber is { } line ? Problem.MalformedJson(line + 1, (error.BytePositionInLine ?? 0) + 1) : Problem.MemberTwice;
        }
        catch (InvalidOperationException)
        {
            // A member's name with half a surrogate pair cannot even be compared.
            return Problem.UnstorableText;
        }
    }

    // PostgreSQL's jsonb stores no U+0000, and a lone surrogate has no UTF-8 form: both are refused at the door.
    private static bool HasUnstorableText(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Any(member => IsUnstorable(() => member.Name) || HasUnstorableText(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().Any(HasUnstorableText),
        JsonValueKind.String => IsUnstorable(() => element.GetString()!),
        _ => false,
    };

    private static bool IsUnstorable(Func<string> text)
    {
        try
        {
            return text().Contains('\0');
        }
        catch (InvalidOperationException)
        {
            // The reader's answer to an escape that is half a surrogate pair.
            return true;
        }
    }
}
