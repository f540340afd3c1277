using System.Text.Json;
using Governance.Flows;
using Governance.Shared;
using Marten;

namespace Governance.Approvals;

/// <summary>
/// GET /requests/{requestId}/record: the request's facts as a file that `governance flows evaluate` reads, with no server and no database.
/// Whoever has it and the flow's text can tell the outcome for themselves.
/// </summary>
public static class ReadRecord
{
    /// <summary>The record as it is now.</summary>
    public static async Task<IResult> Get(string requestId, IQuerySession session, HttpContext http)
    {
        if (await session.State<Request>(StreamKeys.Request(requestId), http.RequestAborted) is not { } request) return Problem.Reply(http, RequestDesk.Unknown);
        return new Reply(StatusCodes.Status200OK, "application/json; charset=utf-8", new FlowHistory([], request.History).Write(), Precondition.ETag(request.Version));
    }

    /// <summary>What the answer looks like, for the document.</summary>
    /// <param name="Events">The facts in the order of the stream, in the form of history.schema.json.</param>
    /// <param name="People">Empty: whom the flow asked is among the facts.</param>
    public sealed record Shape(IReadOnlyList<Line> Events, IReadOnlyList<JsonElement> People);

    /// <summary>One fact.</summary>
    /// <param name="Type">What kind of fact.</param>
    /// <param name="Data">The fact itself.</param>
    /// <param name="Actor">Who recorded it.</param>
    /// <param name="At">When, UTC.</param>
    /// <param name="Version">Its version in the stream, as text.</param>
    /// <param name="OnBehalfOf">For whom, or absent.</param>
    public sealed record Line(string Type, JsonElement Data, string Actor, DateTimeOffset At, string Version, string? OnBehalfOf);
}
