using Governance.Claims;
using Governance.Platforms;
using Governance.Policies;
using Governance.Shared;
using Marten;
using Wolverine;

namespace Governance.Accounts;

/// <summary>
/// Takes the lines of one call in their order, in the session's transaction. What the register knows of all of them is read at once; what a
/// line changes the next one sees. Somebody else's change in between loses the race, and the call is sent again.
/// </summary>
public sealed class ImportDesk(ImportAccounts command, PlatformShelf platforms, IDocumentSession session, AccountDesk desk)
{
    private const string OtherDescription = "import.other-description";
    private const string OtherOwner = "import.other-owner";

    private readonly Dictionary<string, Entry> byAddress = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entry> byIdentity = new(StringComparer.Ordinal);
    private readonly List<(string Stream, DateTimeOffset DueOn)> attestations = [];
    private readonly HashSet<string> openDisputes = new(StringComparer.Ordinal);
    private IReadOnlyList<PolicyView> policies = [];

    private sealed class Entry(string accountId, long version)
    {
        public string AccountId => accountId;

        public long Version => version;

        public Account? Account { get; set; }

        public List<AccountEvent> Facts { get; } = [];

        /// <summary>Who owns, or owned, or was to own it by a claim.</summary>
        public HashSet<string> Claimed { get; } = new(StringComparer.Ordinal);
    }

    /// <summary>Takes every line and answers what became of each.</summary>
    public async Task<IReadOnlyList<ImportedLine>> Take()
    {
        var read = command.Lines.Select(line => (Line: line, Read: Read(line))).ToList();
        var holders = await desk.Holders(command.Lines.SelectMany(line => new[] { ImportedAccount.Some(line.Owner), ImportedAccount.Some(line.BackupOwner) }));
        policies = await PoliciesInForce.Now(session, desk.Desk.Aborted);
        await Know([.. read.Select(line => line.Read.Address).OfType<AccountAddress>()]);
        await RememberOwners([.. read.Where(line => line.Read.Address is not null).Select(line => (line.Line, byAddress.GetValueOrDefault(line.Read.Address!.Key))).Where(line => line.Item2 is { } entry && ImportDecider.Contradicts(line.Line, entry.Account!)).Select(line => line.Item2!.AccountId).Distinct(StringComparer.Ordinal)]);
        var answers = read.Select(line => ImportDecider.Judge(line.Line, holders) is { } refusal ? Refused(line.Line, refusal)
            : ImportedAccount.Some(line.Line.Owner) == desk.Me ? Refused(line.Line, AccountRules.ImportsOwn)
            : line.Read.Address is { } address ? Take(line.Line, address) : Refused(line.Line, line.Read.Refusal!)).ToList();
        foreach (var entry in byAddress.Values.Where(entry => entry.Facts.Count > 0)) Append(entry);
        return answers;
    }

    /// <summary>Sets one timer for all accounts of the call that are to be attested by the same date.</summary>
    public async Task SetTimers(IMessageBus bus)
    {
        foreach (var round in attestations.GroupBy(attestation => attestation.DueOn))
            await bus.ScheduleAsync(
                new AttestationRound(session.TenantId, [.. round.Select(attestation => attestation.Stream)], round.Key), round.Key.AddDays(-AttestationCycle.ReminderDays[0]), new DeliveryOptions { TenantId = session.TenantId });
    }

    private (AccountAddress? Address, Refusal? Refusal) Read(ImportedAccount line) =>
        line.Url is { Length: <= 2048 } url ? platforms.Account(url, ImportedAccount.Some(line.PlatformId)) : (null, null);

