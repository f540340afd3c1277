using Governance.Flows;
using Governance.Shared;
using Marten;
using Npgsql;

namespace Governance.Approvals;

/// <summary>Gives requests that were recorded before lists had lines of their own theirs, at the start of the service; otherwise it finds nothing to do.</summary>
public sealed class OlderRequests(NpgsqlDataSource database, IDocumentStore store, FlowShelf flows) : IHostedService
{
    private const string Open = "update governance.mt_doc_request set is_open = state in ('Pending', 'ChangesRequested', 'Error') where is_open is null";

    private const string WithoutLine = """
        select r.tenant_id, r.id from governance.mt_doc_request r
        where not exists (select from governance.mt_doc_requestline l where l.tenant_id = r.tenant_id and l.id = r.id)
        """;

    /// <summary>Runs after the store has made its tables.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var open = database.CreateCommand(Open);
        await open.ExecuteNonQueryAsync(cancellationToken);
        foreach (var (tenant, stream) in await Found(cancellationToken)) await Line(tenant, stream, cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<IReadOnlyList<(string Tenant, string Stream)>> Found(CancellationToken cancellation)
    {
        var found = new List<(string, string)>();
        await using var command = database.CreateCommand(WithoutLine);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) found.Add((reader.GetString(0), reader.GetString(1)));
        return found;
    }

    private async Task Line(string tenant, string stream, CancellationToken cancellation)
    {
        await using var session = store.LightweightSession(tenant);
        var request = (await session.LoadAsync<Request>(stream, cancellation))!;
        var flow = await flows.Pinned(session, request.Flow, request.FlowDigest, cancellation);
        var evaluation = Evaluator.Evaluate(flow, request.History);
        session.Insert(RequestLine.Of(tenant, request with { IsOpen = Request.IsOpenIn(evaluation.State) }, flow, evaluation));
        try
        {
            await session.SaveChangesAsync(cancellation);
        }
        catch (Exception error) when (Failures.Chain(error).Any(Failures.IsLostRace))
        {
            // A message that was waiting has just acted on it, and that wrote the newer line.
        }
    }
}
