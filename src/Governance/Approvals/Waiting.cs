using Governance.Flows;

namespace Governance.Approvals;

/// <summary>Answers: whom does a request wait for?</summary>
public static class Waiting
{
    /// <summary>Who could act now, and who may decide from their seats; sorted ids.</summary>
    public static IEnumerable<string> For(Evaluation evaluation)
    {
        var people = Needs(evaluation).SelectMany(need => need.CouldAct).ToHashSet(StringComparer.Ordinal);
        people.UnionWith(evaluation.Seats.Where(seat => people.Contains(seat.Principal)).Select(seat => seat.Delegate).ToList());
        return people.Order(StringComparer.Ordinal);
    }

    private static IEnumerable<NeedExplanation> Needs(Evaluation evaluation) =>
        (evaluation.Owed is { Stage: { } owed, State: not (OwedState.Met or OwedState.Undone) } ? evaluation.Stages.Append(owed) : evaluation.Stages).SelectMany(stage => stage.Needs);
}
