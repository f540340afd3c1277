using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Impostors;

/// <summary>Record that the holder of a suspect disagrees.</summary>
/// <param name="Statement">What they say; names nobody, for it stays in the history for ever.</param>
/// <param name="NewFact">What is new since an objection was decided against them; absent for the first.</param>
public sealed record ObjectToCase(string Statement, string? NewFact)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ObjectToCase>
    {
        /// <summary>A statement.</summary>
        public Validator()
        {
            RuleFor(command => command.Statement).Reason();
            RuleFor(command => command.NewFact).Note();
        }
    }
}

/// <summary>Decide on what the holder of a suspect objects.</summary>
/// <param name="Upheld">Whether the holder is right.</param>
/// <param name="Class">What the account is, when they are right: parody, fan, namesake or employeesOwn; else absent.</param>
/// <param name="Reason">Why; names nobody.</param>
public sealed record DecideObjection(bool? Upheld, SuspectClass? Class, string Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<DecideObjection>
    {
        /// <summary>A decision and a reason.</summary>
        public Validator()
        {
            RuleFor(command => command.Upheld).NotNull().WithMessage("Say true when the holder is right, else false.");
            RuleFor(command => command.Reason).Reason();
        }
    }
}

/// <summary>POST /impostors/{caseId}/object and /decide-objection.</summary>
public static class ObjectToCaseEndpoint
{
    /// <summary>Whoever receives it records it; a member of staff whose own account is treated as a suspect does so for themselves.</summary>
    [WolverinePost("/impostors/{caseId}/object"), Tags("Impostors"), EndpointName("objectToCase"), EndpointSummary("Record that the holder disagrees")]
    [EndpointDescription("By whoever receives it. Until a member of legal who took no part has decided, within ten workdays, no further step is taken, except in danger.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Record(string caseId, ObjectToCase command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        ImpostorDesk.For(session, bus, http).Change(caseId, suspect => ImpostorDecider.Decide(new HolderObjected(command.Statement, string.IsNullOrWhiteSpace(command.NewFact) ? null : command.NewFact), suspect));

    /// <summary>By a lawyer who took no part.</summary>
    [WolverinePost("/impostors/{caseId}/decide-objection"), Tags("Impostors"), EndpointName("decideObjection"), EndpointSummary("Decide on the holder's objection")]
    [EndpointDescription("By a member of legal who has done nothing in the case before, nor recorded the objection; when every one of them has, by an executive who has not. When the holder is right, the case is cleared with this; where the platform was asked to act, the report is withdrawn next, within a workday.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Decide(string caseId, DecideObjection command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = ImpostorDesk.For(session, bus, http);
        var acts = await session.Events.FetchStreamAsync(StreamKeys.Impostor(caseId), token: desk.Desk.Aborted);
        HashSet<string> acted = [.. acts.SelectMany(stored => (string?[])[stored.UserName, (stored.Data as CaseEscalated)?.AgreedBy]).OfType<string>()];
        var tookPart = acted.Contains(desk.Desk.Caller.Person);
        return await desk.ChangeAsArbiter(caseId, acted, suspect => ImpostorDecider.Decide(new ObjectionDecided(command.Upheld!.Value, command.Class, command.Reason), suspect, tookPart));
    }
}
