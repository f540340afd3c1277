using Governance.Accounts;
using Governance.Host.Tests.Accounts;
using Governance.Host.Tests.Claims;

namespace Governance.Host.Tests.Notices;

/// <summary>Reminders and notices reach the person whom they are for, and nobody else.</summary>
public sealed class NoticeTests(Service service)
{
    private static readonly string Owner = AccountSteps.AccountOwner;

    private static async Task<string[]> Kinds(Acme acme, string person, string query = "") =>
        [.. (await acme.Get(person, $"/notices{query}")).Expect(200).Items().Select(notice => notice.GetProperty("kind").GetString()!)];

    private static Task<string> Attested(Acme acme, params AccountEvent[] more) => acme.Registered(backup: AccountSteps.Backup, more: more);

    [Fact]
    public async Task An_owner_is_told_of_an_attestation_and_reads_it_once()
    {
        var acme = await service.Found();
        var due = new DateTimeOffset(2027, 9, 1, 9, 0, 0, TimeSpan.Zero);
        var account = await Attested(acme, new AttestationScheduled(due), new AttestationReminded(due, 14));
        var told = Assert.Single((await acme.Get(Owner, "/notices?unread=true")).Expect(200).Items());
        Assert.Equal((account, "attestationDue"), (told.GetProperty("link").GetString(), told.GetProperty("kind").GetString()));
        Assert.StartsWith("Attest https://x.com/", told.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("by 2027-09-01: only you can say that its entry is true.", told.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.Empty(await Kinds(acme, AccountSteps.Backup));

        var notice = $"/notices/{told.GetProperty("noticeId").GetString()}";
        (await acme.Post(AccountSteps.Backup, $"{notice}/read")).Expect(404, "notice.unknown");
        var read = (await acme.Post(Owner, $"{notice}/read")).Expect(200);
        Assert.Equal("NoticeRead", read.At("facts")[0].GetProperty("type").GetString());
        Assert.Empty((await acme.Post(Owner, $"{notice}/read")).Expect(200).At("facts").EnumerateArray());
        Assert.Empty(await Kinds(acme, Owner, "?unread=true"));
        Assert.True(Assert.Single((await acme.Get(Owner, "/notices?unread=false")).Items()).TryGetProperty("readAt", out _));
        (await acme.Post(Owner, "/notices/nothing/read")).Expect(404, "notice.unknown");
    }

    [Fact]
    public async Task Of_a_retirement_owner_backup_owner_and_publishers_are_told()
    {
        var acme = await service.Found();
        var day = service.Now.AddDays(31);
        await Attested(acme, new PublisherGranted(AccountSteps.Publisher), new RetirementProposed("Over."), new RetirementAnnounced(day, null), new RetirementNoticeDue(day, 720));
        foreach (var person in (string[])[Owner, AccountSteps.Backup, AccountSteps.Publisher]) Assert.Equal(["retirement"], await Kinds(acme, person));
        Assert.Empty(await Kinds(acme, Acme.Executive));
    }

    [Fact]
    public async Task Stewards_are_told_when_nobody_answers_for_an_account()
    {
        var acme = await service.Found();
        await Attested(acme, new AccountOrphaned(Owner));
        Assert.Equal(["accountOrphaned"], await Kinds(acme, AccountSteps.Steward));
        Assert.Empty(await Kinds(acme, Owner));
    }

    [Fact]
    public async Task Whose_proof_is_lost_is_told_by_when_to_restore_it()
    {
        await using var own = await Service.OfItsOwn();
        var acme = await own.Found(shippedFlows: true);
        var (_, handle, claim, _) = await acme.Accepted();
        Sightings.Show(handle, Governance.Proofs.ProofOutcome.NotFound);
        foreach (var days in (int[])[30, 1])
        {
            own.Clock.Advance(TimeSpan.FromDays(days));
            await acme.Ring(claim);
        }

        var told = Assert.Single((await acme.Get(ClaimSteps.Claimant, "/notices")).Expect(200).Items());
        Assert.Equal(("proofLost", claim), (told.GetProperty("kind").GetString(), told.GetProperty("link").GetString()));
        Assert.Contains($"github.com/{handle}", told.GetProperty("sentence").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approvers_are_told_what_waits_for_them_and_the_registrar_what_is_stuck()
    {
        await using var own = await Service.OfItsOwn();
        var acme = await own.Found(shippedFlows: true);
        var (_, _, _, request) = await acme.Claimed();
        var reminder = DateTimeOffset.MinValue;
        await using (var session = acme.Session())
        {
            var stream = $"request/{request.Split('/')[^1]}";
            reminder = (await session.Events.FetchStreamAsync(stream, token: TestContext.Current.CancellationToken)).Select(fact => fact.Data).OfType<Governance.Flows.DeadlineSet>().Min(deadline => deadline.At);
            own.Clock.SetUtcNow(reminder.AddMinutes(1));
            await acme.Ring(new Governance.Approvals.RequestTimer(acme.Tenant, stream, reminder, 1));
        }

        Assert.Contains("PeopleReminded", await Approvals.ApprovalSteps.Facts(acme, request));
        var told = Assert.Single((await acme.Get(ClaimSteps.Steward, "/notices")).Expect(200).Items(), notice => notice.GetProperty("kind").GetString() == "requestWaits");
        Assert.Equal(request, told.GetProperty("link").GetString());
        Assert.Contains("waits for you in its stage decide", told.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("requestWaits", await Kinds(acme, ClaimSteps.Claimant));
    }

    [Fact]
    public async Task Notices_are_paged_the_newest_first_and_of_one_organisation()
    {
        var (acme, other) = (await service.Found(), await service.Found());
        var due = service.Now.AddDays(20);
        for (var i = 0; i < 5; i++) await Attested(acme, new AttestationScheduled(due.AddDays(i)), new AttestationReminded(due.AddDays(i), 14));
        var seen = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await acme.Get(Owner, $"/notices?limit=2{cursor}")).Expect(200);
            seen.AddRange(page.Items().Select(notice => notice.GetProperty("noticeId").GetString()!));
            cursor = page.Json.TryGetProperty("next", out var next) ? $"&cursor={next.GetString()}" : null;
        }

        Assert.Equal(5, seen.Distinct().Count());
        Assert.Equal(5, seen.Count);
        Assert.Empty(await Kinds(other, Owner));
        (await acme.Get(Owner, "/notices?limit=0")).Expect(400, "request.invalid");
        (await acme.Get(Owner, "/notices?cursor=x")).Expect(400, "request.invalid");
        (await acme.Get(Owner, "/notices?unread=maybe")).Expect(400);
    }
}
