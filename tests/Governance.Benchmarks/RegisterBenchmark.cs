using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Governance.Database;
using Npgsql;

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
        var folder = System.IO.Directory.CreateTempSubdirectory("governance-benchmark-").FullName;
        using var service = Start(folder);
        try
        {
            using var http = new HttpClient { BaseAddress = await AddressOf(service) };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await KeyOf(folder));
            await using var database = NpgsqlDataSource.Create(DatabaseConnection.ToPrivateServer(Path.Combine(folder, "postgres")).ConnectionString);
            await Fill(http, database);
            foreach (var question in Questions)
            {
                var items = JsonDocument.Parse(await http.GetStringAsync(question)).RootElement.GetProperty("items").GetArrayLength();
                await Machine.Measure($"{question} ({items} rows)", 200, () => http.GetByteArrayAsync(question));
            }

            await RegisterPlans.Print(database);
        }
        finally
        {
            using (var stop = Process.Start("kill", ["-INT", $"{service.Id}"])) await stop.WaitForExitAsync();
            await service.WaitForExitAsync();
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static Process Start(string folder)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(DatabaseConnection).Assembly.Location, "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true };
        start.Environment.Remove("ConnectionStrings__Governance");
        start.Environment["Database__DataFolder"] = folder;
        return Process.Start(start)!;
    }

    private static async Task<Uri> AddressOf(Process service)
    {
        Uri? address = null;
        while (await service.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split("Now listening on: ") is [_, var told]) address = new Uri(told);
            if (!line.Contains("Application started", StringComparison.Ordinal) || address is null) continue;
            _ = service.StandardOutput.ReadToEndAsync();
            return address;
        }

        throw new InvalidOperationException("The service ended before it was ready.");
    }

    private static async Task<string> KeyOf(string folder)
    {
        var file = Path.Combine(folder, "local-keys.json");
        while (!File.Exists(file)) await Task.Delay(50);
        return JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(file))!["p-1001"];
    }

    private static async Task Fill(HttpClient http, NpgsqlDataSource database)
    {
        var document = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "policies", "documents", "social-media-policy.md"));
        (await http.PostAsJsonAsync("/policies/import", new { file = "social-media-policy.md", document })).EnsureSuccessStatusCode();
        await using var copy = database.CreateCommand(Copy);
        copy.Parameters.AddWithValue(Policies);
        await copy.ExecuteNonQueryAsync();
        await using var analyze = database.CreateCommand("analyze governance.mt_doc_policyview");
        await analyze.ExecuteNonQueryAsync();
    }
}
