namespace Governance.Fetching;

/// <summary>What came of following one link: an answer, or why there is none. Always a value: what others' servers do is never an exception here.</summary>
public abstract record FetchResult(IReadOnlyList<Hop> Hops, DateTimeOffset At);

/// <summary>A server answered in full, within every bound.</summary>
/// <param name="Url">The address that answered in the end.</param>
/// <param name="Hops">Every address asked, in order, with what it answered; the last is <paramref name="Url"/>.</param>
/// <param name="Status">The final HTTP status (RFC 9110 section 15).</param>
/// <param name="ContentType">The final content type with its parameters, as the server wrote it; null when it named none.</param>
/// <param name="Body">The body after decompression, at most <see cref="FetchSettings.BodyBytes"/>.</param>
/// <param name="Digest">SHA-256 of <paramref name="Body"/>, lower-case hexadecimal.</param>
/// <param name="At">When the answer was complete.</param>
public sealed record Fetched(string Url, IReadOnlyList<Hop> Hops, int Status, string? ContentType, ReadOnlyMemory<byte> Body, string Digest, DateTimeOffset At)
    : FetchResult(Hops, At);

/// <summary>Nothing was learnt: the link was refused, or its server could not be reached or stayed within no bound. For a proof this is inconclusive.</summary>
/// <param name="Reason">One of <see cref="FetchReasons"/>.</param>
/// <param name="Sentence">Why, for a person.</param>
/// <param name="Hops">Every address asked, in order; the last may have no status.</param>
/// <param name="At">When it ended.</param>
public sealed record NotFetched(string Reason, string Sentence, IReadOnlyList<Hop> Hops, DateTimeOffset At) : FetchResult(Hops, At);

/// <summary>One address that was asked, and the HTTP status it answered; null when it did not answer or was not asked because it is refused.</summary>
public sealed record Hop(string Url, int? Status);
