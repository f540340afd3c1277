using Governance.CommandLine.Demo.Worlds;

namespace Governance.Benchmarks.Soak;

/// <summary>The steward: imports lines of a register, again and again some of them, and describes accounts.</summary>
internal sealed class SoakSteward(SoakShift shift) : SoakWorker(shift)
{
    private const string Steward = "p-1004";
    private static readonly string[] Owners = ["p-1005", "p-1006", "p-1007", ""];
    private readonly List<string> accounts = [];
    private int lines;

    /// <inheritdoc/>
    protected override async Task Turn(int at)
    {
        // Every fifth call names accounts that an earlier one has brought.
        var first = at % 5 == 4 ? Dice.Next(lines) : lines;
        var import = await Client.Command("import accounts", Steward, "/accounts/import", new
        {
            source = "register.csv",
            lines = Enumerable.Range(first, 20).Select(n => new { line = n + 2, url = $"https://x.com/soak{n}", owner = Owners[n % 4], unit = $"Unit {n % 7}" }),
        });
        lines = Math.Max(lines, first + 20);
        if (import.Succeeded) accounts.AddRange(import.Json.GetProperty("items").EnumerateArray().Select(line => Text(line, "accountId")).OfType<string>());
        for (var n = 0; n < 6 && More && accounts.Count > 0; n++)
        {
            var account = accounts[Dice.Next(accounts.Count)];
            await Client.Command("describe an account", Steward, $"/accounts/{account}/describe", new { profile = new { type = "page", @class = "official", purpose = $"Purpose {Dice.Next(1_000_000)}" } });
            await Pause(50, 250);
        }
    }
}

/// <summary>An owner: claims an account that a steward has just listed, proves control of it in a pretend world, and has the claim reviewed.</summary>
internal sealed class SoakOwner(SoakShift shift, string person, PretendWorld world) : SoakWorker(shift)
{
    private const string Steward = "p-1004";

    /// <inheritdoc/>
    protected override async Task Turn(int at)
    {
        var handle = $"soak-{person}-{at}";
        var listed = await Client.Command("list an account", Steward, "/accounts", new { url = $"https://gitlab.com/{handle}", profile = new { type = "page", @class = "campaign" } });
        if (!listed.Succeeded) return;
        var drafted = await Client.Command("draft a claim", person, "/claims", new { accountId = Text(listed.Json, "id"), @class = "campaign", evidence = "I opened it for the campaign." });
        if (!drafted.Succeeded) return;
        var claim = $"/claims/{Text(drafted.Json, "id")}";
        if (!(await Client.Command("submit a claim", person, $"{claim}/submit", new { })).Succeeded) return;
        var given = await Client.Command("take a challenge", person, $"{claim}/challenge", new { method = "json-profile" });
        if (!given.Succeeded) return;
        world.Json("gitlab.com", $"/api/v4/users?username={handle}", new[] { new { username = handle, name = $"Acme {Text(given.Json, "token")}" } });
        await Client.Command("prove control", person, $"{claim}/check", new { });
        await Client.Command("ask for a claim's review", person, $"{claim}/review", new { summary = "Proved by a token" });
        await Pause(400, 1200);
    }
}
