using System.Text.Json;

namespace Governance.Verify;

/// <summary>A state that the bundle says the service holds.</summary>
/// <param name="File">Where it stands.</param>
/// <param name="Version">The version of the stream after which it is the state.</param>
/// <param name="State">The state.</param>
internal sealed record ClaimedState(string File, long Version, JsonElement State);

/// <summary>The states in a bundle, each read when its stream has come that far.</summary>
internal sealed class ClaimedStates
{
    private readonly Dictionary<string, ClaimedState> _byStream = new(StringComparer.Ordinal);

    /// <summary>Reads which streams have a state; what cannot be read is a problem.</summary>
    public ClaimedStates(Bundle bundle, Findings findings)
    {
        var bytes = 0L;
        foreach (var file in bundle.Files.Keys.Where(BundlePaths.IsState).Order(StringComparer.Ordinal))
        {
            Limits.Hold(bytes += bundle.Files[file], bundle.Limits.States, "bytes of states");
            if (Read(bundle, file) is not var (stream, state) || BundlePaths.StateOf(stream) != file || !_byStream.TryAdd(stream, state))
                findings.Add("state.malformed", file, "The state cannot be read, or its file has the name of another.");
        }
    }

    /// <summary>The state of a stream that is not yet compared, or null.</summary>
    public ClaimedState? Of(string stream) => _byStream.GetValueOrDefault(stream);

    /// <summary>The state was compared.</summary>
    public void Done(string stream) => _byStream.Remove(stream);

    /// <summary>The states that nothing was compared with.</summary>
    public IEnumerable<(string Stream, ClaimedState State)> Left => _byStream.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => (x.Key, x.Value));

    private static (string Stream, ClaimedState State)? Read(Bundle bundle, string file)
    {
        if (bundle.Read(file, Limits.State) is not { } bytes) return null;
        try
        {
            var json = JsonElement.Parse(bytes, new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (json.GetProperty("stream").GetString() is not { } stream) return null;
            return (stream, new ClaimedState(file, json.GetProperty("version").GetInt64(), json.GetProperty("state")));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
