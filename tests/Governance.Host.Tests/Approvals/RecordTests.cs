using Governance.Flows;
using Governance.Host.Tests.Policies;

namespace Governance.Host.Tests.Approvals;

/// <summary>What an auditor takes away from a request.</summary>
public sealed class RecordTests(Service service)
{
    [Fact]
    public async Task Whoever_has_the_record_and_the_text_of_the_flow_tells_the_same_outcome_without_the_service()
    {
        var acme = await service.Found();
        var (_, request) = await acme.Reviewed();
        (await acme.Decide(Acme.Executive, request)).Expect(200);
        var record = (await acme.Get(Acme.Auditor, $"{request}/record")).Expect(200);
        var text = (await acme.Get(Acme.Auditor, "/flows/publish-policy")).Expect(200).Text("current", "text");
        var history = FlowHistory.Read(record.Body, "record.json").History!;
        var told = history.Evaluate(FlowParser.Parse(text, "flow.yaml").Flow!);
        var served = (await acme.Get(Acme.Auditor, request)).Expect(200);
        Assert.Equal(RequestState.Approved, told.State);
        Assert.Equal((served.Text("explanation", "sentence"), served.Text("explanation", "content")), (told.Sentence, told.Content));
        Assert.Equal(served.ETag, record.ETag);
    }

    [Fact]
    public async Task The_history_of_a_request_says_who_decided_what_and_what_followed()
    {
        var acme = await service.Found();
        var (_, request) = await acme.Reviewed();
        var lines = (await acme.Get(Acme.Auditor, $"{request}/history?limit=200")).Expect(200).At("items").EnumerateArray().ToList();
        Assert.Equal(await acme.Facts(request), lines.Select(line => line.GetProperty("type").GetString()!));
        Assert.Contains(lines, line => line.GetProperty("sentence").GetString()!.Contains("completed the stage review", StringComparison.Ordinal));
    }

    [Fact]
    public async Task There_is_no_record_and_no_history_of_a_request_that_never_was()
    {
        var acme = await service.Found();
        (await acme.Get(Acme.Auditor, "/requests/none/record")).Expect(404, "request.unknown");
        (await acme.Get(Acme.Auditor, "/requests/none/history")).Expect(404, "request.unknown");
    }
}
