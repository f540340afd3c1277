using static Governance.Host.Tests.Accounts.AccountSteps;

namespace Governance.Host.Tests.Accounts;

public sealed class KeepingTests(Service service)
{
    /// <summary>Path, body, who may, who may not with which code, and the facts that follow.</summary>
    public static readonly TheoryData<string, object, string, string, string, string> Commands = new()
    {
        { "describe", new { profile = new { type = "page", displayName = "Acme 2", @class = "official" } }, AccountOwner, Bystander, "account.not-yours", "AccountDescribed" },
        { "record-creation", new { on = "2019-05-02", by = AccountOwner, address = "organisation", contract = "4.1" }, Steward, Bystander, "account.not-yours", "CreationRecorded" },
        { "rename", new { url = "https://x.com/acmerenamed" }, AccountOwner, Bystander, "account.not-yours", "VerificationEnded AccountRenamed" },
        { "name-backup", new { person = Backup }, AccountOwner, Bystander, "account.not-yours", "BackupOwnerNamed" },
        { "grant-publisher", new { person = Publisher }, AccountOwner, Bystander, "account.not-yours", "PublisherGranted" },
        { "grant-agency", new { agency = "Northside", manager = AccountOwner, until = "2100-01-01T00:00:00Z" }, AccountOwner, Bystander, "account.not-yours", "AgencyGranted" },
        { "record-custody", new { vaultReference = "vault:x" }, AccountOwner, Bystander, "account.not-yours", "CustodyRecorded" },
        { "confirm-custody", new { }, Security, Bystander, "account.not-yours", "CustodyConfirmed" },
        { "confirm-mfa", new { }, Security, Bystander, "account.not-yours", "MfaConfirmed" },
        { "record-tools", new { tools = new[] { "scheduler" } }, AccountOwner, Bystander, "account.not-yours", "ToolsRecorded" },
        { "record-archive", new { location = "archive:x" }, AccountOwner, Bystander, "account.not-yours", "ArchiveRecorded" },
        { "assign-recovery", new { person = Backup }, AccountOwner, Bystander, "account.not-yours", "RecoveryAddressAssigned" },
        { "name-successor", new { person = Backup }, AccountOwner, Bystander, "account.not-yours", "SuccessorNamed" },
        { "hand-over", new { what = "ownership", from = AccountOwner, to = Backup }, AccountOwner, Bystander, "account.not-yours", "HandOverOpened" },
        { "attest", new { note = "True." }, AccountOwner, Steward, "account.owner-only", "AccountAttested AttestationScheduled" },
        { "archive", new { reason = "Dissolved." }, Steward, AccountOwner, "access.not-yours", "AccountArchived" },
        { "report-compromise", new { observed = "Odd posts." }, Bystander, Acme.Auditor, "access.auditor-reads-only", "AccountCompromised" },
        { "propose-retirement", new { reason = "Over." }, AccountOwner, Bystander, "account.not-yours", "RetirementProposed" },
    };

    /// <summary>Path, a body out of shape, and the member at fault.</summary>
    public static readonly TheoryData<string, object, string> Misshapen = new()
    {
        { "/accounts", new { url = "", profile = Profile }, "url" },
        { "/accounts", new { url = "https://x.com/a" }, "profile" },
        { "/accounts/request", new { url = "https://x.com/a", profile = Profile, justification = "" }, "justification" },
        { "/accounts/x/describe", new { profile = new { type = "page", @class = "official", language = "no language" } }, "profile.language" },
        { "/accounts/x/record-creation", new { address = "unknown", note = new string('x', 4001) }, "note" },
        { "/accounts/x/rename", new { url = new string('x', 2049) }, "url" },
        { "/accounts/x/name-backup", new { person = "p 1" }, "person" },
        { "/accounts/x/remove-backup", new { person = "" }, "person" },
        { "/accounts/x/grant-publisher", new { }, "person" },
        { "/accounts/x/grant-agency", new { agency = "", manager = "p-1", until = "2100-01-01T00:00:00Z" }, "agency" },
        { "/accounts/x/end-agency", new { grantId = "g", reason = "" }, "reason" },
        { "/accounts/x/record-custody", new { vaultReference = new string('x', 201) }, "vaultReference" },
        { "/accounts/x/record-tools", new { }, "tools" },
        { "/accounts/x/hand-over", new { what = "ownership", from = "p-1", to = "" }, "to" },
        { "/accounts/x/attest", new { note = new string('x', 4001) }, "note" },
        { "/accounts/x/report-compromise", new { observed = "" }, "observed" },
        { "/accounts/x/confirm-retirement", new { on = "2100-01-01T00:00:00Z", shortened = new string('x', 4001) }, "shortened" },
    };

