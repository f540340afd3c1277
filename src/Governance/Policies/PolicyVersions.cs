using System.Globalization;
using Governance.Shared;
using Marten;

namespace Governance.Policies;

/// <summary>A content with what it is: its label if it has one, its state, and where it stands in the history.</summary>
/// <param name="PolicyId">The policy.</param>
/// <param name="Version">The stream version of the event that holds the content.</param>
/// <param name="Label">Its label, or absent for a draft that was not submitted.</param>
/// <param name="Digest">SHA-256 of the content.</param>
/// <param name="State">In words: in force, draft, superseded by 2.0 …</param>
/// <param name="RequestId">Its approval request, or absent.</param>
/// <param name="EffectiveFrom">When it takes, or took, effect, or absent.</param>
/// <param name="Content">The content.</param>
public sealed record PolicyVersion(string PolicyId, long Version, string? Label, string Digest, string State, string? RequestId, DateTimeOffset? EffectiveFrom, PolicyContent Content);

/// <summary>Finds one version of a policy by what people call it.</summary>
public static class PolicyVersions
{
    /// <summary>Nothing by that name.</summary>
    public static readonly Refusal NoSuchVersion = new("policy.version-unknown", "The policy has no such version. GET the policy to see its versions; a version is a label such as 1.0, the word draft, or a number of the stream.", RefusalKind.Unknown);

    /// <summary>The word for the text in the making.</summary>
    public const string DraftWord = "draft";

    /// <summary>
    /// The version that <paramref name="name"/> means: a label, <c>draft</c>, a stream version (the newest content at it), or with null the
    /// version in force, else the draft, else the newest.
    /// </summary>
    public static Task<PolicyVersion?> Find(IQuerySession session, PolicyView view, string? name, CancellationToken cancellation) => name switch
    {
        null when view.InForce is { } label => Labelled(session, view, label, cancellation),
        null when view.Draft is null && view.Versions is [.., var newest] => Labelled(session, view, newest.Label, cancellation),
        null or DraftWord => Drafted(session, view, cancellation),
        _ when name.Contains('.', StringComparison.Ordinal) => Labelled(session, view, name, cancellation),
        _ => long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? At(session, view, version, cancellation) : Task.FromResult<PolicyVersion?>(null),
    };

    /// <summary>The version in force at a moment, or the last of a day, as far as is known now; null when none is.</summary>
    public static Task<PolicyVersion?> InForceOn(IQuerySession session, PolicyView view, Instant on, CancellationToken cancellation) =>
        view.Versions.FindLast(version => version.Covers(on)) is { } version ? Labelled(session, view, version.Label, cancellation) : Task.FromResult<PolicyVersion?>(null);

    private static async Task<PolicyVersion?> Labelled(IQuerySession session, PolicyView view, string label, CancellationToken cancellation)
    {
        if (view.Versions.Find(version => version.Label == label) is not { } version)
            return view.Draft?.Label == label ? await Drafted(session, view, cancellation) : null;
        var content = await PolicyContents.At(session, view.Id, version.ContentVersion, cancellation);
        return content is null ? null : new PolicyVersion(view.PolicyId, version.ContentVersion, label, version.Digest, StateOf(view, version), version.RequestId, version.EffectiveFrom, content);
    }

    private static async Task<PolicyVersion?> Drafted(IQuerySession session, PolicyView view, CancellationToken cancellation)
    {
        if (view.Draft is not { } draft || await PolicyContents.At(session, view.Id, draft.ContentVersion, cancellation) is not { } content) return null;
        var submitted = draft.Status is DraftStatus.Submitted or DraftStatus.Approved or DraftStatus.ApprovedByBreakGlass;
        return new PolicyVersion(view.PolicyId, draft.ContentVersion, submitted ? draft.Label : null, draft.Digest, StateOf(draft), draft.RequestId, draft.EffectiveFrom, content);
    }

    // The newest content at a stream version: what a reader had before them when the stream stood there.
    private static async Task<PolicyVersion?> At(IQuerySession session, PolicyView view, long version, CancellationToken cancellation)
    {
        var then = version > view.Version ? null : await session.Events.AggregateStreamAsync<PolicyView>(view.Id, version, token: cancellation);
        return then is null ? null : await Drafted(session, then, cancellation) ?? (then.Versions is [.., var newest] ? await Labelled(session, then, newest.Label, cancellation) : null);
    }

    private static string StateOf(PolicyView view, VersionView version) =>
        view.InForce == version.Label ? "in force"
        : version.EndedBy is { } by ? char.IsAsciiDigit(by[0]) ? $"superseded by {by}" : by
        : "published, not yet effective";

    private static string StateOf(DraftView draft) => draft.Status switch
    {
        DraftStatus.Submitted => "draft, before its approvers",
        DraftStatus.ChangesRequested => "draft, changes requested",
        DraftStatus.Approved => "approved, not yet published",
        DraftStatus.ApprovedByBreakGlass => "let through without approval, not yet published",
        DraftStatus.Rejected => "draft, rejected",
        _ => "draft",
    };
}
