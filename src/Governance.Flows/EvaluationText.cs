using System.Text;

namespace Governance.Flows;

/// <summary>Renders an evaluation as a tree for a terminal.</summary>
public static class EvaluationText
{
    /// <summary>Plain text, one line a fact, two spaces a level, ended by a new line.</summary>
    public static string Render(Evaluation evaluation)
    {
        var text = new StringBuilder();
        Line(text, 0, $"{evaluation.Flow} version {evaluation.FlowVersion}, revision {evaluation.Revision}: {Word(evaluation.State)}");
        Line(text, 1, evaluation.Sentence);
        foreach (var error in evaluation.Errors.Where(e => e != evaluation.Sentence)) Line(text, 1, error);
        foreach (var seat in evaluation.Seats) Line(text, 1, $"{seat.Delegate} may decide for {seat.Principal} until {Moment(seat.Until)}");
        foreach (var stage in evaluation.Stages) Stage(text, 1, stage);
        if (evaluation.Owed is { } owed)
        {
            Line(text, 1, $"owed, {Word(owed.Purpose)}: {Word(owed.State)}. {owed.Sentence}");
            if (owed.Stage is not null) Stage(text, 2, owed.Stage);
        }
        if (evaluation.Next is { } next) Line(text, 1, $"next: {Word(next.Purpose)}{(next.Stage is null ? "" : $" of {next.Stage}")} at {Moment(next.At)}");
        return text.ToString();
    }

    private static void Stage(StringBuilder text, int level, StageExplanation stage)
    {
        Line(text, level, $"{Mark(stage.State)} {stage.Id}: {Word(stage.State)}{(stage.Due is { } due ? $", {(stage.Overdue ? "was " : "")}due {Moment(due)}" : "")}. {stage.Sentence}");
        foreach (var check in stage.Checks) Line(text, level + 1, $"{(check.Holds == true ? '+' : check.Holds is null ? '!' : 'x')} check {check.Id}: {check.Sentence}");
        foreach (var against in stage.Rejections.Standing)
            Line(text, level + 1, $"{against.Person}: {Word(against.Decision)} on revision {against.Revision}{(against.Reason is null ? "" : $", \"{against.Reason}\"")}");
        Tree(text, level + 1, stage.Tree);
    }

    private static void Tree(StringBuilder text, int level, TreeExplanation tree)
    {
        if (tree is NeedExplanation need)
        {
            Need(text, level, need);
            return;
        }
        var (word, branches) = tree is AllExplanation all ? ("all of", all.Branches) : ("any of", ((AnyExplanation)tree).Branches);
        Line(text, level, $"{Mark(tree.State)} {word}");
        foreach (var branch in branches) Tree(text, level + 1, branch);
    }

    private static void Need(StringBuilder text, int level, NeedExplanation need)
    {
        var quorum = need.State is PartState.Pending or PartState.Approved or PartState.Rejected ? $" ({need.Counted.Count} of {need.Required}, {need.Possible} possible)" : "";
        Line(text, level, $"{Mark(need.State)} {need.Id}: {Word(need.State)}, {need.Approve} of {need.Of}{quorum}");
        if (need.Skipped is not null) Line(text, level + 1, need.Skipped);
        if (need.Asks.Count > 1) Line(text, level + 1, $"asks {string.Join(", ", need.Asks.Skip(1))} as well");
        if (need.Error is not null) Line(text, level + 1, need.Error);
        foreach (var counted in need.Counted) Line(text, level + 1, $"+ {counted.Person} approved{(counted.Hand is null ? "" : $" by the hand of {counted.Hand}")} revision {counted.Revision}{(counted.Revived is null ? "" : $". {counted.Revived}")}");
        foreach (var not in need.NotCounted) Line(text, level + 1, $"- {not.Sentence}");
        if (need.CouldAct.Count > 0 && need.State != PartState.Approved) Line(text, level + 1, $"could act: {string.Join(", ", need.CouldAct)}");
    }

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static char Mark(PartState state) => state switch
    {
        PartState.Approved => '+',
        PartState.Rejected => 'x',
        PartState.Error => '!',
        PartState.Skipped => '~',
        _ => '.',
    };

    private static string Word<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static void Line(StringBuilder text, int level, string line)
    {
        text.Append(' ', 2 * level);
        foreach (var c in line) text.Append(char.IsControl(c) ? ' ' : c);
        text.Append('\n');
    }
}
