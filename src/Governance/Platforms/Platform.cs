namespace Governance.Platforms;

/// <summary>One platform as <c>policies/platforms.yaml</c> has it.</summary>
/// <param name="Name">Its name for machines, such as <c>facebook</c>; the first half of <see cref="AccountAddress.Key"/>.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Aliases">Other names it is asked for by, such as <c>twitter</c>.</param>
/// <param name="Hosts">Its hosts; each counts with <c>www.</c> too. <c>{locale}</c> and <c>{site}</c> stand for one label.</param>
/// <param name="FoldsCase">True when handles differing only in case are one account.</param>
/// <param name="Ignores">Characters in a handle that the platform does not count, such as Facebook's dots.</param>
/// <param name="Handles">What a handle is, in one sentence for people.</param>
/// <param name="MaxLength">The longest handle in characters.</param>
/// <param name="HasId">Whether the platform has an immutable id, which a rename keeps.</param>
/// <param name="Closed">Since when and why nobody finds accounts there any more, or null while it is open.</param>
/// <param name="Notices">What whoever claims an account there must know.</param>
/// <param name="Proofs">The proofs that work there, in the order of the file: strongest first.</param>
/// <param name="Died">Proofs that worked once, and what became of them.</param>
/// <param name="Probe">How to tell that a handle exists there, or null where nobody can without signing in.</param>
public sealed record Platform(
    string Name,
    string Title,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<string> Hosts,
    bool FoldsCase,
    string Ignores,
    string Handles,
    int MaxLength,
    bool HasId,
    string? Closed,
    IReadOnlyList<string> Notices,
    IReadOnlyList<PlatformProof> Proofs,
    IReadOnlyList<DeadProof> Died,
    PlatformProbe? Probe)
{
    /// <summary>The proof of that name, or null where it does not work.</summary>
    public PlatformProof? Proof(string method) => Proofs.FirstOrDefault(proof => proof.Method == method);

    /// <summary>The rules by which this platform's addresses are read.</summary>
    internal PlatformForms Forms { get; init; } = PlatformForms.None;
}
