using System.Text.Json;
using Governance.Shared;
using Marten;
using Wolverine.Marten;

namespace Governance.Approvals;

/// <summary>
/// Where one of several decisions of a call is made, in a transaction of its own. Its answer is remembered with its facts under a part of the
/// call's key: a call that is repeated after a crash in the middle finds what it had decided.
/// </summary>
public static class InboxDesk
{
    /// <summary>Decides, unless the same call has done so already, and says what came of it. A lost race is an answer; anything else that fails ends the call.</summary>
    public static async Task<InboxAnswer> Decide(InboxDecision decision, HttpContext http)
    {
        var key = IdempotencyKey.Of(http)?.Part(decision.RequestId);
        await using var scope = http.RequestServices.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<IDocumentStore>();
        await using var session = store.LightweightSession(Caller.Of(http).Tenant);
        if (key is not null && await session.LoadAsync<RememberedAnswer>(key.Id, http.RequestAborted) is { } first)
            return Told(decision, first.Asked == key.Asked ? first.Reply : Problem.Reply(http, StatusCodes.Status422UnprocessableEntity, Problem.ReusedIdempotencyKey));
        try
        {
            return Told(decision, await Decide(decision, session, scope.ServiceProvider.GetRequiredService<IMartenOutbox>(), key, http));
        }
        catch (Exception error) when (!http.RequestAborted.IsCancellationRequested)
        {
            if (!await Failures.WasLostRace(http, error)) throw;
            return Told(decision, Problem.Reply(http, Failures.LostRace));
        }
    }

    private static async Task<Reply> Decide(InboxDecision decision, IDocumentSession session, IMartenOutbox outbox, IdempotencyKey? key, HttpContext http)
    {
        outbox.Enroll(session);
        var reply = (Reply)await DecideRequestEndpoint.On(RequestDesk.Beside(Desk.ForPart(session, http, key), session, outbox, http), decision.RequestId, decision.Alone());
        await session.SaveChangesAsync(http.RequestAborted);
        return reply;
    }

    private static InboxAnswer Told(InboxDecision decision, Reply reply)
    {
        if (reply.Status < StatusCodes.Status400BadRequest) return new InboxAnswer(decision.RequestId, reply.Status, null, null, JsonSerializer.Deserialize<Receipt>(reply.Body, Json.Options));
        using var problem = JsonDocument.Parse(reply.Body);
        return new InboxAnswer(decision.RequestId, reply.Status, problem.RootElement.GetProperty("code").GetString(), problem.RootElement.GetProperty("detail").GetString(), null);
    }
}
