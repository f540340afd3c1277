using System.Text.Json.Serialization;

namespace Governance.Flows;

/// <summary>A stage began, or began again after its content or an earlier stage had changed.</summary>
/// <param name="Stage">The stage's id.</param>
/// <param name="Eligible">For each people name the stage asks for, who that is now: sorted ids, excluded people among them.</param>
/// <param name="Unresolved">People names nobody could resolve, each with the reason. Their needs are errors.</param>
public sealed record StageOpened(
    string Stage,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Eligible,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Unresolved = null) : RequestEvent;

/// <summary>The directory changed while a stage is open: this is who its people names mean now.</summary>
/// <param name="Stage">The stage's id.</param>
/// <param name="Eligible">All people names of the stage, not only the changed ones.</param>
/// <param name="Unresolved">As in <see cref="StageOpened"/>.</param>
public sealed record EligibilityChanged(
    string Stage,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Eligible,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Unresolved = null) : RequestEvent;

/// <summary>There are fewer people than a need asks for, so its stage cannot be completed as things stand.</summary>
/// <param name="Stage">The stage's id.</param>
/// <param name="Need">The need's id.</param>
/// <param name="Required">How many approvals it needs.</param>
/// <param name="Possible">How many there could be at most, with nobody counted twice where the flow says so.</param>
public sealed record QuorumUnreachable(string Stage, string Need, int Required, int Possible) : RequestEvent;

/// <summary>A stage does not apply to this subject.</summary>
/// <param name="Stage">The stage's id.</param>
public sealed record StageSkipped(string Stage) : RequestEvent;

/// <summary>A stage has what it needs. Later changes of the directory do not touch it.</summary>
/// <param name="Stage">The stage's id.</param>
/// <param name="Counted">For each need that was satisfied, whose approvals were used for it: sorted ids.</param>
public sealed record StageClosed(string Stage, IReadOnlyDictionary<string, IReadOnlyList<string>> Counted) : RequestEvent;

/// <summary>A quorum that could not be reached was lowered to what can be, as the flow's <c>too-few</c> says; never below 1.</summary>
/// <param name="Stage">The stage's id.</param>
/// <param name="Need">The need's id.</param>
/// <param name="From">How many approvals it needed.</param>
/// <param name="To">How many it needs now.</param>
public sealed record QuorumLowered(string Stage, string Need, int From, int To) : RequestEvent;
