using System.Security.Cryptography;
using System.Text;
using Marten;

namespace Governance.Shared;

/// <summary>The Idempotency-Key of one request of one caller, with a digest of what was asked.</summary>
/// <param name="Id">Digest of person and key: what answers are remembered under, within the organisation.</param>
/// <param name="Asked">Digest of method, path and body, keyed with the header's own value: whoever reads it and does not have that cannot try out what the body may have said.</param>
public sealed record IdempotencyKey(string Id, string Asked)
{
    /// <summary>The request header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>The longest key, in characters.</summary>
    public const int MaxLength = 255;

    /// <summary>The key that <see cref="Idempotency"/> found on the request, or null.</summary>
    public static IdempotencyKey? Of(HttpContext http) =>
        http.Items.TryGetValue(typeof(IdempotencyKey), out var key) ? key as IdempotencyKey : null;

    /// <summary>The key of one part of the request, by a name that is unique in it.</summary>
    public IdempotencyKey Part(string name) => this with { Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Id}\n{name}"))) };

    /// <summary>The key for a header value and a body.</summary>
    public static IdempotencyKey For(Caller caller, string value, HttpRequest request, ReadOnlySpan<byte> body)
    {
        var asked = Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n");
        return new IdempotencyKey(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{caller.Person}\n{value}"))),
            Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(value), (byte[])[.. asked, .. body])));
    }
}

/// <summary>The first answer that was given under an idempotency key; committed together with the facts it tells of.</summary>
public sealed record RememberedAnswer(string Id, string Asked, Reply Reply, DateTimeOffset At)
{
    /// <summary>How long an answer is remembered.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>The record of an answer.</summary>
    public static RememberedAnswer Of(IdempotencyKey key, Reply reply, DateTimeOffset now) => new(key.Id, key.Asked, reply, now);
}

/// <summary>Gives the first answer again to a POST that repeats its Idempotency-Key, and refuses the key for another request (422).</summary>
public sealed class Idempotency(RequestDelegate next)
{
    /// <summary>The response header that says that an answer was given before.</summary>
    public const string ReplayedHeader = "Idempotency-Replayed";

    /// <summary>Runs after authentication and after <see cref="BodyGate"/> has read the body.</summary>
    public async Task InvokeAsync(HttpContext http, IDocumentStore store)
    {
        if (!http.Request.Headers.TryGetValue(IdempotencyKey.Header, out var header) || !HttpMethods.IsPost(http.Request.Method)
            || Caller.Find(http) is not { } caller)
        {
            await next(http);
            return;
        }

        var value = header.ToString();
        if (header.Count > 1 || value.Length is 0 or > IdempotencyKey.MaxLength || value.Any(c => c is < ' ' or > '~'))
        {
            await Problem.Reply(http, Problem.BadIdempotencyKey).ExecuteAsync(http);
            return;
        }

        var key = IdempotencyKey.For(caller, value, http.Request, BodyGate.BodyOf(http).Span);
        await using var session = store.QuerySession(caller.Tenant);
        var first = await session.LoadAsync<RememberedAnswer>(key.Id, http.RequestAborted);
        if (first is null)
        {
            http.Items[typeof(IdempotencyKey)] = key;
            await next(http);
        }
        else if (first.Asked != key.Asked)
        {
            await Problem.Reply(http, StatusCodes.Status422UnprocessableEntity, Problem.ReusedIdempotencyKey).ExecuteAsync(http);
        }
        else
        {
            http.Response.Headers[ReplayedHeader] = "true";
            await first.Reply.ExecuteAsync(http);
        }
    }
}
