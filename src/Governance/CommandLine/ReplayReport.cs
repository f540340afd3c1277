using System.Globalization;
using System.Text.Json;
using Governance.Approvals;
using Governance.Flows;
using Governance.Shared;

namespace Governance.CommandLine;

/// <summary>Tells of a replay: how many came out how, and each that would have come out differently, with its reason; or one JSON object a line.</summary>
public sealed class ReplayReport(Terminal terminal, bool json, bool all)
{
    private const int PageSize = 200;

    /// <summary>Says how far it has come.</summary>
    public void GoesOn(ReplayView replay)
    {
        if (!json) terminal.Progress(replay.Total is { } total ? $"{Number(replay.Done)} of {Number(total)} requests, {Number(replay.Different)} different …" : "Reading the past …");
    }

    /// <summary>Tells of a replay that is done.</summary>
    public async Task Tell(ReplayView replay, ServiceClient service, string key, CancellationToken cancellation)
    {
        if (!json) Sum(replay);
        if (replay.Different > 0) await List("Different", ReplayVerdict.Different, replay, service, key, cancellation);
        if (all && replay.CannotBeTold > 0) await List("Cannot be told", ReplayVerdict.CannotBeTold, replay, service, key, cancellation);
        if (json) Write(replay);
        else if (!all && replay.CannotBeTold > 0) terminal.Line("--all lists those that cannot be told, and for whom each would still wait.");
    }

    private void Sum(ReplayView replay)
    {
        terminal.Heading($"{replay.Flow} version {replay.FlowVersion} over {Number(replay.Total ?? 0)} requests about {replay.Subject}, in {replay.Seconds.ToString("0.0", CultureInfo.InvariantCulture)} seconds");
        terminal.Line();
        Count("same", replay.Same, "end as they ended");
        Count("different", replay.Different, "certainly do not");
        Count("cannot be told", replay.CannotBeTold, "would still wait for people who had not decided or were never asked");
        Count("open", replay.Open, "have not ended, and are not replayed");
        terminal.Line();
    }

    private void Count(string verdict, int count, string words) => terminal.Line($"{verdict,-14}  {Number(count),9}  {words}");

    private async Task List(string heading, ReplayVerdict verdict, ReplayView replay, ServiceClient service, string key, CancellationToken cancellation)
    {
        if (!json) terminal.Heading(heading);
        for (string? cursor = "", path = $"{replay.Path()}/outcomes?verdict={Word(verdict)}&limit={PageSize}"; cursor is not null;)
        {
            var answer = await service.Get(cursor.Length == 0 ? path : $"{path}&cursor={cursor}", key, cancellation);
            if (!answer.Succeeded) throw new CommandFault($"{answer.Code}: {answer.Sentence}");
            if (answer.Read<Page<ReplayedRequest>>() is not { Items: not null } page) throw service.Strange(answer);
            foreach (var request in page.Items) Tell(request);
            cursor = page.Next;
        }

        if (!json) terminal.Line();
    }

    private void Tell(ReplayedRequest request)
    {
        if (json)
        {
            Write(request);
            return;
        }

        var outcome = request.Outcome;
        terminal.Line($"{request.RequestId}  {request.Title}: {Word(outcome.Was)}{(outcome.WouldBe is { } would && would != outcome.Was ? $", would be {Word(would)}" : "")}");
        terminal.Line($"    {outcome.Sentence}");
        if (outcome.Difference is not { } first) return;
        var what = first.Stage is null ? "the request" : $"the stage {first.Stage}";
        terminal.Line($"    From version {first.Version} on, {first.Fact} by {first.Person} at {first.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC: {what} was {first.Was}, would be {first.WouldBe}.");
    }

    private void Write<T>(T line) => terminal.Line(JsonSerializer.Serialize(line, Json.Options));

    private static string Word<T>(T value) where T : struct, Enum => JsonSerializer.SerializeToElement(value, Json.Options).GetString()!;

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
