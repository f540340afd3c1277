using Governance.Flows;
using Governance.Shared;

namespace Governance.Approvals;

/// <summary>A proposed flow as it was read: the flow, or every place where it is none, or does not do what its cases say.</summary>
/// <param name="Flow">Null exactly when there is a fault.</param>
/// <param name="Fault">Why it cannot be proposed.</param>
/// <param name="Errors">The member at fault, text or cases, with each place as line:column and what to do there.</param>
public sealed record ProposedText(Flow? Flow, Refusal? Fault, IReadOnlyDictionary<string, string[]> Errors)
{
    private const int MostErrors = 100;

    /// <summary>Reads the text and runs its worked cases, if there are any. Never throws, whatever the text holds.</summary>
    public static ProposedText Read(string text, string? cases)
    {
        var parse = FlowParser.Parse(text, "text");
        if (parse.Flow is not { } flow) return Refused(FlowRules.Invalid, parse.Errors.Select(Place));
        if (cases is null) return Sound(flow);
        var run = FlowCases.Run(text, cases, "text", "cases");
        if (run.Errors.Count > 0) return Refused(FlowRules.CasesFail, run.Errors.Select(Place));
        return run.Holds ? Sound(flow) : Refused(FlowRules.CasesFail, run.Results.SelectMany(result => result.Failures.Select(failure => $"{Place(failure)} (in “{result.Name}”)")));
    }

    private static ProposedText Sound(Flow flow) => new(flow, null, new Dictionary<string, string[]>());

    private static ProposedText Refused(Refusal fault, IEnumerable<string> errors) => new(null, fault, new Dictionary<string, string[]> { [fault.Field!] = [.. errors.Take(MostErrors)] });

    private static string Place(FlowError error) => $"{error.Line}:{error.Column}: {error.Message}";
}
