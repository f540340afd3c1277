using Governance.Shared;

namespace Governance.Accounts;

/// <summary>Every no of an account's life, with what to do instead.</summary>
public static class AccountRules
{
    /// <summary>No such account.</summary>
    public static readonly Refusal Unknown = new("account.unknown", "There is no account with this id. GET /accounts lists them.", RefusalKind.Unknown);

    /// <summary>The caller neither runs the account nor keeps the register.</summary>
    public static readonly Refusal NotYours = new("account.not-yours", "This is for the account's owner, its backup owner or a steward. Claim the account, or ask them.", RefusalKind.NotYours);

    /// <summary>Only the owner.</summary>
    public static readonly Refusal OwnerOnly = new("account.owner-only", "Only the account's owner says this, because only they answer for it.", RefusalKind.NotYours);

    /// <summary>Only Security.</summary>
    public static readonly Refusal SecurityOnly = new("account.security-only", "Only a member of the group security decides this. Ask them.", RefusalKind.NotYours);

    /// <summary>Only who was asked.</summary>
    public static readonly Refusal NotAsked = new("account.not-asked", "Only the person who was asked accepts or declines, by an act of their own.", RefusalKind.NotYours);

    /// <summary>Nobody owns it.</summary>
    public static readonly Refusal NotRegistered = new("account.not-registered", "Nobody answers for this account yet. Claim it with POST /claims first.");

    /// <summary>Over.</summary>
    public static readonly Refusal Ended = new("account.ended", "This account is parked, deleted, lost, declined or replaced: its history stands, and nothing is added to it.");

    /// <summary>Put aside.</summary>
    public static readonly Refusal Archived = new("account.archived", "This entry is archived. A steward restores it with POST /accounts/{accountId}/restore first.");

    /// <summary>In dispute.</summary>
    public static readonly Refusal Disputed = new("account.disputed", "While its ownership is in dispute the account is neither renamed, handed over nor retired. Wait for the decision, or ask Legal.");

    /// <summary>Somebody who is not there.</summary>
    public static readonly Refusal PersonUnknown = new("account.person-unknown", "Name somebody who is in the directory and has not left. GET /people lists them.", RefusalKind.Content, "person");

    /// <summary>A program.</summary>
    public static readonly Refusal NotAPerson = new("account.not-a-person", "Name a person: programs and auditors answer for no account.", RefusalKind.Content, "person");

    /// <summary>The owner beside themselves.</summary>
    public static readonly Refusal OwnerIsBackup = new("account.owner-is-backup", "Owner and backup owner are two different people. Name somebody else.", RefusalKind.Content, "person");

    /// <summary>Nobody was asked.</summary>
    public static readonly Refusal NoBackup = new("account.no-backup", "This person neither is backup owner of this account nor was asked to be.");

    /// <summary>The same handle.</summary>
    public static readonly Refusal SameHandle = new("account.same-handle", "The account bears this handle already.", RefusalKind.Content, "handle");

    /// <summary>Another platform.</summary>
    public static readonly Refusal OtherPlatform = new("account.other-platform", "A rename stays on its platform. List the other account with POST /accounts.", RefusalKind.Content, "url");

    /// <summary>An id that contradicts.</summary>
    public static readonly Refusal OtherIdentity = new("account.other-identity", "The platform id differs from the one on record, so this is another account under the old handle: record it with POST /accounts/{accountId}/replace.", RefusalKind.Rule, "platformId");

    /// <summary>The very same.</summary>
    public static readonly Refusal SameIdentity = new("account.same-identity", "The platform id is the one on record, so it is the same account and nothing was replaced.", RefusalKind.Rule, "platformId");

    /// <summary>No such grant.</summary>
    public static readonly Refusal GrantUnknown = new("account.grant-unknown", "This agency's access is not there, or has ended.");

    /// <summary>In the past.</summary>
    public static readonly Refusal EndInThePast = new("account.end-in-the-past", "Name an end that is still to come.", RefusalKind.Content, "until");

    /// <summary>No such hand-over.</summary>
    public static readonly Refusal HandOverUnknown = new("account.hand-over-unknown", "This hand-over is not open. GET /accounts/{accountId} lists those that are.");

    /// <summary>Already passing on.</summary>
    public static readonly Refusal HandOverOpen = new("account.hand-over-open", "This is being handed over already. Redirect that hand-over, or cancel it.");

    /// <summary>To oneself.</summary>
    public static readonly Refusal HandOverToHolder = new("account.hand-over-to-holder", "The successor must be somebody else.", RefusalKind.Content, "to");

    /// <summary>Not held.</summary>
    public static readonly Refusal NotHeld = new("account.not-held", "This person does not hold that of this account.", RefusalKind.Content, "from");

    /// <summary>Not to attest.</summary>
    public static readonly Refusal NothingToAttest = new("account.nothing-to-attest", "Only a registered account is attested.");

    /// <summary>Not archived.</summary>
    public static readonly Refusal NotArchived = new("account.not-archived", "The entry is not archived.");

