using System.Text.Json;
using Governance.Approvals;
using Governance.Flows;

namespace Governance.Verify;

/// <summary>A request, evaluated anew under the version of its flow that it follows.</summary>
internal sealed class RequestReplay(string stream, AdoptedFlows flows) : StreamReplay
{
    private const string OnBehalfOf = "on-behalf-of";

    private readonly List<RequestEntry> _history = [];

    public override bool Takes(Type type) => type.IsSubclassOf(typeof(RequestEvent));

    public override void Add(object fact, EventLine line)
    {
        var entry = line.Entry!;
        _history.Add(new RequestEntry((RequestEvent)fact, entry.Actor ?? Founder, Principal(line.Headers), entry.At!.Value, entry.Version!.Value));
        _ = RequestDecider.Opened(stream, _history[0].Fact, _history[0].At);
    }

    public override byte[] State()
    {
        var request = RequestDecider.Pinned(RequestDecider.Opened(stream, _history[0].Fact, _history[0].At), _history.Select(x => x.Fact));
        return JsonSerializer.SerializeToUtf8Bytes(RequestDecider.Evolve(request, _history, flows.Of(request.FlowDigest)).Request, EventJson.Options);
    }

    private static string? Principal(ReadOnlyMemory<byte>? headers)
    {
        if (headers is not { } bytes) return null;
        var json = JsonElement.Parse(bytes.Span);
        return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(OnBehalfOf, out var principal) ? principal.ToString() : null;
    }
}
