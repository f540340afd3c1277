using Governance.Audit.Past;
using Governance.Database;
using Governance.Host.Tests.Accounts;
using Governance.Host.Tests.Api;
using Governance.Host.Tests.Audit.Ledger;
using Governance.Host.Tests.Policies;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Governance.Host.Tests.Audit.Past;

/// <summary>A service that finds data of a time when the past was not kept.</summary>
public sealed class BeginningTests : IDisposable
{
    private readonly DirectoryInfo keys = System.IO.Directory.CreateTempSubdirectory("governance-keys-");

    public void Dispose() => keys.Delete(recursive: true);

    // Another start of the same installation has the same keys.
    private async Task<OwnService> Start(string connection) => new(await Service.OfItsOwn(connection: connection, settings: new Dictionary<string, string> { ["Keys:Folder"] = Path.Combine(keys.FullName, "keys") }));

    private const string Policy = "/policies/social-media-policy";

    [Fact]
    public async Task What_was_there_before_the_past_was_kept_is_taken_in_once_and_lists_before_it_are_refused()
    {
        var connection = await TestCluster.NewDatabaseAsync();
        (string tenant, long early, long last) former;
        await using (var own = await Start(connection))
        {
            var acme = await own.Value.Found();
            await acme.Draft();
            var early = await acme.Position();
            await acme.Submit(Policy);
            former = (acme.Tenant, early, await acme.Position());
            // As if this were a release that did not keep it.
            await own.Value.Sql("drop schema past cascade");
            await own.Value.Sql("alter table audit.checkpoints drop column horizon");
        }

        await using var later = await Start(connection);
        {
            var acme = new Acme(later.Value, former.tenant);
            // A single thing is read at any position, from its events.
            Assert.Equal("drafting", (await acme.At(former.early, Acme.Executive, Policy)).Expect(200).Text("draft", "status"));
            var refusal = (await acme.At(former.early, Acme.Executive, "/policies")).ExpectProblem(404, "as-of.not-kept");
            Assert.Contains($"from position {former.last} on", refusal.Text("detail"), StringComparison.Ordinal);
            Assert.Equal("submitted", Status(await acme.At(former.last, Acme.Executive, "/policies")));
            (await acme.Post(Acme.Drafter, $"{Policy}/withdraw-submission", new { reason = "Not yet." })).Expect(200);
            var now = await acme.Position();
            Assert.Equal(("submitted", "drafting"), (Status(await acme.At(former.last, Acme.Executive, "/policies")), Status(await acme.At(now, Acme.Executive, "/policies"))));
            Assert.Equal(2, await later.Value.Ask<long>("select count(*) from past.mt_doc_policyview_history where tenant_id = $1", former.tenant));
        }
    }

    [Fact]
    public async Task A_second_start_makes_nothing_anew()
    {
        var connection = await TestCluster.NewDatabaseAsync();
        const string Made = "select string_agg(c.oid::text, ' ' order by c.oid) from pg_class c where c.relnamespace = 'past'::regnamespace";
        string first;
        await using (var own = await Start(connection)) first = await own.Value.Ask<string>(Made);
        await using var again = await Start(connection);
        Assert.Equal(first, await again.Value.Ask<string>(Made));
    }

    [Fact]
    public async Task A_database_from_another_cluster_whose_transactions_have_greater_numbers_is_not_served()
    {
        await using var own = await Start(await TestCluster.NewDatabaseAsync());
        var acme = await own.Value.Found();
        await acme.Position();
        var start = new PastSchema(own.Value.Store, own.Value.Host.Services.GetRequiredService<NpgsqlDataSource>());
        await start.StartAsync(TestContext.Current.CancellationToken);
        await own.Value.Sql("update audit.leaves set tx = '9000000000000' where tenant = $1 and leaf = (select max(leaf) from audit.leaves where tenant = $1)", acme.Tenant);
        var failure = await Assert.ThrowsAsync<StartFailure>(() => start.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains("restored from a dump", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_column_that_came_later_a_list_of_then_begins_anew()
    {
        await using var own = await Start(await TestCluster.NewDatabaseAsync());
        var acme = await own.Value.Found();
        var before = await acme.Position();
        (await acme.At(before, Acme.Executive, "/groups")).Expect(200);
        await acme.Post(Acme.Administrator, "/areas", new { area = "later", title = "Later" });
        var last = await acme.Position();
        await own.Value.Sql("alter table governance.mt_doc_group add column later text");
        await own.Value.Sql("select past.keep('mt_doc_group', array[]::text[])");
        (await acme.At(before, Acme.Executive, "/groups")).ExpectProblem(404, "as-of.not-kept");
        var (then, now) = ((await acme.At(last, Acme.Executive, "/groups")).Expect(200), (await acme.Get(Acme.Executive, "/groups")).Expect(200));
        Assert.Equal(now.Body, then.Body);
    }

    [Fact]
    public async Task A_form_is_kept_when_the_content_changed_and_not_when_it_was_only_written_again()
    {
        await using var own = new OwnService(await Service.OfItsOwn());
        var acme = await own.Value.Found();
        await acme.Registered("keptonce");
        const string Forms = "select count(*) from past.mt_doc_registerline_history where tenant_id = $1";
        Assert.Equal(1, await own.Value.Ask<long>(Forms, acme.Tenant));
        await own.Value.Sql("update governance.mt_doc_registerline set mt_last_modified = now() where tenant_id = $1", acme.Tenant);
        Assert.Equal(1, await own.Value.Ask<long>(Forms, acme.Tenant));
        await own.Value.Sql("delete from governance.mt_doc_registerline where tenant_id = $1", acme.Tenant);
        Assert.Equal(2, await own.Value.Ask<long>(Forms, acme.Tenant));
    }

    [Fact]
    public async Task No_secret_of_a_key_is_kept()
    {
        await using var own = new OwnService(await Service.OfItsOwn());
        var acme = await own.Value.Found();
        await acme.KeyOf(Acme.Executive);
        Assert.Equal(0, await own.Value.Ask<long>("select count(*) from past.mt_doc_apikeyrecord_history where data ? 'hash'"));
        Assert.Equal(1, await own.Value.Ask<long>("select count(*) from past.mt_doc_apikeyrecord_history"));
    }

    private static string Status(Answer list) => Assert.Single(list.Expect(200).At("items").EnumerateArray().ToList()).GetProperty("draft").GetProperty("status").GetString()!;
}
