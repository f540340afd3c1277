using System.Text.Json;
using Governance.Audit.Past;
using Governance.Host.Tests.Api;
using Governance.Host.Tests.Audit.Ledger;
using Governance.Host.Tests.Audit.Past;
using Governance.Host.Tests.Policies;

namespace Governance.Host.Tests.Database;

/// <summary>However much an organisation has, what is asked for is found by an index: PostgreSQL itself tells how it carried out each statement of each read.</summary>
public sealed class PlanTests
{
    // What these are asked for is all that there is.
    private static readonly Dictionary<string, string> ReadAll = new()
    {
        ["exportAccounts"] = "the whole register is the answer",
        ["summariseAccounts"] = "every account is counted",
        ["getLoad"] = "every open request is counted",
    };

    // What reads more than it shows, and why that may be.
    private static readonly (string Question, string Statement, string Why)[] Known =
    [
        ("inForceOn=", "jsonb_array_elements(d.data -> 'versions')", "the versions of every policy are looked at: people write policies one by one, and an organisation has hundreds"),
        ("/impostors?overdue=true", "_doc_impostorview", "late is one of two moments, and cases are as few as impostors"),
        ("/delegations?", "past.mt_doc_person", "of then, everybody who ever gave a delegation is looked at"),
        // Nobody asked: it goes on beside the reads.
        ("", "d.data ->> 'flowDigest' !=", "requests of older versions of a flow are told so, all that are open"),
    ];

    [Fact]
    public async Task No_question_scans_a_table_that_grows()
    {
        await using var log = await PlanLog.StartAsync();
        await using var own = new OwnService(await Service.OfItsOwn(connection: log.Connection));
        var (service, document) = (own.Value, await ApiDocument.Read(own.Value));
        var acme = await service.Found();
        var whole = new WholeOrganisation(acme);
        await whole.Begin();
        await whole.Change();
        await GrownTables.Grow(acme);
        // What is appended now is signed with all that was copied before.
        await acme.Draft("after-the-copies");
        await log.Run("vacuum analyze");
        whole.Ids["eventId"] = $"{await service.Ask<Guid>("select id from governance.mt_events where tenant_id = $1 order by seq_id desc limit 1", acme.Tenant)}";
        var position = await acme.Position();
        await acme.Draft("later-policy");
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
        Assert.True(plans.Count > 1000, $"only {plans.Count} plans");
        var faults = from plan in plans
                     where !Known.Any(known => plan.Whose.Contains(known.Question, StringComparison.Ordinal) && plan.Query.Contains(known.Statement, StringComparison.Ordinal))
                     from fault in plan.Faults(growing)
                     group plan by (plan.Whose, fault) into same
                     select $"{same.Key.Whose}\n  {same.Key.fault}\n  {same.First().Query}";
        if (string.Join("\n\n", faults) is { Length: > 0 } said) Assert.Fail(said);
    }

    // The first page, and the one behind it.
    private static async Task Ask(PlanLog log, Acme acme, Operation read, string question)
    {
        await log.Of($"{read.Method} {question}");
        var answer = await acme.Get(WholeOrganisation.ReaderOf(read), question);
        Assert.True(answer.Status is 200 or 404, $"{question}: {answer.Status} {answer.Body}");
        if (answer.Status == 200 && read.Parameters.Any(parameter => parameter.TryGetProperty("name", out var name) && name.GetString() == "cursor")
            && answer.Json.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.String)
            (await acme.Get(WholeOrganisation.ReaderOf(read), EveryQuestion.With(question, $"cursor={Uri.EscapeDataString(next.GetString()!)}"))).Expect(200);
    }
}