    private async Task Know(IReadOnlyList<AccountAddress> addresses)
    {
        string[] keys = [.. addresses.Select(address => address.Key).Distinct(StringComparer.Ordinal)];
        string[] identities = [.. addresses.Where(address => address.PlatformId is not null).Select(Identity).Distinct(StringComparer.Ordinal)!];
        var lines = await session.Query<RegisterLine>().Where(line => line.BearsHandle && keys.Contains(line.AddressKey)).ToListAsync(desk.Desk.Aborted);
        if (identities.Length > 0)
            lines = [.. lines, .. (await session.Query<RegisterLine>().Where(line => line.BearsHandle && identities.Contains(line.IdentityKey!)).ToListAsync(desk.Desk.Aborted))];
        foreach (var line in lines.DistinctBy(line => line.Id)) Keep(new Entry(line.AccountId, line.Version) { Account = line.Account });
        string[] claimed = [.. lines.Select(line => line.AccountId).Distinct(StringComparer.Ordinal)];
        if (claimed.Length == 0) return;
        var entries = byAddress.Values.ToDictionary(entry => entry.AccountId);
        foreach (var claim in await session.Query<Claim>().Where(claim => claimed.Contains(claim.AccountId)).ToListAsync(desk.Desk.Aborted)) entries[claim.AccountId].Claimed.Add(claim.Owner);
    }

    // Whoever owned an account before was heard then: a line of an old register does not call them back.
    private async Task RememberOwners(string[] accounts)
    {
        if (accounts.Length == 0) return;
        var entries = byAddress.Values.Where(entry => accounts.Contains(entry.AccountId)).ToDictionary(entry => entry.AccountId);
        foreach (var line in await session.LoadManyAsync<RegisterLine>(desk.Desk.Aborted, [.. accounts.Select(StreamKeys.Account)])) entries[line.AccountId].Claimed.UnionWith(line.Owners);
        string[] disputes = [.. entries.Values.Select(entry => entry.Account!.DisputeId).OfType<string>().Select(StreamKeys.Dispute)];
        if (disputes.Length > 0) openDisputes.UnionWith((await session.LoadManyAsync<Dispute>(desk.Desk.Aborted, disputes)).Where(dispute => dispute.State == DisputeState.Open).Select(dispute => StreamKeys.IdOf(dispute.Id)));
    }

    private ImportedLine Take(ImportedAccount line, AccountAddress address)
    {
        if (address.PlatformId is not null && byIdentity.GetValueOrDefault(Identity(address)!) is { } renamed && renamed.Account!.AddressKey != address.Key)
            return Refused(line, AccountRules.IdentityTaken(renamed.AccountId));
        if (byAddress.GetValueOrDefault(address.Key) is not { } entry)
        {
            entry = new Entry(desk.NewId(), 0);
            Record(entry, ImportDecider.New(line, address, Pins(address.Platform, line.Profile().Class), desk.Desk.Now));
            return new ImportedLine(line.Line, LineOutcome.Added, entry.AccountId);
        }

        var account = entry.Account!;
        if (account.State is AccountState.Requested or AccountState.Approved) return Refused(line, AccountRules.AskedFor) with { AccountId = entry.AccountId };
        if (AccountDecider.Closed(account) is { } closed) return Refused(line, closed) with { AccountId = entry.AccountId };
        if (address.PlatformId is { } id && account.PlatformId is { } known && id != known) return Refused(line, AccountRules.OtherIdentity) with { AccountId = entry.AccountId };
        // Whose claim was heard and did not stand is not made owner by the same line once more.
        if (account is { Owner: null, Claims.IsEmpty: true } && ImportedAccount.Some(line.Owner) is { } heard && entry.Claimed.Contains(heard)) line = line with { Owner = null };
        if (ImportDecider.Contradicts(line, account)) return Contradict(line, entry, line.Owner!.Trim());
        var learned = ImportDecider.Learned(line, address, account, Pins(account.Platform, account.Profile.Class), desk.Desk.Now);
        Record(entry, learned);
        if (ImportDecider.Differences(line, account) is { Count: > 0 } differences)
            return new ImportedLine(line.Line, LineOutcome.Conflict, entry.AccountId, null, OtherDescription, $"The register has another {string.Join(", ", differences)}. If the line is right, send POST /accounts/{entry.AccountId}/describe.");
        return new ImportedLine(line.Line, learned.Count > 0 ? LineOutcome.Changed : LineOutcome.Same, entry.AccountId);
    }

