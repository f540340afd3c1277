using Governance.Shared;

namespace Governance.Impostors;

/// <summary>Every no about suspected impostors, with what to do instead. The clauses are those of impersonation-and-take-down.</summary>
public static class ImpostorRules
{
    /// <summary>No such case.</summary>
    public static readonly Refusal Unknown = new("impostor.unknown", "There is no case with this id. GET /impostors lists them.", RefusalKind.Unknown);

    /// <summary>Closed.</summary>
    public static readonly Refusal Closed = new("impostor.closed", "This case was cleared and is closed. If the account deceives later, open a new case with POST /impostors and say what has changed.");

    /// <summary>Only stewards.</summary>
    public static readonly Refusal StewardsOnly = new("impostor.stewards-only", "A steward says what a suspect is; in danger a member of security may, too. Ask one of them.", RefusalKind.NotYours);

    /// <summary>Only Legal.</summary>
    public static readonly Refusal LegalOnly = new("impostor.legal-only", "Only a member of the group legal decides this (clause 1.3). Ask them.", RefusalKind.NotYours);

    /// <summary>Legal or a steward.</summary>
    public static readonly Refusal LegalOrSteward = new("impostor.legal-or-steward", "A member of the group legal or a steward records what the platform answered. Tell them.", RefusalKind.NotYours);

    /// <summary>One's own critic.</summary>
    public static readonly Refusal Interested = new("impostor.interested", "Nobody classifies an account that has criticised them personally (clause 4.4). Let another steward do it.", RefusalKind.NotYours);

    /// <summary>The same person twice.</summary>
    public static readonly Refusal SecondPerson = new("impostor.second-person", "Who proposed that it is an impostor neither confirms nor clears it. Another member of the group legal must.", RefusalKind.NotYours);

    /// <summary>Nothing captured.</summary>
    public static readonly Refusal NoEvidence = new("impostor.no-evidence", "Capture what shows it first, with POST /impostors/{caseId}/evidence (clause 3.1).");

    /// <summary>Enough captured.</summary>
    public static readonly Refusal TooMuchEvidence = new("impostor.too-much-evidence", "A case holds 200 pieces of evidence. Decide on those, or put what is left into one file and keep its digest.");

    /// <summary>Not yet classified.</summary>
    public static readonly Refusal NotClassified = new("impostor.not-classified", "Nobody has proposed that it is an impostor. A steward does that with POST /impostors/{caseId}/classify.");

    /// <summary>Classified before.</summary>
    public static readonly Refusal Classified = new("impostor.classified", "It is confirmed as an impostor already. Legal clears it with POST /impostors/{caseId}/clear or withdraws the report if that was wrong.");

    /// <summary>Legal decides now.</summary>
    public static readonly Refusal BeforeLegal = new("impostor.before-legal", "It was proposed as an impostor and waits for Legal, who confirm it or clear it with POST /impostors/{caseId}/clear.");

    /// <summary>Not confirmed.</summary>
    public static readonly Refusal NotConfirmed = new("impostor.not-confirmed", "Only a confirmed impostor is reported. Legal confirms with POST /impostors/{caseId}/confirm.");

    /// <summary>Never reported.</summary>
    public static readonly Refusal NotReported = new("impostor.not-reported", "There is no report that waits for an answer. GET /impostors/{caseId} says where the case stands.");

    /// <summary>Reported before.</summary>
    public static readonly Refusal ReportedBefore = new("impostor.reported", "One case has one report. Say in further what allows another: newFacts, noAnswer or appeal (clause 6.5).", RefusalKind.Rule, "further");

    /// <summary>Nothing to go further from.</summary>
    public static readonly Refusal FirstReport = new("impostor.first-report", "This is the first report of the case: leave further out.", RefusalKind.Content, "further");

    /// <summary>Too early.</summary>
    public static readonly Refusal AnswerNotDue = new("impostor.answer-not-due", "The platform still has time to answer: 5 workdays, or 24 hours in danger (clause 7.1).");

