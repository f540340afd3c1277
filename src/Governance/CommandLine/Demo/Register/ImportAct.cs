using System.Diagnostics;
using Governance.Accounts;

namespace Governance.CommandLine.Demo.Register;

/// <summary>A register that people already have becomes this one; where it contradicts itself about an owner, both become claims.</summary>
internal sealed class ImportAct(DemoStage stage, RegisterFile file)
{
    /// <summary>All of it.</summary>
    public async Task Play()
    {
        stage.Act($"{stage.Name(Cast.Steward)}, the steward, imports {file.Name}: {file.Lines.Count} lines");
        foreach (var (person, organisation) in file.Owners) await stage.Join(person, organisation);
        stage.Say($"{file.Twice} accounts stand there more than once, {file.Contested} of them under differently named organisations.");
        stage.Check($"{file.Owners.Count} people joined, one for each organisation that has to answer for one of these");
        var began = Stopwatch.GetTimestamp();
        var answers = await Send();
        stage.Expect(file.Lines.Count, answers.Count, "answers to the lines");
        stage.Check($"{answers.Count} lines answered in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} seconds:");
        foreach (var outcome in Enum.GetValues<LineOutcome>()) Tell(outcome, [.. answers.Where(answer => answer.Outcome == outcome)]);
        await Repeat(answers);
        var disputes = await stage.All<Claims.DisputeRow>(Cast.Auditor, "/disputes");
        var contested = answers.Zip(file.Lines).Where(pair => pair.Second.Owner is not null && pair.First.AccountId is not null).Select(pair => pair.First.AccountId!).Distinct().ToList();
        stage.Expect(file.Contested, contested.Count, "accounts with two organisations");
        stage.Expect(0, contested.Except(disputes.Select(dispute => dispute.AccountId)).Count(), "accounts of two organisations without a dispute");
        stage.Check($"Each of the {contested.Count} accounts of two organisations has a dispute: GET /disputes has {disputes.Count}, {disputes.Count(dispute => dispute.State == Claims.DisputeState.Open)} of them open");
    }

    // The beginning once more: nothing is taken twice.
    private async Task Repeat(List<ImportedLine> first)
    {
        var again = (await stage.Do<ImportedLines>(Cast.Steward, "/accounts/import", new ImportAccounts(file.Name, [.. file.Lines.Take(100)]))).Items;
        stage.Expect(0, again.Count(answer => answer.Outcome is LineOutcome.Added or LineOutcome.Changed), "lines of a second import that change anything");
        stage.Expect(true, again.Zip(first).All(pair => pair.First.AccountId == pair.Second.AccountId), "the second import to find the same accounts");
        stage.Check($"The first {again.Count} lines a second time change nothing");
    }

    private async Task<List<ImportedLine>> Send()
    {
        var answers = new List<ImportedLine>();
        foreach (var part in file.Lines.Chunk(ImportAccounts.Most))
        {
            stage.Terminal.Progress($"   {answers.Count} of {file.Lines.Count} lines …");
            answers.AddRange((await stage.Do<ImportedLines>(Cast.Steward, "/accounts/import", new ImportAccounts(file.Name, part))).Items);
        }

        return answers;
    }

    private void Tell(LineOutcome outcome, List<ImportedLine> answers)
    {
        stage.Say($"  {answers.Count,5} {outcome.ToString().ToLowerInvariant()}");
        foreach (var code in answers.Where(answer => answer.Code is not null).GroupBy(answer => answer.Code).OrderByDescending(group => group.Count()))
        {
            var example = code.First();
            stage.Say($"          {code.Count(),4} {code.Key}, such as line {example.Line}, {file.Lines.First(line => line.Line == example.Line).Url}");
            stage.Say($"               {example.Sentence}");
        }
    }
}
