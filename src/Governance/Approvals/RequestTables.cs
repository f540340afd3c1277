using Marten;
using Marten.Schema;
using Weasel.Postgresql.Tables;

namespace Governance.Approvals;

/// <summary>Columns and indexes of requests: what lists sort and filter by stands in columns of its own, and nothing indexes a history.</summary>
public static class RequestTables
{
    private const string Tenant = "tenant_id";

    /// <summary>Adds the tables.</summary>
    public static void AddRequestTables(this StoreOptions store)
    {
        store.Schema.For<ContentText>();
        store.Schema.For<Request>();
        store.Schema.For<RequestLine>();
        store.Schema.For<RequestLook>().UseNumericRevisions(true);
        store.Policies.ForAllDocuments(mapping =>
        {
            if (mapping.DocumentType == typeof(Request)) Requests(mapping);
            if (mapping.DocumentType == typeof(RequestLine)) Lines(mapping);
        });
    }

    private static void Requests(DocumentMapping mapping)
    {
        foreach (var column in (string[])[nameof(Request.State), nameof(Request.Flow), nameof(Request.SubjectType), nameof(Request.SubjectId), nameof(Request.IsOpen)]) mapping.DuplicateField(column);
        mapping.AddIndex(Tenant, "state");
        mapping.AddIndex(Tenant, "subject_type", "id");
        // Whoever opens a request about the same subject at the same moment waits here for the first, and is refused.
        var one = mapping.AddIndex(Tenant, "flow", "subject_id");
        (one.Name, one.IsUnique, one.Predicate) = ("mt_doc_request_one_open", true, "is_open");
    }

    private static void Lines(DocumentMapping mapping)
    {
        foreach (var column in (string[])
            [
                nameof(RequestLine.State), nameof(RequestLine.Flow), nameof(RequestLine.SubjectType), nameof(RequestLine.SubjectId), nameof(RequestLine.OpenedAt),
                nameof(RequestLine.Overdue), nameof(RequestLine.IsOpen), nameof(RequestLine.IsLive), nameof(RequestLine.IsException), nameof(RequestLine.Urgency),
            ]) mapping.DuplicateField(column);
        mapping.DuplicateField(nameof(RequestLine.Inboxes), "text[]");
        mapping.AddIndex("inboxes").Method = IndexMethod.gin;
        mapping.AddIndex(Tenant, "subject_id", "id");
        mapping.AddIndex(Tenant, "state", "id");
        mapping.AddIndex(Tenant, "flow", "id");
        mapping.AddIndex(Tenant, "subject_type", "id");
        // Few are, among many.
        foreach (var few in (string[])["overdue", "is_exception"])
        {
            var index = mapping.AddIndex(Tenant, few, "id");
            (index.Name, index.Predicate) = ($"mt_doc_requestline_{few}", few);
        }

        var live = mapping.AddIndex(Tenant, "is_live", "flow", "id");
        (live.Name, live.Predicate) = ("mt_doc_requestline_live", "is_live");
    }
}
