using System.Text.Json;

namespace Governance.Benchmarks.Soak;

/// <summary>What one person works with.</summary>
/// <param name="Client">By which they ask.</param>
/// <param name="Dice">What they throw to choose: the same seed, the same choices.</param>
/// <param name="Over">Ends when nothing new is begun any more.</param>
internal sealed record SoakShift(SoakClient Client, Random Dice, CancellationToken Over);

/// <summary>One person at their work until the time is over.</summary>
internal abstract class SoakWorker(SoakShift shift)
{
    /// <summary>By which they ask.</summary>
    protected SoakClient Client => shift.Client;

    /// <summary>What they throw.</summary>
    protected Random Dice => shift.Dice;

    /// <summary>Whether there is time to begin something new.</summary>
    protected bool More => !shift.Over.IsCancellationRequested;

    /// <summary>Works.</summary>
    public async Task Work()
    {
        for (var at = 0; More; at++)
        {
            await Turn(at);
            await Pause(20, 80);
        }
    }

    /// <summary>One piece of work.</summary>
    protected abstract Task Turn(int at);

    /// <summary>Rests for some milliseconds, or until the time is over.</summary>
    protected async Task Pause(int least, int most) => await Task.WhenAny(Task.Delay(Dice.Next(least, most), CancellationToken.None), Task.Delay(Timeout.Infinite, shift.Over));

    /// <summary>Whether something that happens so many times in a hundred happens now.</summary>
    protected bool Happens(int inHundred) => Dice.Next(100) < inHundred;

    /// <summary>The path in a receipt's links.</summary>
    protected static string? Link(SoakAnswer receipt, string name) => receipt.Json.GetProperty("links").TryGetProperty(name, out var link) ? link.GetString() : null;

    /// <summary>A member of a member as text, or nothing.</summary>
    protected static string? Text(JsonElement json, params string[] path)
    {
        foreach (var name in path)
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json)) return null;
        return json.ToString();
    }
}

/// <summary>Legal: drafts a policy, revises it, has it approved, publishes it for a moment some seconds ahead, and has its review come soon after.</summary>
internal sealed class SoakDrafter(SoakShift shift, string person, string name) : SoakWorker(shift)
{
    private string policy = "";

    /// <inheritdoc/>
    protected override async Task Turn(int at)
    {
        policy = $"/policies/{name}-{at}";
        if (!(await Do("draft", "/policies", new { reference = $"{name}-{at}", content = CommandBenchmark.Content(0), summary = "First" })).Succeeded) return;
        await Revise(Dice.Next(1, 8));
        if (await Approved() && await Published() is { } effective) await Reviewed(effective);
    }

    private async Task Revise(int times)
    {
        for (var n = 1; n <= times && More; n++)
        {
            await Do("revise", $"{policy}/revise", new { content = CommandBenchmark.Content(Dice.Next(1_000_000)), change = Happens(50) ? "major" : "minor", summary = $"Number {n}" });
            await Pause(20, 80);
        }
    }

    private async Task<bool> Approved()
    {
        for (var asked = 0; More && asked < 4; asked++)
        {
            if (!(await Do("submit", $"{policy}/submit", new { note = "Please read" })).Succeeded) return false;
            if (Happens(15))
            {
                await Do("withdraw", $"{policy}/withdraw-submission", new { reason = "A sentence is missing." });
                await Revise(1);
                continue;
            }

            var status = "";
            for (var look = 0; More && look < 200 && (status = await Status()) == "submitted"; look++) await Pause(200, 400);
            if (status == "approved") return true;
            if (status == "submitted") return false;
            await Revise(1);
        }

        return false;
    }

    private async Task<string> Status() => Text((await Client.Read("read a policy", person, policy)).Json, "draft", "status") ?? "";

    private async Task<DateTimeOffset?> Published()
    {
        DateTimeOffset? effective = Happens(80) ? DateTimeOffset.UtcNow.AddMilliseconds(Dice.Next(3000, 15000)) : null;
        return (await Do("publish", $"{policy}/publish", new { effectiveFrom = effective })).Succeeded ? effective ?? DateTimeOffset.UtcNow : null;
    }

    private async Task Reviewed(DateTimeOffset effective)
    {
        while (More && DateTimeOffset.UtcNow < effective.AddSeconds(3)) await Pause(200, 400);
        if (More) await Do("schedule a review", $"{policy}/schedule-review", new { dueOn = DateTimeOffset.UtcNow.AddMilliseconds(Dice.Next(3000, 9000)) });
    }

    private Task<SoakAnswer> Do(string kind, string path, object body) => Client.Command(kind, person, path, body);
}

/// <summary>Somebody who finds what waits for them and decides; what is to be forgotten they leave alone.</summary>
internal sealed class SoakApprover(SoakShift shift, string person) : SoakWorker(shift)
{
    /// <summary>How the subjects begin that nobody decides on.</summary>
    public const string Forgotten = "forgotten-";

    /// <inheritdoc/>
    protected override async Task Turn(int at)
    {
        var inbox = await Client.Read("read an inbox", person, "/inbox?limit=50");
        foreach (var row in inbox.Json.GetProperty("items").EnumerateArray().Where(row => !row.GetProperty("subjectId").GetString()!.StartsWith(Forgotten, StringComparison.Ordinal)))
        {
            if (!More) return;
            var path = $"/requests/{row.GetProperty("requestId").GetString()}";
            var request = await Client.Read("read a request", person, path);
            if (!request.Succeeded) continue;
            var (decision, reason) = Happens(4) ? ("request-changes", "Say it more simply.") : ("approve", (string?)null);
            await Client.Command("decide", person, $"{path}/decide", new { decision, digest = Text(request.Json, "request", "content"), reason });
            await Pause(20, 80);
        }

        await Pause(150, 400);
    }
}

/// <summary>Somebody who puts posts before approvers; some are forgotten, so that their deadlines come.</summary>
internal sealed class SoakAsker(SoakShift shift, string person, Func<bool> mayForget) : SoakWorker(shift)
{
    /// <inheritdoc/>
    protected override async Task Turn(int at)
    {
        var forgotten = Happens(50) && mayForget();
        var subjectId = $"{(forgotten ? SoakApprover.Forgotten : "post-")}{person}-{at}";
        var post = new { flow = "approve-post", subjectId, title = "A post", subject = new { topic = "service", paid = false }, fields = new { accounts = "@acme", links = "none", media = "none", text = $"Number {at}." } };
        var opened = await Client.Command("ask for approval", person, "/requests", post);
        if (!forgotten && opened.Succeeded && Happens(20) && Link(opened, "self") is { } request)
            await Client.Command("withdraw a request", person, $"{request}/withdraw", new { reason = "It is old news." });
        await Pause(400, 1200);
    }
}
