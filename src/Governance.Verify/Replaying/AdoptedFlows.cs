using Governance.Approvals;
using Governance.Flows;

namespace Governance.Verify;

/// <summary>The versions of flows that the bundle's events adopt, by their digests.</summary>
internal sealed class AdoptedFlows
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Flow> _flows = new(StringComparer.Ordinal);

    /// <summary>Takes in an adoption.</summary>
    public void Add(FlowAdopted adopted) => _texts.TryAdd(adopted.Digest, adopted.Text);

    /// <summary>The flow of a digest; throws <see cref="InvalidOperationException"/> when no event adopts it or its text says something else.</summary>
    public Flow Of(string digest)
    {
        if (_flows.TryGetValue(digest, out var known)) return known;
        if (!_texts.TryGetValue(digest, out var text)) throw new InvalidOperationException($"the version of the flow that it follows ({digest}) is not in the bundle");
        var flow = FlowParser.Parse(text, "the adopted flow").Flow;
        return flow?.Digest == digest ? _flows[digest] = flow : throw new InvalidOperationException($"the text of the flow that it follows does not have the digest under which it was adopted ({digest})");
    }
}
