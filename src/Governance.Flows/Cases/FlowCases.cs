namespace Governance.Flows;

/// <summary>How a worked case came out.</summary>
/// <param name="Name">Its sentence.</param>
/// <param name="Line">Where it begins in the file.</param>
/// <param name="Failures">What was not as expected, each at its place; empty when the case holds.</param>
public sealed record CaseResult(string Name, int Line, IReadOnlyList<FlowError> Failures)
{
    /// <summary>Whether everything was as expected.</summary>
    public bool Holds => Failures.Count == 0;
}

/// <summary>How the worked cases of a flow came out.</summary>
/// <param name="Errors">What is wrong with the files themselves; then nothing was run.</param>
/// <param name="Results">One a case, in the order of the file.</param>
public sealed record CasesRun(IReadOnlyList<FlowError> Errors, IReadOnlyList<CaseResult> Results)
{
    /// <summary>Whether the files are sound and every case holds.</summary>
    public bool Holds => Errors.Count == 0 && Results.All(r => r.Holds);
}

/// <summary>
/// Runs worked cases (<c>NAME.cases.yaml</c> beside <c>NAME.yaml</c>): given people and a request, when people act, then this is
/// the state and these are the reasons. Acts go through the same guards and the same engine as in the service.
/// </summary>
public static class FlowCases
{
    /// <summary>Runs every case. Never throws on a bad file.</summary>
    /// <param name="flowYaml">The flow.</param>
    /// <param name="casesYaml">Its cases.</param>
    /// <param name="flowFile">What errors call the flow.</param>
    /// <param name="casesFile">What errors call the cases.</param>
    public static CasesRun Run(string flowYaml, string casesYaml, string flowFile, string casesFile)
    {
        var parse = FlowParser.Parse(flowYaml, flowFile);
        var findings = new Findings(casesFile);
        var root = YamlReader.Read(casesYaml, findings);
        var cases = root is null ? [] : new CaseReader(findings, parse.Flow).Read(root);
        IReadOnlyList<FlowError> errors = [.. parse.Errors, .. findings.InOrder()];
        return errors.Count > 0 ? new CasesRun(errors, []) : new CasesRun([], [.. cases.Select(c => CasePlayer.Play(parse.Flow!, c, casesFile))]);
    }
}
