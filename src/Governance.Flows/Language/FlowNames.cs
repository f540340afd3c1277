namespace Governance.Flows;

/// <summary>The names a flow declares and the places that use them, brought together once the whole file is read.</summary>
internal sealed class FlowNames(Findings findings)
{
    /// <summary>Who a request itself names; these cannot be people names.</summary>
    public static readonly string[] OfRequest = ["author", "editors", "requester"];

    private readonly Dictionary<string, int> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _stages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _needs = new(StringComparer.Ordinal);
    private readonly List<(YamlScalar At, bool Stage)> _uses = [];

    public int Needs => _needs.Count;

    public void DeclarePerson(YamlScalar at)
    {
        if (OfRequest.Contains(at.Text)) findings.Add(at, $"`{at.Text}` always means the request's own; call these people something else.");
        else _people.TryAdd(at.Text, at.Line);
    }

    public void DeclareStage(YamlNode? at, string id)
    {
        if (at is null || id.Length == 0) return;
        if (id is "end" or "request-changes" or "approved") findings.Add(at, $"`{id}` is a word of the language; call the stage something else.");
        else if (!_stages.TryAdd(id, at.Line)) findings.Add(at, $"Another stage is called `{id}` already, on line {_stages[id]}.");
    }

    public void DeclareNeed(YamlNode? at, string id)
    {
        if (at is not null && id.Length > 0 && !_needs.TryAdd(id, at.Line))
            findings.Add(at, $"Another need is called `{id}` already, on line {_needs[id]}; a need's id is unique in the flow.");
    }

    public void UsePeople(YamlNode? at) => Use(at, stage: false);

    public void UseStage(YamlNode? at) => Use(at, stage: true);

    public void Check()
    {
        foreach (var (at, stage) in _uses)
        {
            if (findings.IsFull) break;
            if (!stage && !_people.ContainsKey(at.Text))
                findings.Add(at, $"Nobody is called `{at.Text}` under `people`.{Suggestion.For(at.Text, _people.Keys)}");
            if (stage && !_stages.ContainsKey(at.Text))
                findings.Add(at, $"There is no stage `{at.Text}`.{Suggestion.For(at.Text, _stages.Keys)}");
        }
    }

    private void Use(YamlNode? at, bool stage)
    {
        if (at is YamlScalar scalar) _uses.Add((scalar, stage));
    }
}
