using System.Text.Json;

namespace Governance.Benchmarks.Soak;

/// <summary>Judges a run: what was acknowledged against what is there. Pure, so that a doctored history shows that it can say no.</summary>
internal static class SoakDecider
{
    // An auditor's reads are facts that no receipt tells of.
    private const string Read = "ResourceRead";

    // A view is written before the database stamps its event: as long as the event waits, as far its moments lie apart.
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(1);

    /// <summary>Everything that is not as it must be.</summary>
    public static IReadOnlyList<Finding> Judge(SoakHistory run)
    {
        var byId = run.Feed.ToLookup(fact => fact.Id);
        return
        [
            .. Acknowledged(run, byId), .. Counted(run), .. Twice(run), .. Unexplained(run), .. Gaps(run), .. Followed(run), .. Timers(run),
        ];
    }

    /// <summary>Where views differ from what a rebuild makes of the same facts.</summary>
    public static ViewComparison Compare(IReadOnlyList<ViewRow> stored, IReadOnlyList<ViewRow> rebuilt)
    {
        var (was, now) = (stored.ToDictionary(row => (row.View, row.Id)), rebuilt.ToDictionary(row => (row.View, row.Id)));
        var others = rebuilt.Where(row => was.TryGetValue((row.View, row.Id), out var kept) && kept.Json != row.Json).ToList();
        var differing = others.Where(row => !IsSame(Parsed(was[(row.View, row.Id)].Json), Parsed(row.Json))).ToList();
        return new(
        [
            .. stored.Where(row => !now.ContainsKey((row.View, row.Id))).Select(row => new Finding(Fault.ViewDiffers, $"{row.View} has a row {row.Id} that no fact explains.")),
            .. rebuilt.Where(row => !was.ContainsKey((row.View, row.Id))).Select(row => new Finding(Fault.ViewDiffers, $"{row.View} lacks the row {row.Id}.")),
            .. differing.Select(row => new Finding(Fault.ViewDiffers, $"{row.View} says of {row.Id} {Difference(was[(row.View, row.Id)].Json, row.Json)}.")),
        ], others.Count - differing.Count);
    }

    /// <summary>Moments that have come and must have left a fact, each with the facts that it left.</summary>
    public static IReadOnlyList<DueTimer> Due(IReadOnlyList<FeedFact> feed, DateTimeOffset now) =>
        [.. feed.GroupBy(fact => fact.Stream).SelectMany(stream => DueOf(stream.Key, [.. stream])).Where(timer => timer.At <= now)];

    private static IEnumerable<Finding> Acknowledged(SoakHistory run, ILookup<Guid, FeedFact> byId)
    {
        foreach (var fact in run.Told.SelectMany(command => command.Facts).DistinctBy(fact => fact.Id))
        {
            if (!byId.Contains(fact.Id)) yield return new(Fault.Lost, $"{fact.Type} was acknowledged as version {fact.Version} of {fact.Stream} ({fact.Id}) and is not there.");
            else if (byId[fact.Id].First() is var there && (there.Stream, there.Version, there.Type) != (fact.Stream, fact.Version, fact.Type))
                yield return new(Fault.Misplaced, $"{fact.Type} was acknowledged as version {fact.Version} of {fact.Stream}, and is {there.Type}, version {there.Version} of {there.Stream}.");
        }

        foreach (var same in byId.Where(same => same.Count() > 1)) yield return new(Fault.Doubled, $"The feed has the event {same.Key} {same.Count()} times.");
    }

    private static IEnumerable<Finding> Counted(SoakHistory run)
    {
        var left = run.Feed.Where(fact => fact.Correlation is not null).ToLookup(fact => (fact.Correlation, fact.Type));
        foreach (var command in run.Told)
            foreach (var (type, count) in command.Counts)
                if (left[(command.Correlation, type)].Count() is var there && there != count)
                    yield return new(there < count ? Fault.Lost : Fault.Doubled, $"{command.Correlation} was answered with {count} {type}, and there are {there}.");
    }

    // A command that was done a second time leaves facts in its own stream that its receipt does not name.
    private static IEnumerable<Finding> Twice(SoakHistory run)
    {
        var facts = run.Feed.Where(fact => fact is { ByPerson: true, Correlation: not null }).ToLookup(fact => fact.Correlation!);
        foreach (var command in run.Told.Where(command => command.Facts.Count > 0))
        {
            var (ids, streams) = (command.Facts.Select(fact => fact.Id).ToHashSet(), command.Facts.Select(fact => fact.Stream).ToHashSet());
            foreach (var more in facts[command.Correlation].Where(fact => streams.Contains(fact.Stream) && !ids.Contains(fact.Id)))
                yield return new(Fault.Doubled, $"{command.Correlation} left {more.Type} as version {more.Version} of {more.Stream}, which its receipt does not name.");
        }
    }

    private static IEnumerable<Finding> Unexplained(SoakHistory run)
    {
        var known = run.Told.Select(command => (command.Correlation, command.Person)).ToHashSet();
        return run.Feed.Skip(run.Before).Where(fact => fact.ByPerson && fact.Type != Read && !known.Contains((fact.Correlation ?? "", fact.Actor)))
            .Select(fact => new Finding(Fault.Unexplained, $"{fact.Type}, version {fact.Version} of {fact.Stream}, was done by {fact.Actor} under {fact.Correlation ?? "nothing"}, which nobody was told of."));
    }

