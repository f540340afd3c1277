namespace Governance.Flows;

/// <summary>A worked case: who there is, what is requested, and what happens, step by step.</summary>
internal sealed record Case(string Name, int Line, DateTimeOffset Start, IReadOnlyDictionary<string, PersonFacts> People, ApprovalRequested Request, IReadOnlyList<CaseStep> Steps);

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

    /// <summary>From whose seat, or null from their own.</summary>
    public string? For { get; init; }

    /// <summary>Whose rejection is set aside, or to whom a seat is handed.</summary>
    public string? Of { get; init; }

    /// <summary>The stage in which a rejection is set aside.</summary>
    public string? Stage { get; init; }

    /// <summary>Until when a seat is handed over.</summary>
    public DateTimeOffset? Until { get; init; }

    public string? Refused { get; init; }
}

/// <summary>The directory changes: somebody's facts are replaced, or somebody leaves (null).</summary>
internal sealed record DirectoryStep(IReadOnlyDictionary<string, PersonFacts?> People, YamlNode At) : CaseStep(At);

/// <summary>Time passes: up to a moment, or for so long.</summary>
internal sealed record TimeStep(DateTimeOffset? Moment, Duration? Wait, YamlNode At) : CaseStep(At);

/// <summary>What must be so at this point.</summary>
internal sealed record ExpectStep(Mapping Map, YamlNode At) : CaseStep(At);
