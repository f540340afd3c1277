using Governance.Shared;

namespace Governance.Leads;

/// <summary>Every no about leads, with what to do instead.</summary>
public static class LeadRules
{
    /// <summary>No such lead.</summary>
    public static readonly Refusal Unknown = new("lead.unknown", "There is no lead with this id. GET /leads lists them.", RefusalKind.Unknown);

    /// <summary>Rejected before.</summary>
    public static readonly Refusal Rejected = new("lead.rejected", "This lead was rejected, and that stands. Reopen it with POST /leads/{leadId}/reopen if there is a new fact.");

    /// <summary>Nothing to reopen.</summary>
    public static readonly Refusal NotRejected = new("lead.not-rejected", "Only a rejected lead is reopened. GET /leads/{leadId} says where this one stands.");

    /// <summary>Whose address cannot be used as a lead.</summary>
    public static Refusal NotAnAccount(string sentence, string field = "url") => new("lead.not-an-account", sentence, RefusalKind.Content, field);

    /// <summary>On no platform of the file.</summary>
    public static Refusal PlatformUnknown(string host, string field = "url") =>
        new("lead.platform-unknown", $"{host} is no platform that this service knows. Report it to whoever keeps policies/platforms.yaml.", RefusalKind.Content, field);

    /// <summary>No address.</summary>
    public static Refusal Unreadable(string sentence, string field = "url") => new("lead.unreadable", sentence, RefusalKind.Content, field);

    /// <summary>With the impostors.</summary>
    public static Refusal PassedOn(string caseId) => new("lead.passed-on", $"This lead is looked into as an impostor: read GET /impostors/{caseId}.");

    /// <summary>In the register.</summary>
    public static Refusal InTheRegister(string accountId) => new("lead.in-the-register", $"This account is in the register: read GET /accounts/{accountId}.");
}
