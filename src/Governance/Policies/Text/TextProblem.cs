namespace Governance.Policies.Text;

/// <summary>Why a text cannot be a policy's text: the line (from 1), a stable code such as <c>text.clause-id-duplicate</c>, and what to do.</summary>
public sealed record TextProblem(int Line, string Code, string Reason)
{
    /// <summary>How many problems one reading reports before it stops looking.</summary>
    public const int Most = 100;

    /// <summary>The code of a text that cannot be rendered in bounded time, see <see cref="PolicyText.MaxParagraph"/>.</summary>
    internal const string ParagraphTooLong = "text.paragraph-too-long";
}
