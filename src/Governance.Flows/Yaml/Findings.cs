namespace Governance.Flows;

/// <summary>Collects every error of one file, so that its author reads them all at once.</summary>
internal sealed class Findings(string file)
{
    private const int Most = 100;
    private readonly List<FlowError> _errors = [];
    private int _more;

    /// <summary>Whether further errors are only counted.</summary>
    public bool IsFull => _errors.Count >= Most;

    public bool Any => _errors.Count > 0;

    public void Add(YamlNode at, string message) => Add(at.Line, at.Column, message);

    public void Add(int line, int column, string message)
    {
        if (_errors.Count < Most) _errors.Add(new FlowError(file, line, column, message));
        else _more++;
    }

    public IReadOnlyList<FlowError> InOrder()
    {
        List<FlowError> errors = [.. _errors.OrderBy(e => e.Line).ThenBy(e => e.Column)];
        if (_more > 0) errors.Add(new FlowError(file, errors[^1].Line, errors[^1].Column, $"There are {_more} more errors; put these right first."));
        return errors;
    }
}
