using Governance.Flows;

namespace Governance.Approvals;

/// <summary>What facts make of a request. Judges nothing.</summary>
public static partial class RequestDecider
{
    /// <summary>The request of the fact that opened it, before anything is made of its facts.</summary>
    /// <exception cref="InvalidOperationException">It is another fact.</exception>
    public static Request Opened(string streamKey, RequestEvent fact, DateTimeOffset at) => fact is not ApprovalRequested opened
        ? throw new InvalidOperationException($"The history of {streamKey} does not begin with its opening.")
        : new(streamKey)
        {
            Flow = opened.Flow,
            FlowDigest = opened.FlowDigest,
            SubjectType = opened.SubjectType,
            SubjectId = opened.SubjectId,
            Title = opened.Title,
            Requester = opened.Requester,
            OpenedAt = at,
        };

    /// <summary>The request with the version of its flow that holds after facts that come together.</summary>
    public static Request Pinned(Request request, IEnumerable<RequestEvent> facts) =>
        facts.OfType<FlowReplaced>().LastOrDefault() is { } replaced ? request with { FlowDigest = replaced.FlowDigest } : request;

    /// <summary>The request after facts that came together, evaluated once. Never judges.</summary>
    public static (Request Request, Evaluation Evaluation) Evolve(Request request, IReadOnlyList<RequestEntry> entries, Flow flow)
    {
        IReadOnlyList<RequestEntry> history = [.. request.History, .. entries];
        var evaluation = Evaluator.Evaluate(flow, history);
        var after = request with
        {
            History = history,
            State = evaluation.State,
            IsOpen = Request.IsOpenIn(evaluation.State),
            Sentence = evaluation.Sentence,
            Content = evaluation.Content,
            UpdatedAt = history[^1].At,
            Version = history[^1].Version,
        };
        return (after, evaluation);
    }
}
