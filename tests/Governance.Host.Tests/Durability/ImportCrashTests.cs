using System.Text.Json;
using Governance.Host.Tests.Database;

namespace Governance.Host.Tests.Durability;

/// <summary>An import that is killed in the middle and sent again ends with the register of one that was not.</summary>
public sealed class ImportCrashTests : IDisposable
{
    private const string Steward = "p-1004";
    private const int Calls = 40;
    private const int LinesInACall = 50;

    private static readonly string[] Owners = ["p-1005", "p-1006", "p-1007", ""];

    private readonly ScratchFolder scratch = new();
    private readonly ScratchFolder whole = new();

    [Fact]
    public async Task A_killed_import_is_sent_again_and_doubles_nothing()
    {
        var acknowledged = 0;
        using (var killed = Start(scratch))
        {
            using var client = await Client.Of(killed, scratch.DataFolder);
            var sending = Task.Run(async () =>
            {
                for (var call = 0; call < Calls && await Client.Try(() => Send(client, call)) is { Status: 200 }; call++) Interlocked.Increment(ref acknowledged);
            }, TestContext.Current.CancellationToken);
            await Eventually.IsTrue(() => Volatile.Read(ref acknowledged) >= 5, "five calls are acknowledged");
            await killed.KilledAsync();
            await sending;
        }

        Assert.InRange(acknowledged, 5, Calls - 1);
        using var next = Start(scratch);
        using var again = await Client.Of(next, scratch.DataFolder);
        for (var call = 0; call < Calls; call++)
        {
            var answer = (await Send(again, call)).Expect(200);
            // Whatever was acknowledged is there: nothing of it is new a second time.
            if (call < acknowledged) Assert.DoesNotContain("\"added\"", answer.Body, StringComparison.Ordinal);
        }

        using var undisturbed = Start(whole);
        using var other = await Client.Of(undisturbed, whole.DataFolder);
        for (var call = 0; call < Calls; call++) (await Send(other, call)).Expect(200);
        Assert.Equal(await Register(other), await Register(again));
        Assert.Equal(await Disputes(other), await Disputes(again));
    }

    public void Dispose()
    {
        scratch.Dispose();
        whole.Dispose();
    }

    private static ServiceProcess Start(ScratchFolder folder) => new(("Database__DataFolder", folder.DataFolder));

    // Every fifth account is named a second time, ten calls later and by another owner.
    private static Task<Answer> Send(Client client, int call) => client.Post(Steward, "/accounts/import", new
    {
        source = "register.csv",
        lines = Enumerable.Range(call * LinesInACall, LinesInACall).Select(at => new { line = at + 2, url = $"https://x.com/acme{(at % 5 == 0 && at >= 500 ? at - 500 : at)}", owner = Owners[at % 7 % 4], unit = $"Unit {at % 3}" }),
    });

    private static async Task<string[]> Register(Client client)
    {
        var rows = JsonDocument.Parse((await client.Get(Steward, "/accounts/export?format=json")).Expect(200).Body).RootElement.EnumerateArray();
        return [.. rows.Select(row => string.Join(' ', row.EnumerateObject().Where(member => member.Name is not ("accountId" or "attestationDueOn")).Select(member => $"{member.Name}={member.Value}")))];
    }

    private static async Task<int> Disputes(Client client)
    {
        var disputes = 0;
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await client.Get(Steward, $"/disputes?limit=200{cursor}")).Expect(200).Json;
            disputes += page.GetProperty("items").GetArrayLength();
            cursor = page.TryGetProperty("next", out var next) ? $"&cursor={next}" : null;
        }

        return disputes;
    }
}
