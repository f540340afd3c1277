using Governance.Host.Tests.Audit.Ledger;

namespace Governance.Host.Tests.Accounts;

/// <summary>A register of a release that kept a line for each time at which an account was otherwise.</summary>
public sealed class FormerLinesTests : IDisposable
{
    private readonly DirectoryInfo keys = System.IO.Directory.CreateTempSubdirectory("governance-keys-");

    public void Dispose() => keys.Delete(recursive: true);

    private async Task<OwnService> Start(string connection) => new(await Service.OfItsOwn(connection: connection, settings: new Dictionary<string, string> { ["Keys:Folder"] = Path.Combine(keys.FullName, "keys") }));

    [Fact]
    public async Task Its_lines_become_one_which_remembers_their_addresses_and_owners()
    {
        var connection = await TestCluster.NewDatabaseAsync();
        (string Tenant, string Account) former;
        await using (var own = await Start(connection))
        {
            var acme = await own.Value.Found();
            former = (acme.Tenant, await acme.Registered("formernow", owner: AccountSteps.Backup));
            foreach (var statement in (string[])
                [
                    "drop schema past cascade",
                    "alter table governance.mt_doc_registerline add column until_version bigint, add column account_id varchar, drop column addresses",
                    "update governance.mt_doc_registerline set account_id = split_part(id, '/', 2), data = data - 'addresses' - 'owners' || '{\"fromVersion\": 4}'",
                    "drop index governance.mt_doc_registerline_one_address",
                    """
                    insert into governance.mt_doc_registerline (tenant_id, id, data, mt_version, account_id, address_key, sort_key, platform, owner, bears_handle, until_version, people)
                    select tenant_id, id || '@1', jsonb_set(jsonb_set(data, '{account,handle}', '"formerthen"'), '{account,owner}', '"p-1007"'), mt_version, account_id, 'x:formerthen', sort_key, platform, 'p-1007', bears_handle, 4, people
                    from governance.mt_doc_registerline
                    """,
                ]) await own.Value.Sql(statement);
        }

        await using var later = await Start(connection);
        Assert.Equal(1, await later.Value.Ask<long>("select count(*) from governance.mt_doc_registerline"));
        Assert.Equal("[\"x:formernow\", \"x:formerthen\"] [\"p-1005\", \"p-1007\"]", await later.Value.Ask<string>("select (data -> 'addresses')::text || ' ' || (data -> 'owners')::text from governance.mt_doc_registerline"));
        Assert.Equal(["x:formernow", "x:formerthen"], await later.Value.Ask<string[]>("select addresses from governance.mt_doc_registerline"));
        Assert.Equal("formernow", (await new Acme(later.Value, former.Tenant).Get(Acme.Executive, "/accounts")).Expect(200).At("items")[0].GetProperty("handle").GetString());
    }
}
