using System.Net.Http.Json;
using System.Text.Json;

namespace Governance.Benchmarks;

/// <summary>
/// The register of 10,000 policies over HTTP, from the service as a process of its own on its private PostgreSQL. One policy is drafted;
/// the other rows of the register are made from it in the database, with ten titles, six states, five areas and four kinds in turn.
/// </summary>
internal static class RegisterBenchmark
{
    private const int Policies = 10_000;

    private const string Copy = """
        insert into governance.mt_doc_policyview
        select copied.* from governance.mt_doc_policyview first, generate_series(2, $1) n,
        lateral (select to_char(n, 'FM00000') as suffix,
            (array['draft','published','inForce','withdrawn','abandoned','retired'])[1 + n % 6] as word,
            (array['Draft','Published','InForce','Withdrawn','Abandoned','Retired'])[1 + n % 6] as state,
            (array['communications','legal','people','security','marketing'])[1 + n % 5] as area,
            (array['policy','standard','procedure','guideline'])[1 + n / 6 % 4] as kind) pick,
        lateral jsonb_populate_record(first, jsonb_build_object(
            'id', first.id || '-' || suffix, 'state', case when first.state = 'draft' then word else pick.state end, 'profilearea', area,
            'profilekind', case when first.profilekind = 'policy' then kind else initcap(kind) end, 'profiletitle', 'Title ' || n % 10, 'updated_at', first.updated_at - n * interval '1 minute',
            'data', first.data || jsonb_build_object('id', first.id || '-' || suffix, 'state', word, 'policyId', 'copy-' || suffix)
                || jsonb_build_object('profile', first.data->'profile' || jsonb_build_object('area', area, 'kind', kind, 'title', 'Title ' || n % 10)))) copied
        """;

    private static readonly string[] Questions =
    [
        "/policies?limit=50", "/policies?state=inForce&limit=50", "/policies?state=inForce&area=legal&kind=standard&limit=50", "/policies?area=legal&sort=title&limit=50",
        "/policies?draft=changesRequested&limit=50", "/policies?state=inForce&sort=updated&limit=50", "/policies?dueBefore=2100-01-01&limit=50",
    ];

    /// <summary>Measures each question 200 times, then prints how the database answers it.</summary>
    public static async Task RunAsync()
    {
        await using var service = await RunningService.Start();
        await Fill(service);
        foreach (var question in Questions)
        {
            var items = JsonDocument.Parse(await service.Http.GetStringAsync(question)).RootElement.GetProperty("items").GetArrayLength();
            await Machine.Measure($"{question} ({items} rows)", 200, () => service.Http.GetByteArrayAsync(question));
        }

        await RegisterPlans.Print(service.Database);
    }

    private static async Task Fill(RunningService service)
    {
        var document = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "policies", "documents", "social-media-policy.md"));
        (await service.Http.PostAsJsonAsync("/policies/import", new { file = "social-media-policy.md", document })).EnsureSuccessStatusCode();
        await service.Tell(Copy, Policies);
        await service.Tell("analyze governance.mt_doc_policyview");
    }
}
