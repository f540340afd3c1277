using Governance.Policies;
using Governance.Shared;

namespace Governance.Tests.Policies;

/// <summary>Given facts, when a command, then facts or a refusal. Facts that follow from a command join the story, so a test may go on.</summary>
internal sealed class Story
{
    public static readonly DateTimeOffset Noon = new(2027, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly HashSet<string> Areas = ["communications", "legal"];
    private static readonly HashSet<string> Clauses = ["purpose", "purpose-voice"];

    private DateTimeOffset now = Noon;
    private string actor = "p-1";
    private long version;
    private Decision<PolicyEvent> answer = Decision<PolicyEvent>.Nothing;

    public Policy? Policy { get; private set; }

    public PolicyView? View { get; private set; }

    public static Story Given(params IReadOnlyList<PolicyEvent> facts) => new Story().And(facts);

    public Story And(params IReadOnlyList<PolicyEvent> facts)
    {
        foreach (var fact in facts) Record(fact);
        return this;
    }

    /// <summary>What follows happens then.</summary>
    public Story At(DateTimeOffset moment)
    {
        now = moment;
        return this;
    }

    /// <summary>What follows is done by them.</summary>
    public Story By(string person)
    {
        actor = person;
        return this;
    }

    public Story When(object command)
    {
        answer = Decide(command, Policy, now);
        return And(answer.Facts);
    }

    public Story Then(params IReadOnlyList<PolicyEvent> facts)
    {
        Assert.Null(answer.Refusal);
        Assert.Equal(facts, answer.Facts);
        return this;
    }

    /// <summary>The command was already true, or came too early or too late to matter.</summary>
    public Story ThenNothing() => Then();

    public Story Refused(Refusal rule)
    {
        Assert.Equal(rule, answer.Refusal);
        Assert.Empty(answer.Facts);
        return this;
    }

    /// <summary>Asks the decider, whatever the command.</summary>
    public static Decision<PolicyEvent> Decide(object command, Policy? policy, DateTimeOffset now) => command switch
    {
        StartDraft start => PolicyDecider.Decide(start, policy, Areas),
        ReviseDraft revise => PolicyDecider.Decide(revise, policy!, Areas),
        ClauseCommented comment => PolicyDecider.Decide(comment, policy!, Clauses),
        CommentResolved resolution => PolicyDecider.Decide(resolution, policy!),
        PolicyAbandoned abandonment => PolicyDecider.Decide(abandonment, policy!),
        SubmitDraft submit => PolicyDecider.Decide(submit, policy!),
        SettleSubmission settle => PolicyDecider.Decide(settle, policy!),
        PublishPolicy publish => PolicyDecider.Decide(publish, policy!, now),
        TakeEffect effect => PolicyDecider.Decide(effect, policy!, now),
        PolicyWithdrawn withdrawal => PolicyDecider.Decide(withdrawal, policy!),
        RetirePolicy retire => PolicyDecider.Decide(retire, policy!),
        ReviewScheduled schedule => PolicyDecider.Decide(schedule, policy!, now),
        RaiseReview raise => PolicyDecider.Decide(raise, policy!, now),
        ReviewCompleted review => PolicyDecider.Decide(review, policy!, now),
        _ => throw new ArgumentException($"The decider knows no {command.GetType().Name}.", nameof(command)),
    };

    private void Record(PolicyEvent fact)
    {
        var recorded = new Fact<PolicyEvent>(fact, actor, now, ++version);
        Policy = PolicyDecider.Evolve(Policy, recorded, "policy/social-media");
        View = PolicyViewProjection.Fold(View, recorded, "policy/social-media");
    }
}
