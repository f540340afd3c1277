namespace Governance.Flows;

/// <summary>What is owed behind the end of a request, as stages of one need. No stage of a file can have these ids: they hold a slash.</summary>
internal static class Obligation
{
    public const string ReviewId = "break-glass/review";
    public const string ConfirmationId = "after-approval/confirmation";

    public static Stage? ReviewOf(Flow flow) => flow.BreakGlass?.Review is { } review
        ? Of(ReviewId, new Need(ReviewId, review.Approve, review.Of, null, flow.Content.Bind, 0), [review.Of])
        : null;

    public static Stage? ConfirmationOf(Flow flow)
    {
        if (flow.AfterApproval is not { } after) return null;
        var needs = after.By.Select((name, i) => new Need($"{ConfirmationId}/{name}", new Quorum(QuorumKind.Count, 1), name, null, flow.Content.Bind, i)).ToList();
        return Of(ConfirmationId, new AnyOf(needs), after.By);
    }

    private static Stage Of(string id, NeedTree tree, IReadOnlyList<string> people) =>
        new(id, [], null, tree, new RejectRule(people, 1, RejectEffect.End, null)) { PeopleNames = people };
}
