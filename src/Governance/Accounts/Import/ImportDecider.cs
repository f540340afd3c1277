using Governance.Shared;

namespace Governance.Accounts;

/// <summary>What a line of an earlier register means for an account. Pure.</summary>
public static class ImportDecider
{
    /// <summary>Bounds of a line's texts; the same as of a description.</summary>
    private static readonly AccountProfileValidator Shape = new();

    /// <summary>What is wrong with a line by itself, or null.</summary>
    public static Refusal? Judge(ImportedAccount line, Holders holders)
    {
        if (line.Url is not { Length: > 0 and <= 2048 }) return AccountRules.AddressUnreadable("Send the address of the account, of up to 2,048 characters.");
        if (line.PlatformId?.Length > 200) return AccountRules.AddressUnreadable("A platform id has up to 200 characters.", "platformId");
        if (Shape.Validate(line.Profile()).Errors is [var error, ..]) return new Refusal("import.line", error.ErrorMessage, RefusalKind.Content, error.PropertyName);
        if (ImportedAccount.Some(line.Owner) is { } owner && holders.Judge(owner) is { } unknown) return unknown with { Field = "owner" };
        if (ImportedAccount.Some(line.BackupOwner) is not { } backup) return null;
        return backup == line.Owner ? AccountRules.OwnerIsBackup with { Field = "backupOwner" } : holders.Judge(backup) is { } gone ? gone with { Field = "backupOwner" } : null;
    }

    /// <summary>The facts of an account that is new: found, and with an owner registered on the earlier register's word. Nothing shows its control yet.</summary>
    public static IReadOnlyList<AccountEvent> New(ImportedAccount line, Platforms.AccountAddress address, IReadOnlyList<PolicyPin> policies, DateTimeOffset now) =>
    [
        new AccountListed(address.Platform, address.Handle, address.Url, address.PlatformId, line.Profile(), null),
        .. ImportedAccount.Some(line.Owner) is { } owner ? Owned(owner, ImportedAccount.Some(line.BackupOwner), line.Profile().Class, policies, now) : [],
    ];

    /// <summary>What an account learns from a line about it: only what was not known.</summary>
    public static IReadOnlyList<AccountEvent> Learned(ImportedAccount line, Platforms.AccountAddress address, Account account, IReadOnlyList<PolicyPin> policies, DateTimeOffset now)
    {
        var facts = new List<AccountEvent>();
        if (address.PlatformId is { } id && account.PlatformId is null) facts.Add(new PlatformIdLearned(id));
        var profile = Filled(account.Profile, line);
        if (profile != account.Profile) facts.Add(new AccountDescribed(profile));
        if (ImportedAccount.Some(line.Owner) is { } owner && account is { Owner: null, State: AccountState.Candidate })
            facts.AddRange(Owned(owner, ImportedAccount.Some(line.BackupOwner), account.Profile.Class, policies, now));
        else if (ImportedAccount.Some(line.BackupOwner) is { } backup && account is { BackupOwner: null, BackupAsked: null } && account.IsKept && !account.IsOwnedBy(backup)) facts.Add(new BackupOwnerNamed(backup));
        return facts;
    }

    /// <summary>Whether a line names another owner than the account has, or than a claim that waits there.</summary>
    public static bool Contradicts(ImportedAccount line, Account account) =>
        ImportedAccount.Some(line.Owner) is { } owner && !account.IsOwnedBy(owner) && (account.Owner is not null || !account.Claims.IsEmpty);

    /// <summary>The members of a description about which line and register differ: a person decides.</summary>
    public static IReadOnlyList<string> Differences(ImportedAccount line, Account account)
    {
        var (theirs, ours) = (line.Profile(), account.Profile);
        return
        [
            .. new (string Name, string? Theirs, string? Ours)[]
            {
                ("displayName", theirs.DisplayName, ours.DisplayName), ("purpose", theirs.Purpose, ours.Purpose), ("audience", theirs.Audience, ours.Audience), ("unit", theirs.Unit, ours.Unit),
                ("brand", theirs.Brand, ours.Brand), ("market", theirs.Market, ours.Market), ("language", theirs.Language, ours.Language),
                ("type", line.Type?.ToString(), ours.Type.ToString()), ("class", line.Class?.ToString(), ours.Class.ToString()),
            }.Where(member => member.Theirs is not null && member.Ours is not null && member.Theirs != member.Ours).Select(member => member.Name),
        ];
    }

    private static AccountEvent[] Owned(string owner, string? backup, AccountClass @class, IReadOnlyList<PolicyPin> policies, DateTimeOffset now) =>
    [
        new AccountRegistered(owner, [], @class, RegistrationGround.Import, null, null, null, policies),
        .. backup is null ? [] : new[] { new BackupOwnerNamed(backup) },
        new AttestationScheduled(AttestationCycle.Next(@class, now)),
    ];

    private static AccountProfile Filled(AccountProfile ours, ImportedAccount line)
    {
        var theirs = line.Profile();
        return ours with
        {
            DisplayName = ours.DisplayName ?? theirs.DisplayName,
            Purpose = ours.Purpose ?? theirs.Purpose,
            Audience = ours.Audience ?? theirs.Audience,
            Unit = ours.Unit ?? theirs.Unit,
            Brand = ours.Brand ?? theirs.Brand,
            Market = ours.Market ?? theirs.Market,
            Language = ours.Language ?? theirs.Language,
        };
    }
}
