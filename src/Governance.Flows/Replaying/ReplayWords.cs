using System.Text.Json;

namespace Governance.Flows;

/// <summary>Words that reasons share.</summary>
internal static class ReplayWords
{
    public static string Word<T>(T state) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString());

    /// <summary><c>2 of legal</c>.</summary>
    public static string Quorum(NeedExplanation need) => need.Approve switch
    {
        "majority" => $"a majority of {need.Of} ({need.Required})",
        "all" => $"all of {need.Of} ({need.Required})",
        var share when share.EndsWith('%') => $"{share} of {need.Of} ({need.Required})",
        var count when count != $"{need.Required}" => $"{need.Required} of {need.Of}, lowered from {count}",
        var count => $"{count} of {need.Of}",
    };

    /// <summary>How a past request came to its end, after <c>before</c>.</summary>
    public static string End(RequestEntry end) => end.Fact switch
    {
        RequestApproved => "it was approved",
        RequestRejected e => $"{People(e.By)} rejected it",
        RequestWithdrawn => $"{end.Actor} withdrew it",
        RequestExpired => "it expired",
        _ => $"{end.Actor} went ahead without the approvals",
    };

    /// <summary>What somebody did, with the version of it.</summary>
    public static string Deed(RequestEntry act) => $"{Whose(act.OnBehalfOf ?? act.Actor)} {act.Fact switch
    {
        DecisionMade { Decision: Decision.Approve } => "approval",
        DecisionMade { Decision: Decision.Reject } => "rejection",
        DecisionMade { Decision: Decision.RequestChanges } => "request for changes",
        DecisionMade => "abstention",
        RequestWithdrawn => "withdrawal",
        GlassBroken => "break-glass",
        RequestRevised => "revision",
        RequestReopened => "reopening",
        _ => Acts.Word(act.Fact),
    }} at version {act.Version}";

    public static string People(IReadOnlyCollection<string> people) => people.Count switch
    {
        0 => "nobody",
        <= 5 => string.Join(", ", people),
        _ => $"{string.Join(", ", people.Take(4))} and {people.Count - 4} more",
    };

    private static string Whose(string person) => $"{person}'s";
}
