using Marten;
using Marten.Services.BatchQuerying;

namespace Governance.Shared;

/// <summary>
/// A view that is kept beside the state of the same stream, in the transaction of its facts. Whoever opens the stream for writing reads
/// both in one exchange with the database, and the view is there when the facts are folded into it.
/// </summary>
public sealed class ViewOf
{
    private readonly Type state;
    private readonly Action<IDocumentSession, IBatchedQuery, string> read;

    private ViewOf(Type state, Action<IDocumentSession, IBatchedQuery, string> read) => (this.state, this.read) = (state, read);

    /// <summary>Says that <typeparamref name="TView"/> is folded from the stream of <typeparamref name="TState"/>, under the stream's key.</summary>
    public static ViewOf Stream<TState, TView>() where TState : class where TView : class => new(typeof(TState), (session, batch, streamKey) =>
    {
        session.UseIdentityMapFor<TView>();
        batch.Load<TView>(streamKey);
    });

    /// <summary>
    /// Asks for the views of a stream in the same exchange. To be called after the stream was asked for: a view that is newer than the
    /// state is then of a stream that somebody appended to meanwhile, and the append is refused as the lost race that it is.
    /// </summary>
    public static void Read<TState>(IEnumerable<ViewOf> views, IDocumentSession session, IBatchedQuery batch, string streamKey)
    {
        foreach (var view in views)
            if (view.state == typeof(TState)) view.read(session, batch, streamKey);
    }
}
