using Governance.Audit.Ledger;
using JasperFx.Events;
using Marten;
using Marten.Services.BatchQuerying;

namespace Governance.Shared;

/// <summary>
/// Where one command of one caller is decided: loads the stream, honours If-Match, asks the decider, appends the facts with who and
/// why, and answers. It saves nothing itself: facts, timers and the remembered answer are one transaction, which the endpoint's
/// generated code commits after the method returns.
/// </summary>
public sealed class Desk
{
    private readonly IDocumentSession session;
    private readonly HttpContext http;
    private readonly IdempotencyKey? key;

    private Desk(IDocumentSession session, HttpContext http, IdempotencyKey? key)
    {
        (this.session, this.http, this.key) = (session, http, key);
        Caller = Caller.Of(http);
        Now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        Origin.Of(http, Caller).Stamp(session);
    }

    /// <summary>Who commands.</summary>
    public Caller Caller { get; }

    /// <summary>The moment of the command, UTC.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Ends when the client has gone.</summary>
    public CancellationToken Aborted => http.RequestAborted;

    /// <summary>The desk for one request; <paramref name="session"/> is the one that the endpoint commits.</summary>
    public static Desk For(IDocumentSession session, HttpContext http) => new(session, http, IdempotencyKey.Of(http));

    /// <summary>The desk for one part of a request that has several, each with a transaction and, when the request has a key, a key of its own.</summary>
    public static Desk ForPart(IDocumentSession session, HttpContext http, IdempotencyKey? key) => new(session, http, key);

    /// <summary>What is appended from here on was done on behalf of somebody else.</summary>
    public void ActFor(string principal) => (Origin.Of(http, Caller) with { OnBehalfOf = principal }).Stamp(session);

    /// <summary>Opens a stream for writing: an append fails with a lost race (409) when somebody else appended since.</summary>
    public Task<IEventStream<TState>> Open<TState>(string streamKey) where TState : class => Open<TState>(streamKey, also: null);

    /// <summary>The same, with whatever else the command asks, in one exchange with the database.</summary>
    /// <param name="streamKey">The stream, from <see cref="StreamKeys"/>.</param>
    /// <param name="also">Adds the other questions; their answers are there when the stream is.</param>
    public async Task<IEventStream<TState>> Open<TState>(string streamKey, Action<IBatchedQuery>? also) where TState : class
    {
        var batch = session.CreateBatchQuery();
        var stream = batch.Events.FetchForWriting<TState>(streamKey);
        ViewOf.Read<TState>(http.RequestServices.GetServices<ViewOf>(), session, batch, streamKey);
        also?.Invoke(batch);
        await batch.Execute(Aborted);
        return await stream;
    }

    /// <summary>Decides a command on an existing stream and answers with a receipt.</summary>
    /// <param name="streamKey">The stream, from <see cref="StreamKeys"/>.</param>
    /// <param name="unknown">The refusal when there is no such stream.</param>
    /// <param name="decide">The rule: state and time to facts or refusal.</param>
    /// <param name="self">Where the changed thing is read.</param>
    public async Task<IResult> Change<TState, TEvent>(
        string streamKey, Refusal unknown, Func<TState, Decision<TEvent>> decide, string self)
        where TState : class where TEvent : notnull
    {
        var stream = await Open<TState>(streamKey);
        if (stream.Aggregate is not { } state) return Refuse(unknown);
        if (Stale(stream) is { } stale) return Refuse(stale);
        var decision = decide(state);
        return decision.Refusal is { } refusal ? Refuse(refusal) : Append(stream, decision.Facts, self);
    }

    /// <summary>Decides a command that starts a stream; a stream that exists already is the decider's to judge.</summary>
    public async Task<IResult> Start<TState, TEvent>(string streamKey, Func<TState?, Decision<TEvent>> decide, string self)
        where TState : class where TEvent : notnull
    {
        var stream = await Open<TState>(streamKey);
        if (Stale(stream) is { } stale) return Refuse(stale);
        var decision = decide(stream.Aggregate);
        return decision.Refusal is { } refusal ? Refuse(refusal) : Append(stream, decision.Facts, self, StatusCodes.Status201Created);
    }

    /// <summary>Appends facts to an open stream and answers with a receipt.</summary>
    public IResult Append<TState, TEvent>(
        IEventStream<TState> stream, IReadOnlyList<TEvent> facts, string self, int status = StatusCodes.Status200OK, Links? links = null, string? added = null)
        where TState : class where TEvent : notnull
    {
        var receipt = Receipt.Of(stream.Key!, stream.CurrentVersion ?? 0, AppendSealed(stream, facts), (links ?? new Links(self)) with { Self = self }) with { Added = added };
        return Answer(Reply.Of(status, receipt, receipt.Version, status == StatusCodes.Status201Created ? self : null));
    }

    /// <summary>Appends facts, sealed at once, so that the receipt can hold the seals; the others are sealed when they are saved.</summary>
    public IReadOnlyList<IEvent> AppendSealed<TState, TEvent>(IEventStream<TState> stream, IReadOnlyList<TEvent> facts) where TState : class where TEvent : notnull
    {
        foreach (var fact in facts) stream.AppendOne(fact);
        IReadOnlyList<IEvent> appended = [.. stream.Events.Skip(stream.Events.Count - facts.Count)];
        var seals = http.RequestServices.GetRequiredService<EventSeals>();
        foreach (var stored in appended) seals.SealOne(session, stream.Key!, stored);
        return appended;
    }

    /// <summary>The refusal when If-Match names another version than the stream's, or null.</summary>
    public Refusal? Stale<TState>(IEventStream<TState> stream) where TState : class =>
        Precondition.Check(http.Request, stream.CurrentVersion ?? 0);

    /// <summary>Answers a refusal; a rule's no is remembered under the idempotency key like any other answer.</summary>
    public IResult Refuse(Refusal refusal)
    {
        var reply = Problem.Reply(http, refusal);
        return refusal.Kind == RefusalKind.Rule ? Answer(reply) : reply;
    }

    /// <summary>Answers, and remembers the answer in the same transaction when the request has an Idempotency-Key.</summary>
    public IResult Answer(Reply reply)
    {
        if (key is not null) session.Insert(RememberedAnswer.Of(key, reply, Now));
        return reply;
    }
}
