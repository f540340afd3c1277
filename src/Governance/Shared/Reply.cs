using System.Text.Json;

namespace Governance.Shared;

/// <summary>
/// A finished answer: status, body and the headers that belong to it. Made before the transaction commits, so that it can be
/// remembered in the same transaction, and written after it.
/// </summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The media type of <paramref name="Body"/>.</param>
/// <param name="Body">The text of the answer.</param>
/// <param name="ETag">The quoted version, or null.</param>
/// <param name="Location">Where the created thing is, or null.</param>
public sealed record Reply(int Status, string ContentType, string Body, string? ETag = null, string? Location = null) : IResult
{
    /// <summary>A JSON answer about a resource at a version.</summary>
    public static Reply Of<T>(int status, T body, long? version = null, string? location = null) =>
        new(status, "application/json; charset=utf-8", JsonSerializer.Serialize(body, Json.Options), version is { } v ? Precondition.ETag(v) : null, location);

    /// <summary>200 with a resource at a version.</summary>
    public static Reply Ok<T>(T body, long? version = null) => Of(StatusCodes.Status200OK, body, version);

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        if (ETag is not null) response.Headers.ETag = ETag;
        if (Location is not null) response.Headers.Location = Location;
        return response.WriteAsync(Body, httpContext.RequestAborted);
    }
}
