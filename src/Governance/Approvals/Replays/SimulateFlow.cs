using FluentValidation;
using Governance.Flows;
using Governance.Shared;
using Marten;
using Wolverine.Http;
using Decision = Governance.Flows.Decision;

namespace Governance.Approvals;

/// <summary>What somebody would decide.</summary>
/// <param name="Person">Who.</param>
/// <param name="Decision">approve, reject, request-changes or abstain.</param>
/// <param name="Need">The one need that it is for; absent: every need that asks them.</param>
/// <param name="Reason">Why; needed to reject and to request changes.</param>
/// <param name="OnBehalfOf">For whom, when not for themselves.</param>
/// <param name="At">When; absent: right after the act before it.</param>
public sealed record SimulatedDecision(string Person, Decision? Decision, string? Need, string? Reason, string? OnBehalfOf, DateTimeOffset? At);

/// <summary>Try a flow on a request that nobody makes.</summary>
/// <param name="Text">A flow that nobody has adopted; absent: the version in force.</param>
/// <param name="Subject">What conditions and people of the flow may ask about. A number is sent as text.</param>
/// <param name="Fields">Field name to text; with no field at all, everything the flow asks approval of is an empty text.</param>
/// <param name="Digests">Field name to SHA-256.</param>
/// <param name="Author">Who wrote it; absent: you.</param>
/// <param name="Requester">Who asks; absent: the author.</param>
/// <param name="Acts">What people decide, in the order of time.</param>
/// <param name="At">When it is opened; absent: now, or when the first act says.</param>
public sealed record SimulateFlow(
    string? Text, IReadOnlyDictionary<string, FactValue>? Subject, IReadOnlyDictionary<string, string>? Fields, IReadOnlyDictionary<string, string>? Digests,
    string? Author, string? Requester, IReadOnlyList<SimulatedDecision>? Acts, DateTimeOffset? At)
{
    private const int MostActs = 200;

    /// <summary>The content as it is said, or of empty texts.</summary>
    public RequestContent ContentUnder(Flow flow)
    {
        var said = RequestContent.Of(Subject, Fields, Digests, null);
        return Fields is not null || Digests is not null ? said : said with { Texts = flow.Stages.SelectMany(stage => stage.Needs).SelectMany(need => need.Bind).Distinct().ToDictionary(name => name, _ => "") };
    }

    /// <summary>The request that is played.</summary>
    public SimulatedRequest RequestUnder(Flow flow, string caller, DateTimeOffset now) => new(
        Subject ?? new Dictionary<string, FactValue>(), ContentUnder(flow).Fields(), Author ?? caller, Requester ?? Author ?? caller,
        [.. (Acts ?? []).Select(act => new SimulatedAct(act.Person, act.Decision!.Value, act.Need, act.Reason, act.OnBehalfOf, act.At))], At ?? Opened(now));

    // Whoever says when people decide, and not when it is opened, means no later than that.
    private DateTimeOffset Opened(DateTimeOffset now) => (Acts ?? []).Select(act => act.At).OfType<DateTimeOffset>().Append(now).Min();

    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<SimulateFlow>
    {
        private static readonly DateTimeOffset First = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
        private static readonly DateTimeOffset Last = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

        /// <summary>Names, bounds, and time that does not run backwards.</summary>
        public Validator()
        {
            RuleFor(command => command.Author).Length(1, 64);
            RuleFor(command => command.Requester).Length(1, 64);
            RuleFor(command => command.At).Must(InReach).WithMessage("Choose a moment between the years 2000 and 2200.");
            RuleFor(command => command.Acts).Must(acts => acts is not { Count: > MostActs }).WithMessage($"Send at most {MostActs} acts.");
            RuleFor(command => command.Acts).Must(acts => acts is null || acts.All(act => act is not null)).WithMessage("Each act says who decides what.");
            RuleForEach(command => command.Acts).Where(act => act is not null).ChildRules(Act).When(command => command.Acts is { Count: <= MostActs });
            RuleFor(command => command.Acts).Must((command, acts) => InOrder(command.At, acts)).WithMessage("Send the acts in the order of time, none before the request is opened.");
            RuleFor(command => command).Custom((command, context) =>
            {
                foreach (var (member, reason) in RequestContent.Of(command.Subject, command.Fields, command.Digests, null).Shape()) context.AddFailure(member, reason);
            });
        }

        private static void Act(InlineValidator<SimulatedDecision> act)
        {
            act.RuleFor(one => one.Person).NotEmpty().WithMessage("Name a person by id, such as p-1001.").MaximumLength(64);
            act.RuleFor(one => one.Decision).NotNull().WithMessage("Say approve, reject, request-changes or abstain.");
            act.RuleFor(one => one.Need).MaximumLength(200);
            act.RuleFor(one => one.Reason).Note();
            act.RuleFor(one => one.OnBehalfOf).Length(1, 64);
            act.RuleFor(one => one.At).Must(InReach).WithMessage("Choose a moment between the years 2000 and 2200.");
        }

        private static bool InReach(DateTimeOffset? at) => at is null || at >= First && at < Last;

        private static bool InOrder(DateTimeOffset? start, IReadOnlyList<SimulatedDecision>? acts)
        {
            var moments = (acts ?? []).Select(act => act?.At).Prepend(start).OfType<DateTimeOffset>().ToList();
            return moments.Zip(moments.Skip(1)).All(pair => pair.First <= pair.Second);
        }
    }
}

