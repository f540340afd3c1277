using Governance.Flows;
using Governance.Shared;
using Marten;

namespace Governance.Approvals;

/// <summary>The first flows of an organisation, taken from a folder because nobody is there yet to approve them; the history says so.</summary>
public static class FlowFounding
{
    private const string CasesEnding = ".cases.yaml";
    private const string WithIt = "The organisation was founded with it; nobody was there yet to approve it.";
    private const string Without = "The organisation had no flow that says who adopts flows; it was taken from the service's folder of flows.";

    /// <summary>Adopts every flow in the folder and answers how many; throws <see cref="FormatException"/> with all errors when one is not a flow.</summary>
    public static async Task<int> Adopt(IDocumentSession session, string folder, CancellationToken cancellation)
    {
        var files = System.IO.Directory.GetFiles(folder, "*.yaml").Where(file => !file.EndsWith(CasesEnding, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        foreach (var file in files) await Adopt(session, file, WithIt, cancellation);
        return files.Count;
    }

    /// <summary>Adopts the flow that flows are adopted under when the organisation has none, for without it none ever could be. Answers whether it did.</summary>
    public static async Task<bool> Govern(IDocumentSession session, string folder, CancellationToken cancellation)
    {
        var file = Path.Combine(folder, $"{FlowSubject.Flow}.yaml");
        if (await session.LoadAsync<AdoptedFlow>(StreamKeys.Flow(FlowSubject.Flow), cancellation) is not null || !File.Exists(file)) return false;
        await Adopt(session, file, Without, cancellation);
        return true;
    }

    private static async Task Adopt(IDocumentSession session, string file, string basis, CancellationToken cancellation)
    {
        var text = await File.ReadAllTextAsync(file, cancellation);
        var flow = Parsed(text, file);
        session.Events.StartStream<AdoptedFlow>(StreamKeys.Flow(flow.Name), new FlowAdopted(flow.Version, flow.Digest, flow.Subject, flow.Title, text, basis));
    }

    private static Flow Parsed(string text, string file)
    {
        var parse = FlowParser.Parse(text, file);
        return parse.Flow ?? throw new FormatException(string.Join(Environment.NewLine, parse.Errors));
    }
}
