namespace Governance.Flows;

/// <summary>Which facts are about one stage.</summary>
internal static class StageFacts
{
    /// <summary>The stage that a fact is about, or null when it is about the whole request.</summary>
    public static string? IdIn(RequestEvent fact) => fact switch
    {
        StageOpened e => e.Stage,
        EligibilityChanged e => e.Stage,
        StageClosed e => e.Stage,
        StageSkipped e => e.Stage,
        QuorumUnreachable e => e.Stage,
        QuorumLowered e => e.Stage,
        PeopleTold e => e.Stage,
        PeopleReminded e => e.Stage,
        RequestEscalated e => e.Stage,
        RejectionLifted e => e.Stage,
        DeadlineSet e => e.Stage,
        DeadlinePassed e => e.Stage,
        RequestReturned { To: null } e => e.Stage,
        _ => null,
    };
}
