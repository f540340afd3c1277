namespace Governance.Flows;

/// <summary>Who can never count because of what they did to the request.</summary>
public enum Excluded
{
    /// <summary>Who wrote it. Always excluded.</summary>
    Author,

    /// <summary>Everyone who made any revision.</summary>
    Editors,

    /// <summary>Who asked for approval.</summary>
    Requester,

    /// <summary>Who went ahead without approvals: always excluded from reviewing that. No flow names it.</summary>
    GlassBreaker,
}

/// <summary>Within which bounds one person's approvals count once.</summary>
public enum Distinct
{
    /// <summary>In the whole flow.</summary>
    Flow,

    /// <summary>In each stage.</summary>
    Stage,

    /// <summary>Nowhere: one person may satisfy several needs.</summary>
    None,
}

/// <summary>Separation of duties.</summary>
public sealed record Separation(IReadOnlyList<Excluded> Excluded, Distinct Distinct);

/// <summary>Deciding for another, from that person's one seat. Never from a seat that was itself handed on.</summary>
/// <param name="Max">The longest a delegation may last to be worth anything here; null when any length is.</param>
public sealed record DelegationRule(Duration? Max);

/// <summary>What happens to a quorum that cannot be reached.</summary>
public enum TooFewAction
{
    /// <summary>The request waits.</summary>
    Block,

    /// <summary>Further people are asked.</summary>
    Ask,

    /// <summary>The quorum is lowered to what can be reached, never below 1.</summary>
    Lower,
}

/// <summary>What happens when there are too few people for a quorum; <see cref="QuorumUnreachable"/> says so in any case.</summary>
/// <param name="Do">What is done about it.</param>
/// <param name="Ask">The people name to ask as well, when that is what is done.</param>
/// <param name="Tell">The people name to tell; null when nobody is.</param>
public sealed record TooFew(TooFewAction Do, string? Ask = null, string? Tell = null);