    /// <summary>No refusal.</summary>
    public static readonly Refusal NothingRefused = new("impostor.nothing-refused", "There is no refusal to appeal against. Record it first with POST /impostors/{caseId}/refused.");

    /// <summary>Too much.</summary>
    public static readonly Refusal AskTheLeast = new("impostor.ask-the-least", "Only danger allows asking for everything at once (clause 6.3). Ask for the least that ends the deception.", RefusalKind.Rule, "asked");

    /// <summary>A report stands.</summary>
    public static readonly Refusal ReportStands = new("impostor.report-stands", "The platform was asked to act. Withdraw the report with POST /impostors/{caseId}/withdraw-report: that clears the case.");

    /// <summary>Cleared as what it is not.</summary>
    public static readonly Refusal ClearedAsImpostor = new("impostor.cleared-as-impostor", "An impostor is not cleared. Say what it is instead: parody, fan, namesake or employeesOwn.", RefusalKind.Content, "class");

    /// <summary>Until it is decided.</summary>
    public static readonly Refusal ObjectionPending = new("impostor.objection-pending",
        "The holder disagrees, and until a member of legal who took no part has decided, no further step is taken (clause 10.2). In danger, record it with POST /impostors/{caseId}/danger.");

    /// <summary>The holder was right.</summary>
    public static readonly Refusal WithdrawFirst = new("impostor.withdraw-first", "The holder was found right: withdraw the report with POST /impostors/{caseId}/withdraw-report, within a workday (clause 10.3).");

    /// <summary>One at a time.</summary>
    public static readonly Refusal ObjectionOpen = new("impostor.objection-open", "An objection waits for its decision already. Add what else the holder says as evidence.");

    /// <summary>Decided before.</summary>
    public static readonly Refusal ObjectionDecided = new("impostor.objection-decided", "An objection was decided against the holder. Say in newFact what is new since then.", RefusalKind.Rule, "newFact");

    /// <summary>Enough.</summary>
    public static readonly Refusal TooManyObjections = new("impostor.too-many-objections", "This case has had 20 objections. Legal answers the holder by letter.");

    /// <summary>Nothing to decide.</summary>
    public static readonly Refusal NoObjection = new("impostor.no-objection", "No objection waits for a decision. Record one with POST /impostors/{caseId}/object.");

    /// <summary>Not impartial.</summary>
    public static readonly Refusal TookPart = new("impostor.took-part", "You have acted in this case: a member of legal who took no part decides on the objection (clause 10.2). Ask another.", RefusalKind.NotYours);

    /// <summary>A class that does not fit.</summary>
    public static readonly Refusal ObjectionClass = new("impostor.objection-class", "Say in class what it is when the holder is right: parody, fan, namesake or employeesOwn. Leave it out when they are not.", RefusalKind.Content, "class");

    /// <summary>A court.</summary>
    public static readonly Refusal ExecutiveAgrees = new("impostor.executive-agrees", "A court takes the agreement of an executive (clause 7.1): name in agreedBy somebody else who is a member of the group executives.", RefusalKind.Content, "agreedBy");

    /// <summary>No court.</summary>
    public static readonly Refusal NoAgreementNeeded = new("impostor.no-agreement-needed", "Only a court takes an executive's agreement: leave agreedBy out.", RefusalKind.Content, "agreedBy");

    /// <summary>One of ours.</summary>
    public static Refusal InTheRegister(string accountId) =>
        new("impostor.in-the-register", $"This account is in the register (clause 2.3): read GET /accounts/{accountId}. If it is out of control, say so there.");

    /// <summary>A case is open.</summary>
    public static Refusal OpenAlready(string caseId) =>
        new("impostor.open", $"There is an open case about this account: add what you saw with POST /impostors/{caseId}/evidence.");

    /// <summary>Cleared before.</summary>
    public static Refusal ClearedBefore(string caseId) =>
        new("impostor.cleared-before", $"The case {caseId} about this account was cleared. Say in change what is different now: its name, picture, content or platform id (clause 2.4).", RefusalKind.Rule, "change");
}