    [Theory, MemberData(nameof(Commands))]
    public async Task Whoever_may_does_it_once_and_whoever_may_not_is_told_why(string path, object body, string may, string mayNot, string code, string facts)
    {
        var acme = await service.Found();
        var account = await acme.Registered();
        var before = await acme.Facts(account);
        (await acme.Post(mayNot, $"{account}/{path}", body)).Expect(403, code);
        (await acme.Post(may, $"{account}/{path}", body, ("If-Match", "\"99\""))).Expect(412, "precondition.stale");
        Assert.Equal(before, await acme.Facts(account));
        var answer = (await acme.Post(may, $"{account}/{path}", body, ("Idempotency-Key", "once"))).Expect(200);
        Assert.Equal(facts.Split(' '), (await acme.Facts(account)).Skip(before.Length));
        Assert.Equal($"\"{before.Length + facts.Split(' ').Length}\"", answer.ETag);
        Assert.Equal(answer.Body, (await acme.Post(may, $"{account}/{path}", body, ("Idempotency-Key", "once"))).Expect(200).Body);
        Assert.Equal(before.Length + facts.Split(' ').Length, (await acme.Facts(account)).Length);
        (await acme.Post(may, $"/accounts/unknown/{path}", body)).Expect(404, "account.unknown");
    }

