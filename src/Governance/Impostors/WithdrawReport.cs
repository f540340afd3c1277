using System.Text.Json.Serialization;
using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Impostors;

/// <summary>Withdraw a report that was wrong.</summary>
/// <param name="Class">What the account is: parody, fan, namesake or employeesOwn.</param>
/// <param name="Reason">What was wrong; names nobody.</param>
public sealed record WithdrawReport([property: JsonRequired] SuspectClass Class, string Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<WithdrawReport>
    {
        /// <summary>A reason.</summary>
        public Validator() => RuleFor(command => command.Reason).Reason();
    }
}

/// <summary>POST /impostors/{caseId}/withdraw-report.</summary>
public static class WithdrawReportEndpoint
{
    /// <summary>Withdraws, and closes the case.</summary>
    [WolverinePost("/impostors/{caseId}/withdraw-report"), Tags("Impostors"), EndpointName("withdrawReport"), EndpointSummary("Withdraw a report that was wrong")]
    [EndpointDescription("Legal does, within a workday after the mistake is known, and asks the platform to restore what it removed. The case is cleared with this.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Post(string caseId, WithdrawReport command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        ImpostorDesk.For(session, bus, http).ChangeAsLegal(caseId, suspect =>
            ImpostorDecider.Withdraw(new ReportWithdrawn(command.Reason), new CaseCleared(command.Class, command.Reason), suspect));
}
