using Governance.Flows;

namespace Governance.Benchmarks;

/// <summary>
/// Three years of an organisation of 300 people: 1,500 changes of its directory, and 10,000 requests under the shipped flow
/// publish-policy, in ten areas, of which most were approved, some rejected, revised or withdrawn. Always the same.
/// </summary>
internal sealed class PastRequests
{
    private const int People = 300;
    private const int Days = 3 * 365;
    private static readonly DateTimeOffset Start = new(2023, 1, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly Random _random = new(11);
    private readonly Flow _flow;
    private readonly Dictionary<string, PersonFacts> _people = [];
    private readonly List<DirectoryChange> _changes = [];

    public PastRequests(string flow, int requests, int changes)
    {
        _flow = FlowParser.Parse(flow, "publish-policy.yaml").Flow!;
        for (var i = 0; i < People; i++) Become($"p-{i:000}", Start, PersonFacts.Only($"p-{i:000}") with { Roles = i % 10 == 1 ? [new RoleHeld("policy-owner", Area(i / 10))] : [], Groups = Groups(i) });
        Histories = [.. Enumerable.Range(0, requests).Select(i => One(i, Start.AddDays((double)Days * i / requests), i * changes / requests))];
    }

    public DirectoryTimeline Directory => new(_changes);

    public IReadOnlyList<IReadOnlyList<RequestEntry>> Histories { get; }

    private List<RequestEntry> One(int number, DateTimeOffset at, int changed)
    {
        // Somebody joins or leaves a group now and then.
        while (_changes.Count - People < changed) Move(at);
        var (history, author) = (new List<RequestEntry>(), Person());
        Record(new ApprovalRequested(_flow.Name, _flow.Version, _flow.Digest, _flow.Subject, $"s-{number}", "A policy", new Dictionary<string, FactValue> { ["area"] = Area(number % 10) }, Fields(number), author, [], author), author);
        for (var tries = 0; tries < 40 && Evaluator.Evaluate(_flow, history) is { State: RequestState.Pending or RequestState.ChangesRequested } now; tries++)
        {
            at = at.AddHours(_random.Next(1, 20));
            if (_random.Next(60) == 0) Record(new RequestWithdrawn("No."), author);
            else if (now.State == RequestState.ChangesRequested || _random.Next(40) == 0) Record(new RequestRevised(Fields(number + tries), new Dictionary<string, FactValue> { ["area"] = Area(number % 10) }, []), author);
            // Whoever rejected looks at the next revision first.
            else if (now.Stages.SelectMany(stage => stage.Rejections.Standing).FirstOrDefault() is { } against) Decide(against.Person, Decision.Approve);
            else if (now.Stages.SelectMany(stage => stage.Needs).SelectMany(need => need.CouldAct).OrderBy(_ => _random.Next()).FirstOrDefault() is { } person) Decide(person, _random.Next(25) == 0 ? Decision.Reject : Decision.Approve);
            else Record(new RequestWithdrawn("No."), author);
        }

        return history;

        void Decide(string person, Decision decision)
        {
            var ballot = RequestGuard.BallotOf(_flow, history, person);
            Record(new DecisionMade(decision, ballot.Digests, ballot.Roles, null, "Because."), person);
        }

        void Record(RequestEvent fact, string actor)
        {
            history.Add(new RequestEntry(fact, actor, null, at, history.Count + 1));
            var populations = PeopleResolver.Resolve(_flow, RequestFacts.After(history)!, _people.Values, at);
            foreach (var follows in Advance.Next(_flow, history, populations, at)) history.Add(new RequestEntry(follows, "flows", null, at, history.Count + 1));
        }
    }

    // As many leave a group as join it.
    private void Move(DateTimeOffset at)
    {
        var group = ((string[])["legal", "communications", "executives", "football"])[_random.Next(4)];
        var members = _people.Values.Where(person => person.Groups.Contains(group)).OrderBy(person => person.Id, StringComparer.Ordinal).ToList();
        var facts = members.Count > 10 ? members[_random.Next(members.Count)] : _people[Person()];
        Become(facts.Id, at, facts with { Groups = facts.Groups.Contains(group) ? [.. facts.Groups.Where(other => other != group)] : [.. facts.Groups, group] });
    }

    private void Become(string person, DateTimeOffset at, PersonFacts facts)
    {
        _people[person] = facts;
        _changes.Add(new DirectoryChange(at, person, facts));
    }

    private string Person() => $"p-{_random.Next(People):000}";

    private static string Area(int number) => $"area-{number % 10}";

    private static string[] Groups(int person) => (person % 30) switch { 2 => ["legal"], 3 => ["communications"], 4 => ["executives"], _ => [] };

    private Dictionary<string, string> Fields(int number) => _flow.Content.Bind.ToDictionary(name => name, name => ContentDigest.OfText($"{name} {number % 100}"));
}
