namespace Governance.Fetching;

/// <summary>Carries a reason out of a connection that is being made, through the handler that asked for it; never leaves the fetcher.</summary>
internal sealed class FetchFault(string reason, string sentence, Exception? cause = null) : IOException(sentence, cause)
{
    public string Reason => reason;

    /// <summary>The fault within <paramref name="exception"/>, however deep the handler wrapped it.</summary>
    public static FetchFault? In(Exception? exception) => exception is null or FetchFault ? exception as FetchFault : In(exception.InnerException);
}
