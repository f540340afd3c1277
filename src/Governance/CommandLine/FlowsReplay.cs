using System.CommandLine;
using Governance.Approvals;
using Governance.Flows;

namespace Governance.CommandLine;

/// <summary><c>governance flows replay</c>: which past decisions would have come out differently under a flow, and why. Changes nothing.</summary>
public static class FlowsReplay
{
    private const string Explanation =
        """
        Replay a flow over every past request about its kind of subject, in a running service, and tell which would have come out differently, and why.

        What people did is done again at its own time, with the directory of then. Nothing is recorded, and the flow need not be adopted. Interrupted, it stops the replay.

        Exit codes: 0 replayed, whatever came out, 1 the flow has an error or the service refused, 2 wrong usage.
        Example: governance flows replay policies/flows/publish-policy.yaml --key gov_…
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    /// <summary>The command.</summary>
    public static Command Command(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = "The flow; - is standard input", HelpName = "FILE" };
        var url = new Option<string?>("--url") { Description = $"Where the service is [GOVERNANCE_URL, else {ServiceClient.UsualAddress}]", HelpName = "ADDRESS" };
        var key = new Option<string?>("--key") { Description = "The key of a drafter, an administrator or an auditor [GOVERNANCE_KEY, which no list of processes shows]", HelpName = "KEY" };
        var all = new Option<bool>("--all") { Description = "Also list the requests that cannot be told" };
        var json = new Option<bool>("--json") { Description = "Report one JSON object a line: the listed requests, then the replay" };
        var replay = new Command("replay", Explanation) { file, url, key, all, json };
        replay.SetAction((parsed, cancellation) =>
        {
            var report = new ReplayReport(terminal, parsed.GetValue(json), parsed.GetValue(all));
            return Run(parsed.GetRequiredValue(file), report, parsed.GetValue(url) ?? terminal.Variable("GOVERNANCE_URL") ?? ServiceClient.UsualAddress, parsed.GetValue(key) ?? terminal.Variable("GOVERNANCE_KEY"), terminal, cancellation);
        });
        return replay;
    }

    private static async Task<int> Run(string file, ReplayReport report, string url, string? key, Terminal terminal, CancellationToken cancellation)
    {
        if (key is null) throw new CommandFault("Whose replay is it? Give the key of a drafter, an administrator or an auditor with --key or GOVERNANCE_KEY.", CommandFault.WrongUsage);
        var source = SourceText.Read(file, terminal);
        var parse = source.Text is { } text ? FlowParser.Parse(text, source.Name) : new FlowParse(null, [new FlowError(source.Name, 1, 1, source.Fault!)]);
        foreach (var error in parse.Errors) terminal.Reason(error.ToString());
        if (parse.Flow is not { } flow) return CommandFault.Failed;
        using var service = new ServiceClient(url);
        var started = Read(await service.Post($"flows/{flow.Name}/replays", key, new ReplayFlow(source.Text, null), cancellation), service);
        await report.Tell(await Ended(started, service, key, report, cancellation), service, key, cancellation);
        return 0;
    }

    private static async Task<ReplayView> Ended(ReplayView replay, ServiceClient service, string key, ReplayReport report, CancellationToken cancellation)
    {
        try
        {
            for (; replay.State == ReplayState.Running; replay = Read(await service.Get(replay.Path(), key, cancellation), service))
            {
                report.GoesOn(replay);
                await Task.Delay(Pause, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            using var patience = new CancellationTokenSource(StopPatience);
            await service.Post($"{replay.Path()}/stop", key, new StopReplay("It was interrupted where it had been started."), patience.Token);
            throw;
        }

        return replay.State switch
        {
            ReplayState.Done => replay,
            ReplayState.Stopped => throw new CommandFault($"The replay was stopped by {replay.StoppedBy ?? "the service"} after {replay.Done} requests. Start it again."),
            _ => throw new CommandFault("The replay broke off; the service's log says why. Start it again."),
        };
    }

    /// <summary>The replay in an answer, or why there is none.</summary>
    private static ReplayView Read(ServiceAnswer answer, ServiceClient service)
    {
        if (!answer.Succeeded) throw new CommandFault($"{answer.Code}: {answer.Sentence}");
        return answer.Read<ReplayView>() is { ReplayId: not null, Flow: not null } view ? view : throw service.Strange(answer);
    }
}
