using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Accounts;

/// <summary>Bring lines of a register that people already have into this one.</summary>
/// <param name="Source">What the register is called, such as its file: it is the ground that a claim names.</param>
/// <param name="Lines">1 to 500 lines.</param>
public sealed record ImportAccounts(string Source, IReadOnlyList<ImportedAccount> Lines)
{
    /// <summary>The most lines of one call.</summary>
    public const int Most = 500;

    /// <summary>Shape only; what is wrong with one line is that line's answer.</summary>
    public sealed class Validator : AbstractValidator<ImportAccounts>
    {
        /// <summary>A name and lines.</summary>
        public Validator()
        {
            RuleFor(command => command.Source).Title();
            RuleFor(command => command.Lines).Must(lines => lines is { Count: >= 1 and <= Most } && lines.All(line => line is not null)).WithMessage($"Send 1 to {Most} lines.");
        }
    }
}

/// <summary>One line of a register that people already have. What is absent is not known, and changes nothing.</summary>
/// <param name="Line">Its number there.</param>
/// <param name="Url">The address as it stands there, however messy.</param>
/// <param name="PlatformId">The platform's immutable id.</param>
/// <param name="Owner">Who owns it, by id; absent: it is listed for somebody to claim.</param>
/// <param name="BackupOwner">Who is to stand beside the owner; they are asked.</param>
/// <param name="Type">What kind of presence it is; absent is a page.</param>
/// <param name="DisplayName">The name that it shows.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Audience">Whom it addresses.</param>
/// <param name="Unit">The business unit.</param>
/// <param name="Brand">The brand.</param>
/// <param name="Market">The market.</param>
/// <param name="Language">BCP 47 tag of the language.</param>
/// <param name="Class">Which rules apply to it; absent is official.</param>
public sealed record ImportedAccount(
    int Line, string Url, string? PlatformId = null, string? Owner = null, string? BackupOwner = null, AccountType? Type = null, string? DisplayName = null, string? Purpose = null, string? Audience = null,
    string? Unit = null, string? Brand = null, string? Market = null, string? Language = null, AccountClass? Class = null)
{
    /// <summary>The description of an account that is new.</summary>
    public AccountProfile Profile() => new(Type ?? AccountType.Page, Some(DisplayName), Some(Purpose), Some(Audience), Some(Unit), Some(Brand), Some(Market), Some(Language), Class ?? AccountClass.Official);

    /// <summary>The text, or null when it says nothing.</summary>
    public static string? Some(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>What became of one line.</summary>
public enum LineOutcome
{
    /// <summary>The account is new in the register.</summary>
    Added,

    /// <summary>The register says so already.</summary>
    Same,

    /// <summary>The register learned something that it did not know.</summary>
    Changed,

    /// <summary>The register says otherwise: about the owner a dispute is open, about the rest a person decides.</summary>
    Conflict,

    /// <summary>The line cannot be taken.</summary>
    Refused,
}

/// <summary>What became of one line, and why.</summary>
/// <param name="Line">Its number.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="AccountId">The account; absent when the line names none.</param>
/// <param name="DisputeId">The dispute that the line opened or found.</param>
/// <param name="Code">The code of the refusal, or of the conflict.</param>
/// <param name="Sentence">What to do next.</param>
public sealed record ImportedLine(int Line, LineOutcome Outcome, string? AccountId = null, string? DisputeId = null, string? Code = null, string? Sentence = null);

/// <summary>What became of each line, in their order.</summary>
/// <param name="Items">One for each.</param>
public sealed record ImportedLines(IReadOnlyList<ImportedLine> Items);

/// <summary>POST /accounts/import.</summary>
public static class ImportAccountsEndpoint
{
    /// <summary>Takes each line, or says why not; all that is taken is one transaction.</summary>
    [WolverinePost("/accounts/import"), Tags("Accounts"), EndpointName("importAccounts"), EndpointSummary("Import a register that you already have")]
    [EndpointDescription("For stewards. The same lines a second time change nothing, so an import that broke off is simply sent again. Two owners of one account become two claims and a dispute; what a person corrected here is never overwritten.")]
    [ProducesResponseType<ImportedLines>(200)]
    public static async Task<IResult> Post(ImportAccounts command, Platforms.PlatformShelf platforms, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        var import = new ImportDesk(command, platforms, session, desk);
        var answer = await import.Take();
        await import.SetTimers(bus);
        return desk.Desk.Answer(Reply.Ok(new ImportedLines(answer)));
    }
}
