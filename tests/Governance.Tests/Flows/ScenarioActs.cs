using Governance.Flows;

namespace Governance.Tests.Flows;

/// <summary>What people do in a <see cref="Scenario"/>, what changes around them, and the passing of time.</summary>
internal sealed partial class Scenario
{
    public Scenario Approve(string person, string? need = null, string? seat = null) => Decide(Decision.Approve, person, need, seat);

    public Scenario Reject(string person, string? need = null, string? seat = null) => Decide(Decision.Reject, person, need, seat);

    /// <summary>A person decides from their own seat, or from another's.</summary>
    public Scenario Decide(Decision decision, string person, string? need = null, string? seat = null)
    {
        var ballot = RequestGuard.BallotOf(Flow, History, seat ?? person);
        var digests = ballot.Digests.Where(d => need is null || d.Key == need).ToDictionary();
        return Append(new DecisionMade(decision, digests, ballot.Roles, need, "because"), person, seat);
    }

    public Scenario TakeBack(string person, string? need = null, string? seat = null) => Append(new DecisionTakenBack(need), person, seat);

    public Scenario Lift(string person, string whose, string stage) => Append(new RejectionLifted(stage, whose, "because"), person);

    public Scenario Withdraw(string person = Author) => Append(new RequestWithdrawn("because"), person);

    public Scenario BreakGlass(string person) => Append(new GlassBroken("because"), person);

    public Scenario Reopen(string person = Author) => Append(new RequestReopened("because"), person);

    /// <summary>Somebody hands their seat in this request alone to another.</summary>
    public Scenario Reassign(string person, string to, int days = 30) => Append(new SeatDelegated(person, to, Clock.AddDays(days)), person);

    /// <summary>A revision that changes a field and names editors.</summary>
    public RequestRevised Revision(string field, string text, string[] editors)
    {
        _fields = new(_fields) { [field] = ContentDigest.OfText(text) };
        return new RequestRevised(_fields, _subject, editors);
    }

    /// <summary>A revision in which the content says something of its subject, as contents do that come by no way of their own.</summary>
    public RequestRevised Saying(string name, string value)
    {
        _subject = new(_subject) { [name] = value };
        return new RequestRevised(ContentDigest.WithSubject(_fields, _subject), _subject, []);
    }

    public Scenario Revise(string field, string text, string by = Author, string? onBehalfOf = null)
    {
        _fields = new(_fields) { [field] = ContentDigest.OfText(text) };
        return Append(new RequestRevised(_fields, _subject, []), by, onBehalfOf);
    }

    public Scenario ReviseSubject(string name, FactValue value)
    {
        _subject = new(_subject) { [name] = value };
        return Append(new RequestRevised(_fields, _subject, []), Author);
    }

    /// <summary>The organisation adopts a newer version, which may take over.</summary>
    public Scenario Adopt(Flow newer)
    {
        if (Succession.Of(Flow, newer) is not { } replaced) return this;
        Flow = newer;
        return Append(replaced, "flows");
    }

    public Scenario Join(string group, string person) => Change(staff => staff.Join(group, person));

    public Scenario Leave(string group, string person) => Change(staff => staff.Leave(group, person));

    /// <summary>Somebody leaves the organisation.</summary>
    public Scenario Quit(string person) => Change(staff => staff.Quit(person));

    /// <summary>Somebody stands in for a person by the directory, in every request.</summary>
    public Scenario StandIn(string person, string to, int days = 30) => Change(staff => staff.StandIn(person, to, Clock.AddDays(days)));

    /// <summary>That is called off before its time.</summary>
    public Scenario NoStandIn(string person) => Change(staff => staff.NoStandIn(person));

    public Scenario Wait(TimeSpan time)
    {
        Clock += time;
        return Follow();
    }

    public Scenario Wait(int days) => Wait(TimeSpan.FromDays(days));
}
