namespace Governance.Flows;

/// <summary>What stands against a stage. A rejection stays until its person decides otherwise, takes it back, or somebody who may sets it aside; an edit does not.</summary>
internal static class Rejections
{
    public static List<(string Person, Seat Seat)> Standing(Judge judge, StageRecord stage)
    {
        var standing = new SortedDictionary<string, Seat>(StringComparer.Ordinal);
        foreach (var seats in stage.Decisions.Seats)
            foreach (var (person, seat) in seats)
                if (seat.Rejects && Counts(judge, stage, person, seat)) standing[person] = Newer(standing.GetValueOrDefault(person), seat);
        foreach (var (person, seat) in stage.Decisions.Whole)
            if (seat.Rejects && !Overtaken(stage, person, seat) && Counts(judge, stage, person, seat)) standing[person] = Newer(standing.GetValueOrDefault(person), seat);
        return [.. standing.Select(s => (s.Key, s.Value))];
    }

    /// <summary>How many that is: what one hand did from several seats is one rejection.</summary>
    public static int Count(IReadOnlyCollection<(string Person, Seat Seat)> standing) => new Hands(standing.Select(s => (s.Person, s.Seat.Hand))).Groups;

    /// <summary>How many of them are outright rejections, not requests for changes.</summary>
    public static int Outright(List<(string Person, Seat Seat)> standing) => Count([.. standing.Where(s => s.Seat.Made!.Decision == Decision.Reject)]);

    private static bool Counts(Judge judge, StageRecord stage, string person, Seat seat) =>
        !stage.Decisions.IsSpent(person, seat) && seat.Authorised && judge.Record.ExcludedThen(person, seat) is null
        && (seat.Carried || Rejecters(stage).Any(name => seat.Made!.Roles.Contains(name) && stage.MembersOf(name).Contains(person)));

    /// <summary>The people names whose rejections count in a stage: the flow's, and whoever is asked as well.</summary>
    public static IEnumerable<string> Rejecters(StageRecord stage) => stage.Stage.Reject.By.Concat(stage.Asked.Select(a => a.Name));

    // Somebody who later decided on a single need has moved on from what they had said about the whole stage.
    private static bool Overtaken(StageRecord stage, string person, Seat seat) =>
        stage.Decisions.Seats.Any(s => s.TryGetValue(person, out var later) && later.Entry.Version > seat.Entry.Version);

    private static Seat Newer(Seat? a, Seat b) => a is null || b.Entry.Version > a.Entry.Version ? b : a;
}
