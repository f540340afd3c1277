namespace Governance.Flows;

/// <summary>The newest decision of one person, in as many places as it is meant for; <see cref="Made"/> is null when it was taken back.</summary>
/// <param name="Entry">The fact with its metadata.</param>
/// <param name="Made">What was decided.</param>
/// <param name="Revision">The revision that was current then.</param>
/// <param name="Authorised">Whether whoever decided could use this seat then: it was their own, or handed to them.</param>
/// <param name="Carried">Whether it is a rejection under an older version of the flow, whose people this one need not know.</param>
internal sealed record Seat(RequestEntry Entry, DecisionMade? Made, int Revision, bool Authorised = true, bool Carried = false)
{
    /// <summary>Who decided: the seat's principal, or the delegate.</summary>
    public string Hand => Entry.Actor;

    /// <summary>The binding digest the person was shown for a need, if any.</summary>
    public string? DigestOf(Need need) => Made?.Digests.GetValueOrDefault(need.Id);

    public bool Rejects => Made?.Decision is Decision.Reject or Decision.RequestChanges;
}
