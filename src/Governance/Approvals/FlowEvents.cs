namespace Governance.Approvals;

/// <summary>Every fact of a flow's versions.</summary>
public abstract record FlowEvent;

/// <summary>A version of a flow was adopted: new requests are pinned to it.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Digest">SHA-256 of its canonical form.</param>
/// <param name="Subject">What it decides on, such as policy-version.</param>
/// <param name="Title">For people.</param>
/// <param name="Text">The flow as its file says it; requests are evaluated by this for ever.</param>
/// <param name="Basis">On what ground it was adopted, in words.</param>
public sealed record FlowAdopted(int Version, string Digest, string Subject, string Title, string Text, string Basis) : FlowEvent;
