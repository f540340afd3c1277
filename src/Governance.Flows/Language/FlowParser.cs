namespace Governance.Flows;

/// <summary>What came of reading a flow file: a flow, or every error in it, in the order of the file.</summary>
/// <param name="Flow">Null exactly when there are errors.</param>
/// <param name="Errors">At most 100.</param>
public sealed record FlowParse(Flow? Flow, IReadOnlyList<FlowError> Errors);

/// <summary>Reads flow files: YAML 1.2 with its core schema, one flow a file, at most 256 KB, no anchors, aliases or tags.</summary>
public static class FlowParser
{
    /// <summary>Reads a flow. Never throws on a bad file: all its errors come back at once.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="file">What errors call it.</param>
    public static FlowParse Parse(string yaml, string file)
    {
        var findings = new Findings(file);
        var root = YamlReader.Read(yaml, findings);
        var flow = root is null ? null : new FlowReader(findings).Read(root);
        if (findings.Any || flow is null) return new FlowParse(null, findings.InOrder());
        var canonical = CanonicalFlow.Write(flow);
        return new FlowParse(flow with { Canonical = canonical, Digest = ContentDigest.OfText(canonical) }, []);
    }
}
