using Governance.Flows;
using Governance.Shared;
using Marten;

namespace Governance.Approvals;

/// <summary>The first flows of an organisation, taken from a folder because nobody is there yet to approve them; the history says so.</summary>
public static class FlowFounding
{
    private const string CasesEnding = ".cases.yaml";

    /// <summary>Adopts every flow in the folder and answers how many; throws <see cref="FormatException"/> with all errors when one is not a flow.</summary>
    public static async Task<int> Adopt(IDocumentSession session, string folder, CancellationToken cancellation)
    {
        var files = System.IO.Directory.GetFiles(folder, "*.yaml").Where(file => !file.EndsWith(CasesEnding, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        foreach (var file in files)
        {
            var text = await File.ReadAllTextAsync(file, cancellation);
            var flow = Parsed(text, file);
            session.Events.StartStream<AdoptedFlow>(StreamKeys.Flow(flow.Name),
                new FlowAdopted(flow.Version, flow.Digest, flow.Subject, flow.Title, text, "The organisation was founded with it; nobody was there yet to approve it."));
        }

        return files.Count;
    }

    private static Flow Parsed(string text, string file)
    {
        var parse = FlowParser.Parse(text, file);
        return parse.Flow ?? throw new FormatException(string.Join(Environment.NewLine, parse.Errors));
    }
}