    [Theory, MemberData(nameof(Misshapen))]
    public async Task A_body_out_of_shape_is_told_by_member(string path, object body, string field)
    {
        var acme = await service.Found();
        var refused = (await acme.Post(Steward, path, body)).Expect(400, "body.invalid");
        Assert.Contains(field, refused.At("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task An_address_is_listed_once_however_it_is_spelled()
    {
        var acme = await service.Found();
        await acme.Listed("https://www.facebook.com/AcmeOnce");
        var taken = (await acme.Post(Steward, "/accounts", new { url = "http://m.facebook.com/acmeonce/?ref=x", profile = Profile })).Expect(409, "account.address-taken");
        Assert.Contains("/accounts/", taken.Text("detail"), StringComparison.Ordinal);
        (await acme.Post(Steward, "/accounts", new { url = "https://evilfacebook.com/acmeonce", profile = Profile })).Expect(400, "account.address-unreadable");
        (await acme.Post(Steward, "/accounts", new { url = "https://www.facebook.com/sharer.php?u=x", profile = Profile })).Expect(400, "account.address-unreadable");
        (await acme.Post(Acme.Executive, "/accounts", new { url = NewUrl(), profile = Profile })).Expect(403, "access.not-yours");
    }

    [Fact]
    public async Task Eight_who_list_one_address_at_once_leave_one_account()
    {
        var acme = await service.Found();
        var url = NewUrl();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => acme.Post(Steward, "/accounts", new { url, profile = Profile })));
        Assert.Single(answers, answer => answer.Status == 201);
        Assert.All(answers.Where(answer => answer.Status != 201), answer => Assert.Equal(409, answer.Status));
        Assert.Single((await acme.Get(Acme.Executive, "/accounts")).At("items").EnumerateArray());
    }

    [Fact]
    public async Task A_rename_keeps_the_account_and_its_id_and_a_replacement_frees_the_handle_for_another()
    {
        var acme = await service.Found();
        var account = await acme.Registered("acmeold", platformId: "77");
        (await acme.Post(AccountOwner, $"{account}/rename", new { url = "https://x.com/acmefresh", platformId = "78" })).Expect(409, "account.other-identity");
        (await acme.Post(AccountOwner, $"{account}/rename", new { url = "https://x.com/acmefresh" })).Expect(409, "account.identity-needed");
        (await acme.Post(AccountOwner, $"{account}/rename", new { url = "https://x.com/acmefresh", platformId = "77" })).Expect(200);
        (await acme.Post(Steward, "/accounts", new { url = "https://x.com/acmeelsewhere", platformId = "77", profile = Profile })).Expect(409, "account.identity-taken");
        (await acme.Post(Steward, $"{account}/replace", new { platformId = "77", list = true })).Expect(409, "account.same-identity");
        (await acme.Post(Steward, $"{account}/replace", new { list = true })).Expect(409, "account.identity-needed");
        (await acme.Post(AccountOwner, $"{account}/replace", new { platformId = "99", list = true })).Expect(403, "access.not-yours");
        (await acme.Post(Steward, $"{account}/replace", new { platformId = "99", list = true })).Expect(200);
        var rows = (await acme.Get(Acme.Executive, "/accounts")).At("items").EnumerateArray().Select(row => $"{row.GetProperty("handle")} {row.GetProperty("platformId")} {row.GetProperty("state")}").Order(StringComparer.Ordinal);
        Assert.Equal(["acmefresh 77 replaced", "acmefresh 99 candidate"], rows);
    }

    [Fact]
    public async Task The_class_of_what_was_decided_is_not_described_away()
    {
        var acme = await service.Found();
        (await acme.Post(AccountOwner, $"{await acme.Registered()}/describe", new { profile = new { type = "page", @class = "parked" } })).Expect(409, "account.class-is-decided");
        (await acme.Post(Steward, $"{await acme.Listed()}/describe", new { profile = new { type = "page", @class = "parked" } })).Expect(200);
    }

    [Fact]
    public async Task A_backup_owner_accepts_by_an_act_of_their_own()
    {
        var acme = await service.Found();
        var account = await acme.Registered();
        (await acme.Post(AccountOwner, $"{account}/name-backup", new { person = AccountOwner })).Expect(400, "account.owner-is-backup");
        (await acme.Post(AccountOwner, $"{account}/name-backup", new { person = "p-9999" })).Expect(400, "account.person-unknown");
        (await acme.Post(AccountOwner, $"{account}/name-backup", new { person = Acme.Integrator })).Expect(400, "account.not-a-person");
        (await acme.Post(AccountOwner, $"{account}/name-backup", new { person = Backup })).Expect(200);
        (await acme.Post(AccountOwner, $"{account}/accept-backup")).Expect(403, "account.not-asked");
        (await acme.Post(Backup, $"{account}/accept-backup")).Expect(200);
        Assert.Equal(Backup, (await acme.Get(Acme.Executive, account)).Text("backupOwner"));
        (await acme.Post(Bystander, $"{account}/remove-backup", new { person = Backup })).Expect(403, "account.not-yours");
        (await acme.Post(Backup, $"{account}/remove-backup", new { person = Backup, reason = "Moves on." })).Expect(200);
        (await acme.Post(AccountOwner, $"{account}/remove-backup", new { person = Backup })).Expect(409, "account.no-backup");
    }

    [Fact]
    public async Task An_agency_has_access_until_it_ends_and_is_ended_once()
    {
        var acme = await service.Found();
        var account = await acme.Registered();
        (await acme.Post(AccountOwner, $"{account}/grant-agency", new { agency = "Northside", manager = AccountOwner, until = "2020-01-01T00:00:00Z" })).Expect(400, "account.end-in-the-past");
        var grant = (await acme.Post(AccountOwner, $"{account}/grant-agency", new { agency = "Northside", manager = AccountOwner, until = "2100-01-01T00:00:00Z" })).Expect(200).Text("added");
        (await acme.Post(AccountOwner, $"{account}/end-agency", new { grantId = grant, reason = "Early." })).Expect(200);
        (await acme.Post(AccountOwner, $"{account}/end-agency", new { grantId = grant, reason = "Early." })).Expect(409, "account.grant-unknown");
    }

    [Fact]
    public async Task Security_says_what_came_of_a_compromise()
    {
        var acme = await service.Found();
        var account = await acme.Registered();
        (await acme.Post(Security, $"{account}/recover", new { note = "Done." })).Expect(409, "account.not-compromised");
        (await acme.Post(Bystander, $"{account}/report-compromise", new { observed = "Odd posts." })).Expect(200);
        (await acme.Post(Bystander, $"{account}/report-compromise", new { observed = "Odd posts." })).Expect(409, "account.already-compromised");
        (await acme.Post(AccountOwner, $"{account}/recover", new { note = "Done." })).Expect(403, "account.security-only");
        (await acme.Post(Security, $"{account}/recover", new { note = "Sessions ended." })).Expect(200);
        (await acme.Post(Bystander, $"{account}/report-compromise", new { observed = "Again." })).Expect(200);
        (await acme.Post(Steward, $"{account}/lose", new { note = "Gone." })).Expect(403, "account.security-only");
        (await acme.Post(Security, $"{account}/lose", new { note = "Three appeals refused." })).Expect(200);
        (await acme.Post(AccountOwner, $"{account}/attest")).Expect(409, "account.ended");
    }

    [Fact]
    public async Task An_archived_entry_is_restored_by_a_steward()
    {
        var acme = await service.Found();
        var account = await acme.Registered();
        (await acme.Post(Steward, $"{account}/restore", new { reason = "Why not." })).Expect(409, "account.not-archived");
        (await acme.Post(Steward, $"{account}/archive", new { reason = "Dissolved." })).Expect(200);
        (await acme.Post(AccountOwner, $"{account}/attest")).Expect(409, "account.archived");
        (await acme.Post(Steward, $"{account}/restore", new { reason = "Taken up." })).Expect(200);
        Assert.Equal("registered", (await acme.Get(Acme.Executive, account)).Text("state"));
    }
}
