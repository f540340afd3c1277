using Governance.Approvals;

namespace Governance.Benchmarks;

/// <summary>How the database finds the rows of an inbox and of the load.</summary>
internal static class InboxPlans
{
    /// <summary>Prints each query with its plan.</summary>
    public static Task Print(RunningService service, string person)
    {
        var inbox = $"select data from governance.mt_doc_requestline d where d.tenant_id = 'acme' and d.inboxes @> array['{RequestLine.Inbox("acme", person)}']";
        return service.Explain(
            ("the inbox, by urgency", $"{inbox} order by d.urgency limit 51"),
            ("the inbox, what is overdue", $"{inbox} and d.overdue = true order by d.urgency limit 51"),
            ("requests, the newest pending", "select data from governance.mt_doc_requestline d where d.tenant_id = 'acme' and d.state = 'Pending' order by d.id desc limit 51"),
            ("the load by person", Filled(ReadLoad.ByPerson, "6")),
            ("the load by flow", Filled(ReadLoad.ByFlow)),
            ("the load of one flow", Filled(ReadLoad.ByFlow, flow: "'approve-post'")));
    }

    private static string Filled(string sql, string? prefix = null, string flow = "null")
    {
        string[] values = prefix is null ? ["'acme'", flow, flow] : [prefix, "'acme'", flow, flow];
        return values.Aggregate(sql.Replace("{0}", "governance", StringComparison.Ordinal), (filled, value) => filled.Remove(filled.IndexOf('?', StringComparison.Ordinal), 1).Insert(filled.IndexOf('?', StringComparison.Ordinal), value));
    }
}
