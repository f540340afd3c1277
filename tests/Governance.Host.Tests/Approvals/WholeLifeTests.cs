using Governance.Host.Tests.Policies;

namespace Governance.Host.Tests.Approvals;

/// <summary>One whole life of a post and one of an exception to a policy: nothing about policies is baked into the engine.</summary>
public sealed class WholeLifeTests(Service service)
{
    [Fact]
    public async Task A_paid_post_in_a_crisis_is_corrected_read_by_a_second_reader_and_legal_and_agreed_by_an_executive()
    {
        var acme = await service.Found();
        var subject = new { topic = "crisis", paid = true };
        var request = await acme.AskPost("recall-7", "Our charger gets warm.", subject);
        Assert.Equal([request], await acme.Inbox(Acme.OtherComms));
        Assert.Equal([request], await acme.Inbox(Posts.Counsel));
        (await acme.Decide(Acme.OtherComms, request)).Expect(200);
        (await acme.Decide(Posts.Counsel, request, "request-changes", "Say what people should do.")).Expect(200);
        Assert.Equal("changes-requested", await acme.State(request));

        (await acme.Correct(request, "Unplug our charger: it gets warm.", subject: subject)).Expect(200);
        Assert.Contains("Unplug", (await acme.Get(Acme.OtherComms, $"{request}/changes")).Body, StringComparison.Ordinal);
        (await acme.Decide(Posts.Counsel, request)).Expect(200);
        var closing = (await acme.Decide(Acme.OtherComms, request)).Expect(200);
        Assert.Equal(["DecisionMade", "StageClosed", "StageOpened"], Posts.Names(closing.At("facts"), "type"));

        Assert.Equal([request], await acme.Inbox(Acme.Executive));
        var last = (await acme.Decide(Acme.Executive, request)).Expect(200);
        Assert.Equal(["DecisionMade", "StageClosed", "RequestApproved"], Posts.Names(last.At("facts"), "type"));
        Assert.Equal("approved", await acme.State(request));
        Assert.Empty(await acme.Inbox(Acme.OtherExecutive));
    }

    [Fact]
    public async Task A_long_critical_exception_goes_from_assessment_to_decision_back_and_to_its_end()
    {
        var acme = await service.Found();
        var request = await Ask(acme);
        // The manager of whoever asks, the policy's owner in the area, and security.
        foreach (var person in (string[])[Acme.Executive, "p-1007", "p-1008"]) (await acme.Decide(person, request)).Expect(200);
        (await acme.Decide(Acme.OtherExecutive, request, "reject", "Who is the second person?")).Expect(200);
        Assert.Equal("before-return", (await acme.NotCounted(request, "owner", "p-1007")).GetProperty("reason").GetString());
        Assert.Equal([request], await acme.Inbox("p-1007"));

        (await acme.Post(Acme.Owner, $"{request}/revise", new { subject = Subject, fields = Exception("Dana is present as a second person.") })).Expect(200);
        foreach (var person in (string[])[Acme.Executive, "p-1007", "p-1008"]) (await acme.Decide(person, request)).Expect(200);
        Assert.Equal("pending", (await acme.Need(request, "accountable")).GetProperty("state").GetString());
        foreach (var person in (string[])[Acme.OtherExecutive, Acme.Drafter, Acme.OtherDrafter]) (await acme.Decide(person, request)).Expect(200);
        Assert.Equal("approved", await acme.State(request));
        Assert.Equal(["p-1001", "p-1002"], await acme.Counted(request, "legal"));
    }

    private static readonly object Subject = new { area = "marketing", risk = "critical", days = "31" };

    private static Dictionary<string, string> Exception(string compensation) => new()
    {
        ["accounts"] = "@acme-festival",
        ["clauses"] = "4.2",
        ["compensation"] = compensation,
        ["expiresOn"] = "2027-02-01",
        ["justification"] = "No company device on site.",
        ["policy"] = "account-security 2.0",
        ["contact"] = "dara@acme.example",
    };

    private static async Task<string> Ask(Acme acme) => $"/requests/{(await acme.Post(Acme.Owner, "/requests", new
    {
        flow = "policy-exception",
        subjectId = "festival-device",
        title = "Personal device for the festival account",
        subject = Subject,
        fields = Exception("A second person is present."),
    })).Expect(201).Text("id")}";
}
