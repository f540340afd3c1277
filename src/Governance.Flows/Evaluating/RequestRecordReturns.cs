namespace Governance.Flows;

/// <summary>How a request begins again: reopened, under a newer version of its flow, or from an earlier stage.</summary>
internal sealed partial class RequestRecord
{
    // Everybody decides again. A rejection that ended the request has had its effect; one that did not stays.
    private void Reopen(RequestEntry entry)
    {
        _carried?.Apply(entry, Facts!.Revision, this);
        foreach (var stage in Stages) stage.BeginAgain(entry.Version);
        if (End?.Fact is RequestRejected rejected) Settle(rejected.Stage, rejected.By, entry.Version);
        (End, Owed, Expiry, Began) = (null, null, null, entry.At);
    }

    // The stages of the newer version begin; what they keep is named by the fact, so that every reader keeps the same.
    private void Replace(FlowReplaced replaced, RequestEntry entry)
    {
        (Pinned, Expiry, Began) = ((replaced.FlowVersion, replaced.FlowDigest), null, entry.At);
        var against = _carried?.Rejections() ?? new Dictionary<string, Seat>();
        _carried?.Keep(replaced.Kept);
        foreach (var stage in Stages)
        {
            stage.BeginAnew();
            _carried?.Restore(stage, replaced.Kept, _byId.ContainsKey);
        }
        // What stood against the request stands in the version that takes over, whatever became of its need.
        foreach (var (person, seat) in against)
            if (!Stages.Any(stage => stage.Decisions.IsSpent(person, seat))) Stages[_flow.Order[0]].Decisions.Stand(person, seat);
        if (replaced.Kept.Count == 0) Revisions.Add(new Revision(Facts!.Revision, Current.Fields, entry.Actor, entry.Version));
    }

    // A stage of an older version that this one does not have may have become any of its stages.
    private void Settle(string id, IReadOnlyList<string> people, long version)
    {
        foreach (var stage in _byId.TryGetValue(id, out var one) ? [one] : _carried is null ? [] : Stages)
            foreach (var person in people) stage.Decisions.Settle(person, version);
    }

    // A stage that was open or done has lost its ground when one before it begins again: it waits, and keeps its decisions.
    private void Suspend(Stage stage)
    {
        foreach (var later in stage.Later) Stages[later].Status = StageStatus.Waiting;
    }

    private void BeginAgain(StageRecord stage, long version)
    {
        foreach (var record in stage.Stage.Later.Select(i => Stages[i]).Append(stage)) record.BeginAgain(version);
    }
}
