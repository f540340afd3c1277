namespace Governance.Benchmarks;

/// <summary>How the database finds the rows of a register's page: a sequential scan of 10,000 rows is printed as what it is.</summary>
internal static class RegisterPlans
{
    private const string Rows = "select data from governance.mt_doc_policyview d where d.tenant_id = 'acme'";

    private static readonly string[] Queries =
    [
        $"{Rows} order by d.id limit 51",
        $"{Rows} and d.id > 'policy/social-media-policy-05000' order by d.id limit 51",
        $"{Rows} and d.state = (select max(state) from governance.mt_doc_policyview) order by d.id limit 51",
        $"{Rows} and d.profilearea = 'legal' order by d.profiletitle, d.id limit 51",
        $"{Rows} order by d.updated_at desc, d.id limit 51",
        $"{Rows} and d.review_due_on is not null and d.review_due_on < '2100-01-01' order by d.id limit 51",
        $"{Rows} and d.draftstatus = 'changesRequested' order by d.id limit 51",
    ];

    /// <summary>Prints each query with its plan.</summary>
    public static Task Print(RunningService service) => service.Explain([.. Queries.Select(query => (query[Rows.Length..].Trim(), query))]);
}