/// <summary>A fact that would be recorded.</summary>
/// <param name="Version">Its place, from 1.</param>
/// <param name="Type">What kind of fact.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who, or <c>flows</c> for what follows by itself.</param>
public sealed record SimulatedFact(long Version, string Type, DateTimeOffset At, string Actor);

/// <summary>How it would come out.</summary>
/// <param name="Explanation">Where the request would stand: who counts, who does not and why, who could still act.</param>
/// <param name="Ballots">Person to what they could decide on; the first 200 people by id.</param>
/// <param name="Refused">Which acts the flow would not let people do, by their place in the list, and what they would be told.</param>
/// <param name="Facts">What would be recorded, in order.</param>
public sealed record SimulationView(Evaluation Explanation, IReadOnlyDictionary<string, Ballot> Ballots, IReadOnlyList<RefusedAct> Refused, IReadOnlyList<SimulatedFact> Facts)
{
    /// <summary>The view of a result.</summary>
    public static SimulationView Of(SimulationResult result) =>
        new(result.Evaluation, result.Ballots, result.Refused, [.. result.History.Select(entry => new SimulatedFact(entry.Version, entry.Fact.GetType().Name, entry.At, entry.Actor))]);
}

/// <summary>POST /flows/{name}/simulations.</summary>
public static class SimulateFlowEndpoint
{
    private const string RetryAfterSeconds = "5";

    /// <summary>Plays the request with the people of today. Writes nothing, and remembers nothing.</summary>
    [WolverinePost("/flows/{name}/simulations"), Tags("Approvals"), EndpointName("simulateFlow"), EndpointSummary("Try a flow on a request that nobody makes")]
    [EndpointDescription("A flow that is adopted or only a text, with the people of today. Nothing is recorded, so that it can be asked again and again, with or without an Idempotency-Key. Auditors may ask, too. An organisation runs two at once (429); one ends when its caller hangs up.")]
    [ProducesResponseType<SimulationView>(200)]
    public static async Task<IResult> Post(string name, SimulateFlow command, IQuerySession session, FlowShelf flows, Simulations simulations, TimeProvider clock, HttpContext http)
    {
        using var place = simulations.Take(Caller.Of(http).Tenant);
        if (place is null)
        {
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
            return Problem.Reply(http, StatusCodes.Status429TooManyRequests, ReplayRules.TooManySimulations);
        }

        var (flow, fault) = await MeantFlow.Find(name, command.Text, null, session, flows, http);
        if (flow is null) return fault!;
        var missing = command.ContentUnder(flow).Against(flow).GroupBy(fault => fault.Member, fault => fault.Reason).ToDictionary(member => member.Key, member => member.ToArray());
        if (missing.Count > 0) return Problem.Invalid(http, missing);
        var people = await Population.Of(session, http.RequestAborted);
        return Reply.Ok(SimulationView.Of(Simulation.Run(flow, command.RequestUnder(flow, Caller.Of(http).Person, clock.GetUtcNow()), people, http.RequestAborted)));
    }
}
