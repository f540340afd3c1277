using Marten;
using Marten.Schema;
using Weasel.Postgresql.Tables;

namespace Governance.Accounts;

/// <summary>Columns and indexes of the register: whoever lists, renames or claims an address at the same moment waits here for the first, and is refused.</summary>
public static class AccountTables
{
    private const string Tenant = "tenant_id";

    /// <summary>Adds the tables.</summary>
    public static void AddAccountTables(this StoreOptions store)
    {
        store.Schema.For<RegisterLine>();
        store.Policies.ForAllDocuments(mapping =>
        {
            if (mapping.DocumentType == typeof(RegisterLine)) Lines(mapping);
        });
    }

    private static void Lines(DocumentMapping mapping)
    {
        foreach (var column in (string[])
            [
                nameof(RegisterLine.AddressKey), nameof(RegisterLine.IdentityKey), nameof(RegisterLine.BearsHandle), nameof(RegisterLine.SortKey), nameof(RegisterLine.Platform), nameof(RegisterLine.Unit), nameof(RegisterLine.Owner), nameof(RegisterLine.State),
                nameof(RegisterLine.Class), nameof(RegisterLine.Level), nameof(RegisterLine.Overdue), nameof(RegisterLine.Disputed), nameof(RegisterLine.Governed), nameof(RegisterLine.OutThere), nameof(RegisterLine.Unclaimed),
            ]) mapping.DuplicateField(column);
        var address = mapping.AddIndex(Tenant, "address_key");
        (address.Name, address.IsUnique, address.Predicate) = ("mt_doc_registerline_one_address", true, "bears_handle");
        var identity = mapping.AddIndex(Tenant, "identity_key");
        (identity.Name, identity.IsUnique, identity.Predicate) = ("mt_doc_registerline_one_identity", true, "bears_handle and identity_key is not null");
        // A stranger names an address and no organisation.
        var official = mapping.AddIndex("address_key");
        (official.Name, official.Predicate) = ("mt_doc_registerline_official", "bears_handle and governed");
        mapping.DuplicateField(nameof(RegisterLine.People), "text[]");
        mapping.AddIndex("people").Method = IndexMethod.gin;
        mapping.DuplicateField(nameof(RegisterLine.Addresses), "text[]");
        mapping.AddIndex("addresses").Method = IndexMethod.gin;
        mapping.AddIndex(Tenant, "sort_key");
        foreach (var column in (string[])["platform", "unit", "owner", "state", "class", "level", "governed", "unclaimed", "overdue", "disputed", "out_there"]) mapping.AddIndex(Tenant, column, "sort_key");
    }
}
