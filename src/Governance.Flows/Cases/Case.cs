namespace Governance.Flows;

/// <summary>A worked case: who there is, what is requested, and what happens, step by step.</summary>
internal sealed record Case(string Name, int Line, IReadOnlyDictionary<string, PersonFacts> People, ApprovalRequested Request, IReadOnlyList<CaseStep> Steps);

/// <summary>A step of a case.</summary>
internal abstract record CaseStep(YamlNode At);

/// <summary>A person acts; <see cref="Refused"/> is the code of the refusal that is expected, if one is.</summary>
internal sealed record ActStep(string Verb, string Person, YamlNode At) : CaseStep(At)
{
    public string? Need { get; init; }

    public string? Reason { get; init; }

    /// <summary>The revision whose content the person looked at; the current one when absent.</summary>
    public int? Shown { get; init; }

    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, FactValue> Subject { get; init; } = new Dictionary<string, FactValue>();

    public string? Refused { get; init; }
}

/// <summary>The directory changes: somebody's facts are replaced, or somebody leaves (null).</summary>
internal sealed record DirectoryStep(IReadOnlyDictionary<string, PersonFacts?> People, YamlNode At) : CaseStep(At);

/// <summary>What must be so at this point.</summary>
internal sealed record ExpectStep(Mapping Map, YamlNode At) : CaseStep(At);