    // Two owners of one account: each becomes a claim, and Legal decides between them. A line that was told so before opens nothing again.
    private ImportedLine Contradict(ImportedAccount line, Entry entry, string owner)
    {
        var account = entry.Account!;
        if (entry.Claimed.Contains(owner))
            return new ImportedLine(line.Line, account.DisputeId is null ? LineOutcome.Same : LineOutcome.Conflict, entry.AccountId, account.DisputeId, OtherOwner, "Their claim is in the register already, and this line adds nothing to it.");
        // What was decided here, or is being decided, a list does not stir: then a person claims. Only two words of lists are weighed against each other.
        if (account.DisputeId is { } before ? !openDisputes.Contains(before) : account is not { Owner: not null, AcceptedClaim: null, Claims.IsEmpty: true })
            return new ImportedLine(line.Line, LineOutcome.Conflict, entry.AccountId, account.DisputeId, OtherOwner, "The register names another owner, on better ground than a list. Whoever owns it claims it with POST /claims.");
        var disputeId = account.DisputeId ?? desk.NewId();
        openDisputes.Add(disputeId);
        var sides = new List<DisputeSide>();
        if (account.DisputeId is null) sides.Add(Claim(entry, account.Owner!, disputeId, line));
        sides.Add(Claim(entry, owner, disputeId, line));
        if (account.DisputeId is null)
        {
            session.Events.StartStream<Dispute>(StreamKeys.Dispute(disputeId), new DisputeOpened(entry.AccountId, sides));
            Record(entry, [new AccountDisputed(disputeId)]);
        }
        else
        {
            session.Events.Append(StreamKeys.Dispute(disputeId), sides.Select(side => new DisputeJoined(side)));
        }

        return new ImportedLine(line.Line, LineOutcome.Conflict, entry.AccountId, disputeId, OtherOwner, $"The register names another owner. Both are claims now: read GET /disputes/{disputeId}.");
    }

    private DisputeSide Claim(Entry entry, string owner, string disputeId, ImportedAccount line)
    {
        var (claimId, account) = (desk.NewId(), entry.Account!);
        session.Events.StartStream<Claim>(
            StreamKeys.Claim(claimId),
            new ClaimDrafted(entry.AccountId, owner, null, account.Profile.Class, Personal: false, KeptTexts.Keep(session, $"{command.Source}, compared at line {line.Line}, names this owner.")),
            new ClaimSubmitted(Pins(account.Platform, account.Profile.Class)), new ClaimContested(disputeId, claimId));
        Record(entry, [new AccountClaimed(claimId, desk.Me)]);
        entry.Claimed.Add(owner);
        return new DisputeSide(claimId, desk.Me, owner, Standing: false);
    }

    private void Record(Entry entry, IReadOnlyList<AccountEvent> facts)
    {
        foreach (var fact in facts) entry.Account = AccountDecider.Evolve(entry.Account, new Fact<AccountEvent>(fact, desk.Me, desk.Desk.Now, entry.Version + entry.Facts.Count + 1), StreamKeys.Account(entry.AccountId));
        entry.Facts.AddRange(facts);
        attestations.AddRange(facts.OfType<AttestationScheduled>().Select(scheduled => (StreamKeys.Account(entry.AccountId), scheduled.DueOn)));
        Keep(entry);
    }

    private void Keep(Entry entry)
    {
        byAddress[entry.Account!.AddressKey] = entry;
        if (entry.Account.IdentityKey is { } identity) byIdentity[identity] = entry;
    }

    private void Append(Entry entry)
    {
        var stream = StreamKeys.Account(entry.AccountId);
        if (entry.Version == 0) session.Events.StartStream<Account>(stream, entry.Facts);
        else session.Events.Append(stream, entry.Version + entry.Facts.Count, entry.Facts);
    }

    private IReadOnlyList<PolicyPin> Pins(string platform, AccountClass @class) => PoliciesInForce.For(policies, platform, @class);

    private static string? Identity(AccountAddress address) => address.PlatformId is null ? null : $"{address.Platform}:{address.PlatformId}";

    private static ImportedLine Refused(ImportedAccount line, Refusal refusal) => new(line.Line, LineOutcome.Refused, null, null, refusal.Code, refusal.Sentence);
}
