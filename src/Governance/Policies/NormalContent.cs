using Governance.Policies.Text;
using Governance.Shared;

namespace Governance.Policies;

/// <summary>The content in the form that is stored and approved: every clause has its id, the text is in one normal form.</summary>
public static class NormalContent
{
    /// <summary>The normal form, or the refusal with the line at fault. <paramref name="previous"/> lends its clause ids.</summary>
    public static (PolicyContent Content, Refusal? Problem) Of(PolicyContent asked, PolicyContent? previous)
    {
        var text = PolicyText.Normalise(asked.Body, previous?.Body);
        return text.Problems is [var first, ..]
            ? (asked, new Refusal($"policy.{first.Code.Replace('.', '-')}", $"Line {first.Line}: {first.Reason}", RefusalKind.Content, "content.body"))
            : (asked with { Body = text.Text, EffectiveFrom = asked.EffectiveFrom?.ToUniversalTime() }, null);
    }
}
