namespace Governance.Shared;

/// <summary>
/// A document that lists and other streams' reads ask for: each form that it ever has is kept, so that it can be read as of any position
/// of the log. One that is only read by its own stream needs no mark: it is folded from its events.
/// </summary>
/// <param name="without">Members that no list of the past shows, by their JSON names; they are not kept.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KeptAttribute(params string[] without) : Attribute
{
    /// <summary>Members that are not kept.</summary>
    public string[] Without => without;
}

/// <summary>
/// A document that is beside the events, and is read as it is now also as of then: a name that was corrected or erased, or a text under its
/// digest, has no past to be shown.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TimelessAttribute : Attribute;
