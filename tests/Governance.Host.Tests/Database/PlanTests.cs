using System.Text.Json;
using Governance.Audit.Past;
using Governance.Host.Tests.Api;
using Governance.Host.Tests.Audit.Ledger;
using Governance.Host.Tests.Audit.Past;

namespace Governance.Host.Tests.Database;

/// <summary>However much an organisation has, what is asked for is found by an index: PostgreSQL itself tells how it carried out each statement of each read.</summary>
public sealed class PlanTests
{
    // What these are asked for is all that there is.
    private static readonly Dictionary<string, string> ReadAll = new()
    {
        ["exportAccounts"] = "the whole register is the answer", ["summariseAccounts"] = "every account is counted", ["getLoad"] = "every open request is counted",
    };

    [Fact]
    public async Task No_question_scans_a_table_that_grows()
    {
        await using var log = await PlanLog.StartAsync();
        await using var own = new OwnService(await Service.OfItsOwn(connection: log.Connection));
        var (service, document) = (own.Value, await ApiDocument.Read(own.Value));
        var acme = await service.Found();
        var whole = new WholeOrganisation(acme);
        await whole.Begin();
        await GrownTables.Grow(acme);
        await log.Run("vacuum analyze");
        whole.Ids["eventId"] = $"{await service.Ask<Guid>("select id from governance.mt_events where tenant_id = $1 order by seq_id desc limit 1", acme.Tenant)}";
        var position = await acme.Position();
        await whole.Change();
        await service.Logged();
        await log.Begin();
        service.Database().Clear();
        service.Of<PastStore>().Database.Clear();
        var growing = await GrownTables.Names(service);
        Assert.Superset(new HashSet<string> { "mt_events_default", "mt_streams_default", "leaves", "transactions", "checkpoints", "mt_doc_registerline", "mt_doc_registerline_history" }, growing.ToHashSet());

        foreach (var read in document.Operations.Where(read => read.Method == "GET" && !ReadAll.ContainsKey(read.Id)))
            foreach (var question in new EveryQuestion(document, whole.Ids).Of(read))
            {
                await Ask(log, acme, read, question);
                if (EveryQuestion.IsOfThen(read)) await Ask(log, acme, read, EveryQuestion.With(question, $"position={position}"));
            }

        var plans = await log.Read();
        var faults = plans.SelectMany(plan => plan.Faults(growing).Select(fault => (plan, fault))).GroupBy(one => (one.plan.Whose, one.fault)).Select(one => $"{one.Key.Whose}\n  {one.Key.fault}\n  {one.First().plan.Query}");
        Assert.True(plans.Count > 1000, $"only {plans.Count} plans");
        Assert.Empty(faults);
    }

    // The first page, and the one behind it.
    private static async Task Ask(PlanLog log, Acme acme, Operation read, string question)
    {
        await log.Of($"{read.Method} {question}");
        var answer = await acme.Get(WholeOrganisation.ReaderOf(read), question);
        Assert.True(answer.Status < 500, $"{question}: {answer.Status} {answer.Body}");
        if (answer.Status == 200 && read.Parameters.Any(parameter => parameter.TryGetProperty("name", out var name) && name.GetString() == "cursor")
            && answer.Json.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.String)
            (await acme.Get(WholeOrganisation.ReaderOf(read), EveryQuestion.With(question, $"cursor={Uri.EscapeDataString(next.GetString()!)}"))).Expect(200);
    }
}
