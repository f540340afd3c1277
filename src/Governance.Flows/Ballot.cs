namespace Governance.Flows;

/// <summary>What a person is shown and may decide on: their roles now, and for each need the binding digest of the current content.</summary>
/// <param name="Roles">People names of the open stages the person belongs to, sorted.</param>
/// <param name="Digests">For each need of an open stage that asks the person, the binding digest.</param>
public sealed record Ballot(IReadOnlyList<string> Roles, IReadOnlyDictionary<string, string> Digests)
{
    /// <summary>Nothing to decide on.</summary>
    public static Ballot Empty { get; } = new([], new Dictionary<string, string>());

    internal static Ballot Of(Flow flow, RequestRecord record, string person)
    {
        var judge = new Judge(flow, record);
        var roles = new SortedSet<string>(StringComparer.Ordinal);
        var digests = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var stage in Open(judge))
        {
            bool Belongs(string name) => stage.MembersOf(name).Contains(person);
            roles.UnionWith(Rejections.Rejecters(stage).Where(Belongs));
            foreach (var need in stage.Stage.Needs)
            {
                if (judge.Holds(need.When).Holds == false) continue;
                var asks = stage.AskedFor(need).Prepend(need.Of).Where(Belongs).ToList();
                // Only a tie takes weighing to be seen.
                if (need.TieBreak is { } chair && Belongs(chair) && NeedJudge.Weigh(judge, stage, need).Asks.Contains(chair)) asks.Add(chair);
                roles.UnionWith(asks);
                if (asks.Count > 0 && judge.Holds(need.When).Holds == true) digests[need.Id] = judge.Digest(need);
            }
        }
        return new Ballot([.. roles], digests);
    }

    private static IEnumerable<StageRecord> Open(Judge judge) => judge.Record.End is null
        ? judge.Record.Stages.Where((_, i) => judge.Standings[i] == Standing.Open)
        : judge.Record.Owed is { Settled: false, Stage: { Status: StageStatus.Open } stage } ? [stage] : [];
}
