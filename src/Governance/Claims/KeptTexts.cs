using Governance.Approvals;
using Governance.Flows;
using Marten;

namespace Governance.Claims;

/// <summary>What people write about claims, kept beside the events under its digest: it can be erased while every history stands.</summary>
public static class KeptTexts
{
    /// <summary>Keeps a text in the session's transaction and answers its digest.</summary>
    public static string Keep(IDocumentSession session, string text)
    {
        var digest = ContentDigest.OfText(text);
        session.Store(new ContentText(digest, text));
        return digest;
    }

    /// <summary>Keeps a text that may be absent.</summary>
    public static string? KeepAny(IDocumentSession session, string? text) => text is null ? null : Keep(session, text);

    /// <summary>The texts by digest, as far as they are kept.</summary>
    public static Task<IReadOnlyDictionary<string, string>> Of(IQuerySession session, IEnumerable<string> digests, CancellationToken cancellation) => ReadContent.Texts(session, digests, cancellation);
}