    /// <summary>Not compromised.</summary>
    public static readonly Refusal NotCompromised = new("account.not-compromised", "The account is not recorded as compromised. POST /accounts/{accountId}/report-compromise does that.");

    /// <summary>Already compromised.</summary>
    public static readonly Refusal AlreadyCompromised = new("account.already-compromised", "The account is recorded as compromised already. Security records what came of it.");

    /// <summary>Already proposed.</summary>
    public static readonly Refusal RetirementProposed = new("account.retirement-proposed", "Its retirement is proposed or announced already.");

    /// <summary>Not proposed.</summary>
    public static readonly Refusal NoRetirement = new("account.no-retirement", "Nobody has proposed to retire this account. POST /accounts/{accountId}/propose-retirement does that.");

    /// <summary>Two people.</summary>
    public static readonly Refusal SecondPerson = new("account.second-person", "Who proposed the retirement does not confirm it: a steward confirms an owner's, and the owner, or another steward where there is none, confirms a steward's.", RefusalKind.NotYours);

    /// <summary>Not yet.</summary>
    public static readonly Refusal NoticesRunning = new("account.notices-running", "The notices are still running. Park the account when its day has come.");

    /// <summary>Too soon.</summary>
    public static readonly Refusal RetirementTooSoon = new("account.retirement-too-soon", "Retire it at least 30 days from now, or let a member of legal or security say why it must be sooner.", RefusalKind.Content, "on");

    /// <summary>Not asked for.</summary>
    public static readonly Refusal NotApproved = new("account.not-approved", "Only an account whose request was approved is opened.");

    /// <summary>Over for good.</summary>
    public static readonly Refusal CannotReopen = new("account.cannot-reopen", "This request to open an account has had its effect. Ask anew with POST /accounts/request.");

    /// <summary>The importer's own.</summary>
    public static readonly Refusal ImportsOwn = new("account.imports-own", "Nobody makes themselves an owner by a list: claim it with POST /claims, or let another steward import this line.", RefusalKind.NotYours, "owner");

    /// <summary>Being asked for.</summary>
    public static readonly Refusal AskedFor = new("account.asked-for", "Somebody has asked to open this account: until it is opened nothing else is said of it.");

    /// <summary>The class was decided upon.</summary>
    public static readonly Refusal ClassIsDecided = new("account.class-is-decided", "The class was part of what was decided. To change it, claim the account anew under the other class.", RefusalKind.Rule, "profile.class");

    /// <summary>The id is needed.</summary>
    public static readonly Refusal IdentityNeeded = new("account.identity-needed", "Send the platform id that is seen there: only it tells a rename from a replacement of an account that somebody owns.", RefusalKind.Rule, "platformId");

    /// <summary>Nothing contradicts.</summary>
    public static readonly Refusal NoIdentityConflict = new("account.no-identity-conflict", "Nothing that the platform states contradicts this account's identity, so there is nothing to settle.");

    /// <summary>A third id.</summary>
    public static readonly Refusal IdentityNotInQuestion = new("account.identity-not-in-question", "Send the id on record, or the one that the platform states: GET /accounts/{accountId} shows both.", RefusalKind.Content, "platformId");

    /// <summary>With a stake in it.</summary>
    public static readonly Refusal IdentityIsYours = new("account.identity-is-yours", "You run this account, or claim it: another steward says which platform id is its own.", RefusalKind.NotYours);

    /// <summary>Only who holds it.</summary>
    public static readonly Refusal HolderOnly = new("account.holder-only", "Only the owner hands ownership over, and nobody names themselves. Whoever believes that it is theirs claims it with POST /claims.", RefusalKind.NotYours);

    /// <summary>The address is taken.</summary>
    public static Refusal AddressTaken(string accountId) =>
        new("account.address-taken", $"This account is in the register already: read GET /accounts/{accountId}, and claim it if it is yours.");

    /// <summary>The platform id is taken.</summary>
    public static Refusal IdentityTaken(string accountId) =>
        new("account.identity-taken", $"The account with this platform id is in the register under another handle: record a rename with POST /accounts/{accountId}/rename.");

    /// <summary>The other entry is claimed by somebody else.</summary>
    public static Refusal OthersClaim(string accountId) =>
        new("account.others-claim", $"The entry {accountId} is the same account, and somebody else's claim on it is not decided. Have that claim decided or withdrawn first.");

    /// <summary>The same account, and two who answer for it.</summary>
    public static Refusal TwoOwners(string accountId) =>
        new("account.two-owners", $"GET /accounts/{accountId} has this platform id and another owner: they are one account. Let whoever should run it claim that entry, so that a dispute decides; then settle this.", RefusalKind.Rule, "platformId");

    /// <summary>What is gone, found again.</summary>
    public static Refusal GoneIsBack(string accountId) =>
        new("account.gone-is-back", $"By its platform id this is the very account that the register has as deleted or lost: read GET /accounts/{accountId}. If it deceives, pass the lead on with POST /leads/{{leadId}}/pass-on; tell Security in any case.");

    /// <summary>Not an address of an account.</summary>
    public static Refusal AddressUnreadable(string reason, string field = "url") => new("account.address-unreadable", reason, RefusalKind.Content, field);
}
