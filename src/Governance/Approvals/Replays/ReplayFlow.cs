using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine.Http;

namespace Governance.Approvals;

/// <summary>Replay a flow over every past request about its kind of subject.</summary>
/// <param name="Text">A flow that nobody has adopted; absent: an adopted version.</param>
/// <param name="Version">An adopted version; absent: the one in force.</param>
public sealed record ReplayFlow(string? Text, int? Version)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ReplayFlow>
    {
        /// <summary>One flow.</summary>
        public Validator()
        {
            RuleFor(command => command.Version).Must((command, version) => version is null || command.Text is null).WithMessage("Send a text or a version, not both.");
            RuleFor(command => command.Version).GreaterThan(0).WithMessage("Versions count from 1.");
        }
    }
}

/// <summary>Stop a replay.</summary>
/// <param name="Reason">Why, for whoever looks for it; or absent.</param>
public sealed record StopReplay(string? Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<StopReplay>
    {
        /// <summary>Bounds.</summary>
        public Validator() => RuleFor(command => command.Reason).Note();
    }
}

/// <summary>POST /flows/{name}/replays and /flows/{name}/replays/{replayId}/stop.</summary>
public static class ReplayFlowEndpoint
{
    private const string RetryAfterSeconds = "5";

    /// <summary>Starts a replay. It writes nothing anywhere, and is remembered by this service alone.</summary>
    [WolverinePost("/flows/{name}/replays"), Tags("Approvals"), EndpointName("replayFlow"), EndpointSummary("Replay a flow over every past request")]
    [EndpointDescription("Which past decisions would have come out differently, and why. People's acts are played again at their own times, under this flow, with the directory of then; nothing is recorded. Read on at Location. Auditors may, too, and that is recorded like their reads. At most one runs in an organisation (429); it is kept for an hour, and ends with the service.")]
    [ProducesResponseType<ReplayView>(202)]
    public static async Task<IResult> Post(string name, ReplayFlow command, IQuerySession session, FlowShelf flows, Replays replays, TimeProvider clock, HttpContext http)
    {
        var (flow, fault) = await MeantFlow.Find(name, command.Text, command.Version, session, flows, http);
        if (flow is null) return fault!;
        var (now, caller) = (clock.GetUtcNow(), Caller.Of(http));
        var id = Guid.CreateVersion7(now).ToString("N");
        var (job, refusal) = replays.Start(new ReplayOrder(id, caller.Tenant, flow, caller.Person, IdempotencyKey.Of(http)));
        if (job is null) return Refuse(http, refusal!);
        if (job.Order.Id != id) http.Response.Headers["Idempotency-Replayed"] = "true";
        http.Response.Headers.RetryAfter = ReadReplays.RetryAfterSeconds;
        var view = job.View(now);
        return Reply.Of(StatusCodes.Status202Accepted, view, view.Version, view.Path());
    }

    /// <summary>Stops a replay. What it has found so far stays to be read.</summary>
    [WolverinePost("/flows/{name}/replays/{replayId}/stop"), Tags("Approvals"), EndpointName("stopReplay"), EndpointSummary("Stop a replay")]
    [EndpointDescription("Whoever started it may, and drafters and administrators. What it has found so far stays to be read. Stopping it again changes nothing.")]
    [ProducesResponseType<ReplayView>(200)]
    public static IResult Stop(string name, string replayId, StopReplay command, Replays replays, TimeProvider clock, HttpContext http)
    {
        if (replays.Find(Caller.Of(http).Tenant, name, replayId) is not { } job) return Problem.Reply(http, ReplayRules.Unknown);
        var caller = Caller.Of(http);
        if (job.Order.Person != caller.Person && !caller.HoldsAny([Access.Roles.Drafter, Access.Roles.Administrator])) return Problem.Reply(http, ReplayRules.NotYours);
        var now = clock.GetUtcNow();
        if (Precondition.Check(http.Request, job.View(now).Version) is { } stale) return Problem.Reply(http, stale);
        if (!job.Stop(now, caller.Person, command.Reason)) return Problem.Reply(http, ReplayRules.HasEnded);
        var view = job.View(now);
        return Reply.Ok(view, view.Version);
    }

    private static Reply Refuse(HttpContext http, Refusal refusal)
    {
        if (refusal == Problem.ReusedIdempotencyKey) return Problem.Reply(http, StatusCodes.Status422UnprocessableEntity, refusal);
        http.Response.Headers.RetryAfter = RetryAfterSeconds;
        return Problem.Reply(http, StatusCodes.Status429TooManyRequests, refusal);
    }
}
