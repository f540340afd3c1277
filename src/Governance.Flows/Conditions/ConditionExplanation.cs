namespace Governance.Flows;

/// <summary>What a condition came to, and which of its parts made it so.</summary>
/// <param name="Expression">The condition as it stands in the flow.</param>
/// <param name="Holds">Null when that cannot be told.</param>
/// <param name="Sentence">The smallest parts that decided it with the values they had, or the part that could not be evaluated and why.</param>
public sealed record ConditionExplanation(string Expression, bool? Holds, string Sentence);