    private static IEnumerable<Finding> Gaps(SoakHistory run)
    {
        foreach (var stream in run.Feed.DistinctBy(fact => fact.Id).GroupBy(fact => fact.Stream))
            if (stream.Select((fact, at) => (fact, at)).FirstOrDefault(one => one.fact.Version != one.at + 1) is { fact: { } wrong } first)
                yield return new(Fault.Misplaced, $"In {stream.Key} version {wrong.Version} stands where {first.at + 1} should.");
    }

    // From wherever the follower began it was told each event once, in the order of the feed.
    private static IEnumerable<Finding> Followed(SoakHistory run)
    {
        if (run.Followed.Count == 0) yield break;
        foreach (var twice in run.Followed.GroupBy(id => id).Where(same => same.Count() > 1)) yield return new(Fault.Doubled, $"A follower of the feed was told {twice.Key} {twice.Count()} times.");
        var ids = run.Feed.Select(fact => fact.Id).ToList();
        var told = run.Followed.Distinct().ToList();
        var expected = ids.Skip(ids.IndexOf(told[0])).Take(told.Count).ToList();
        if (expected.SequenceEqual(told)) yield break;
        foreach (var skipped in expected.Except(told)) yield return new(Fault.Lost, $"A follower of the feed was never told {skipped}.");
        foreach (var strange in told.Except(ids)) yield return new(Fault.Lost, $"A follower of the feed was told {strange}, which is not there.");
        if (expected.ToHashSet().SetEquals(told)) yield return new(Fault.Misplaced, "A follower of the feed was told its events in another order.");
    }

    private static IEnumerable<Finding> Timers(SoakHistory run)
    {
        foreach (var timer in Due(run.Feed, run.Now))
        {
            if (timer.Effects == 0 && timer.Must) yield return new(Fault.TimerMissed, $"{timer.What} of {timer.Stream} was due at {timer.At:O}, and nothing happened.");
            if (timer.Effects > 1) yield return new(Fault.TimerDoubled, $"{timer.What} of {timer.Stream}, due at {timer.At:O}, happened {timer.Effects} times.");
        }
    }

    private static IEnumerable<DueTimer> DueOf(string stream, List<FeedFact> facts)
    {
        // What somebody did to a request may have moved or ended its moments; where nobody acted after it was opened, each must come.
        var untouched = facts.Where(fact => fact.ByPerson).Select(fact => fact.Correlation).Distinct().Count() == 1;
        foreach (var fact in facts)
        {
            switch (fact.Type)
            {
                case "PolicyPublished":
                    yield return new(stream, $"Version {fact.Text("label")}", fact.Moment("effectiveFrom"), Times(facts, "PolicyBecameEffective", "label", fact), Must: !facts.Exists(one => one.Type == "PolicyWithdrawn" && one.Text("label") == fact.Text("label")));
                    break;
                case "ReviewScheduled":
                    yield return new(stream, "A review", fact.Moment("dueOn"), Times(facts, "ReviewDue", "dueOn", fact), Must: !facts.Exists(one => one.Type is "ReviewScheduled" or "PolicyRetired" or "PolicyWithdrawn" && one.Version > fact.Version));
                    break;
                case "DeadlineSet" when fact.Text("purpose") is "due" or "expiry":
                    var effect = fact.Text("purpose") == "due" ? "DeadlinePassed" : "RequestExpired";
                    yield return new(stream, $"The {fact.Text("purpose")} date", fact.Moment("at"), effect == "RequestExpired" ? facts.Count(one => one.Type == effect) : Times(facts, effect, "at", fact), Must: untouched);
                    break;
            }
        }
    }

    private static int Times(List<FeedFact> facts, string effect, string member, FeedFact cause) => facts.Count(one => one.Type == effect && one.Text(member) == cause.Text(member) && one.Text("stage") == (effect == "DeadlinePassed" ? cause.Text("stage") : one.Text("stage")));

    private static JsonElement Parsed(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static bool IsSame(JsonElement was, JsonElement now) => (was.ValueKind, now.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => was.GetPropertyCount() == now.GetPropertyCount() && was.EnumerateObject().All(member => now.TryGetProperty(member.Name, out var other) && IsSame(member.Value, other)),
        (JsonValueKind.Array, JsonValueKind.Array) => was.GetArrayLength() == now.GetArrayLength() && was.EnumerateArray().Zip(now.EnumerateArray()).All(pair => IsSame(pair.First, pair.Second)),
        (JsonValueKind.String, JsonValueKind.String) => was.GetString() == now.GetString() || (was.TryGetDateTimeOffset(out var one) && now.TryGetDateTimeOffset(out var other) && (one - other).Duration() < Apart),
        _ => was.GetRawText() == now.GetRawText(),
    };

    // Long rows are told by where they part.
    private static string Difference(string was, string now)
    {
        var at = was.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"…{Part(was, at)}… and a rebuild …{Part(now, at)}…";
    }

    private static string Part(string text, int at) => text[Math.Max(0, at - 40)..Math.Min(text.Length, at + 80)];
}

/// <summary>Views beside what a rebuild makes.</summary>
/// <param name="Findings">Where they differ.</param>
/// <param name="OtherMoments">How many rows are the same but for moments, which lie less than a minute apart: the service's clock in the one, the database's in the other.</param>
internal sealed record ViewComparison(IReadOnlyList<Finding> Findings, int OtherMoments);

/// <summary>A moment that was set, and what it left.</summary>
/// <param name="Stream">Where.</param>
/// <param name="What">What was to happen.</param>
/// <param name="At">When.</param>
/// <param name="Effects">How often it did.</param>
/// <param name="Must">Whether nothing that was done since has taken it back.</param>
internal sealed record DueTimer(string Stream, string What, DateTimeOffset At, int Effects, bool Must);
