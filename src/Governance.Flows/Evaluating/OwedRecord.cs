namespace Governance.Flows;

/// <summary>What the facts behind an end add up to: the review of a broken glass, or the next confirmation of an approval.</summary>
internal sealed class OwedRecord(Stage stage, DeadlinePurpose purpose, DateTimeOffset since)
{
    public StageRecord Stage { get; private set; } = new(stage);

    public DeadlinePurpose Purpose => purpose;

    /// <summary>From when its time is counted: the end, or the last confirmation.</summary>
    public DateTimeOffset Since { get; private set; } = since;

    /// <summary>Until when; null while that has not been computed.</summary>
    public DeadlineSet? Deadline { get; private set; }

    public bool Passed { get; private set; }

    /// <summary>The review that was done.</summary>
    public BreakGlassReviewed? Reviewed { get; private set; }

    /// <summary>That it was undone.</summary>
    public BreakGlassUndone? Undone { get; private set; }

    /// <summary>Whether nothing is left to do.</summary>
    public bool Settled => Reviewed is not null || Undone is not null;

    public static OwedRecord? Behind(RequestEntry end, Flow flow) => end.Fact switch
    {
        GlassBroken when flow.Review is { } review => new(review, DeadlinePurpose.Review, end.At),
        RequestApproved when flow.Confirmation is { } confirmation => new(confirmation, DeadlinePurpose.Confirmation, end.At),
        _ => null,
    };

    public void Apply(RequestEntry entry, RequestRecord record)
    {
        switch (entry.Fact)
        {
            case DecisionMade made: record.Decide(entry, made, [Stage]); break;
            case DecisionTakenBack back: record.TakeBack(entry, back, [Stage]); break;
            case DeadlineSet deadline when deadline.Purpose == purpose: Deadline = deadline; break;
            case DeadlinePassed passed when passed.Purpose == purpose: Passed = true; break;
            case BreakGlassReviewed reviewed: Reviewed = reviewed; break;
            case BreakGlassUndone undone: Undone = undone; break;
            case ApprovalConfirmed: BeginAgain(entry); break;
            case SeatDelegated seat: record.Seats.Hand(seat); break;
            case SeatReturned seat: record.Seats.Return(seat); break;
            default:
                if (StageFacts.IdIn(entry.Fact) == stage.Id) Stage.Apply(entry, record);
                break;
        }
    }

    private void BeginAgain(RequestEntry entry) => (Stage, Since, Deadline, Passed) = (new StageRecord(stage), entry.At, null, false);
}
