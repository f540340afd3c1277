namespace Governance.Flows;

/// <summary>Explains approvals of earlier content: what changed since, in which revision, by whom; or that it has returned.</summary>
internal static class Staleness
{
    public static NotCounted Explain(Judge judge, Need need, string person, Seat seat)
    {
        var seen = seat.Revision;
        while (seen > 0 && judge.Digest(need, seen) != seat.DigestOf(need)) seen--;
        if (seen == 0) return new(person, WhyNot.UnknownDigest, $"{person} approved a content this request never had.");
        var (changes, told) = judge.ChangesSince(need, seen);
        return new(person, WhyNot.Stale, $"{person} approved revision {seen}; since then {told}.", Changes: changes);
    }

    /// <summary>A sentence when the content an approval is for had changed since and has returned, else null.</summary>
    public static string? Revived(Judge judge, Need need, Seat seat)
    {
        for (var revision = judge.Record.Current.Number - 1; revision > seat.Revision; revision--)
            if (judge.Digest(need, revision) != seat.DigestOf(need))
                return $"{seat.Entry.Actor} approved in revision {seat.Revision}; revision {revision + 1} returned to that content, so the approval counts again.";
        return null;
    }

    /// <summary>What changed of a need's content since a revision, and the same in words.</summary>
    public static (IReadOnlyList<FieldChange> Changes, string Told) Since(List<Revision> revisions, Need need, int seen)
    {
        var changes = new List<FieldChange>();
        foreach (var field in need.Bind.Concat(revisions[seen - 1].Fields.Keys.Union(revisions[^1].Fields.Keys).Where(ContentDigest.IsOfSubject).Order(StringComparer.Ordinal)))
        {
            if (Same(revisions[seen - 1], revisions[^1], field)) continue;
            var last = revisions.Count;
            while (Same(revisions[last - 1], revisions[last - 2], field)) last--;
            changes.Add(new FieldChange(field, last, revisions[last - 1].By));
        }
        return (changes, string.Join(", ", changes.Select(c => $"{c.Field} changed in revision {c.Revision} by {c.By}")));
    }

    private static bool Same(Revision a, Revision b, string field) => a.Fields.GetValueOrDefault(field) == b.Fields.GetValueOrDefault(field);
}
