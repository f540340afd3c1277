namespace Governance.Flows;

/// <summary>Words that several explanations share.</summary>
internal static class Sentences
{
    public static string Excluded(Excluded excluded) => excluded switch
    {
        Flows.Excluded.Author => "nobody approves what they authored",
        Flows.Excluded.GlassBreaker => "whoever went ahead without approvals does not review that",
        Flows.Excluded.Editors => "whoever made a revision of a request does not decide on it",
        _ => "whoever asks for an approval does not give it",
    };

    public static string People(IReadOnlyCollection<string> people) => people.Count == 0 ? "nobody" : string.Join(", ", people);
}
