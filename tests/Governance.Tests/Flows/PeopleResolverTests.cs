using Governance.Flows;

namespace Governance.Tests.Flows;

public class PeopleResolverTests
{
    private static readonly PersonFacts[] People =
    [
        PersonFacts.Only("p-5") with { Grade = 7, Area = "legal", Relations = [new("manager", "p-9")] },
        PersonFacts.Only("p-1") with { Groups = ["legal"], Roles = [new("owner", "legal"), new("owner", "people")], Relations = [new("manager", "p-2"), new("manager", "p-gone")] },
        PersonFacts.Only("p-2") with { Groups = ["legal", "comms"], Roles = [new("owner", "marketing")], Grade = 6, Area = "marketing" },
        PersonFacts.Only("p-3") with { Roles = [new("owner")], Grade = 8, Area = "legal", Attributes = new Dictionary<string, FactValue> { ["clearance"] = "2.5", ["sworn"] = true } },
        PersonFacts.Only("p-4") with { Area = "legal" },
    ];

    private static readonly RequestFacts Request = new(
        new Dictionary<string, FactValue> { ["area"] = "legal", ["lead"] = "p-5", ["urgent"] = true }, "thing", "t", "T", "p-1", "p-4", new HashSet<string>(), 1);

    [Theory]
    [InlineData("{group: legal}", "p-1 p-2")]
    [InlineData("{group: nobody}", "")]
    [InlineData("{person: p-4}", "p-4")]
    [InlineData("{person: p-404}", "")]
    [InlineData("{role: owner, of: subject.area}", "p-1 p-3")]
    [InlineData("{role: owner, of: marketing}", "p-2 p-3")]
    [InlineData("{role: owner}", "p-1 p-2 p-3")]
    [InlineData("{relation: manager, of: request.author}", "p-2")]
    [InlineData("{relation: manager, of: subject.lead}", "")]
    [InlineData("{where: \"person.grade >= 6 and person.area == subject.area\"}", "p-3 p-5")]
    [InlineData("{where: \"'legal' in person.groups and 'owner' in person.roles\"}", "p-1 p-2")]
    [InlineData("{where: \"person.clearance > 2.25 and person.sworn\"}", "p-3")]
    [InlineData("{where: \"not (person.grade > 6)\"}", "p-2")]
    [InlineData("{where: \"person.id == request.requester\"}", "p-4")]
    [InlineData("{group: nobody, otherwise: fallback}", "p-4")]
    [InlineData("{group: legal, otherwise: fallback}", "p-1 p-2")]
    public void A_rule_finds(string rule, string people) => Assert.Equal(people, string.Join(' ', Resolve(rule).Members["tested"]));

    [Theory]
    [InlineData("{role: owner, of: subject.absent}", "`subject.absent` cannot be evaluated: the subject has no `absent`.")]
    [InlineData("{role: owner, of: subject.urgent}", "`subject.urgent` cannot be evaluated: it is not text.")]
    [InlineData("{where: \"person.area == subject.absent\"}", "`person.area == subject.absent` cannot be evaluated: the subject has no `absent`.")]
    [InlineData("{where: \"person.clearance == true\"}", "`person.clearance == true` cannot be evaluated: `person.clearance == true` compares values of different types.")]
    [InlineData("{where: \"subject.absent == 'x'\", otherwise: fallback}", "`subject.absent == 'x'` cannot be evaluated: the subject has no `absent`.")]
    public void A_rule_that_cannot_be_evaluated_finds_nobody_and_says_why(string rule, string why)
    {
        var populations = Resolve(rule);
        Assert.DoesNotContain("tested", populations.Members.Keys);
        Assert.Equal(why, populations.Unresolved["tested"]);
    }

    private static Populations Resolve(string rule)
    {
        var parse = FlowParser.Parse($"""
            flow: people
            version: 1
            subject: thing
            title: People
            content: {"{bind: [body]}"}
            people:
              tested: {rule}
              fallback: {"{person: p-4}"}
            stages:
              - {"{id: review, all: [{id: one, approve: 1, of: tested}]}"}
            """, "people.yaml");
        return PeopleResolver.Resolve(parse.Flow ?? throw new InvalidOperationException(string.Join("\n", parse.Errors)), Request, People, default);
    }
}
