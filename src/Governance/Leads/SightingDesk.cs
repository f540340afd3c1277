using Governance.Platforms;
using Governance.Shared;
using JasperFx.Events;
using Marten;

namespace Governance.Leads;

/// <summary>What became of one sighting.</summary>
/// <param name="Outcome">What it is.</param>
/// <param name="LeadId">The lead; absent when the sighting was refused.</param>
/// <param name="Url">The canonical address; absent when the sighting was refused.</param>
/// <param name="AccountId">The account of the register that it is, or absent.</param>
/// <param name="CaseId">The case that looks into it, or absent.</param>
/// <param name="Code">The code of a refusal, or absent.</param>
/// <param name="Sentence">Why it was refused and what would be right, or absent.</param>
public sealed record SightingAnswer(
    SightingOutcome Outcome, string? LeadId = null, string? Url = null, string? AccountId = null, string? CaseId = null, string? Code = null, string? Sentence = null);

/// <summary>
/// Where sightings are recorded, many in one transaction: reads each address, looks for it in the register, asks the decider, appends.
/// It saves nothing itself.
/// </summary>
public static class SightingDesk
{
    /// <summary>Records sightings and tells of each, in their order; two of one account in one call are two sightings of one lead.</summary>
    public static async Task<IReadOnlyList<SightingAnswer>> Record(
        IDocumentSession session, PlatformShelf shelf, IReadOnlyList<ReportSighting> sightings, SightingMeans how, CancellationToken cancellation)
    {
        var read = sightings.Select(sighting => (Sighting: sighting, Reading: SightingReading.Of(shelf, sighting))).ToList();
        var addresses = read.Select(one => one.Reading.Address).OfType<AccountAddress>().DistinctBy(address => address.Key).ToList();
        var accounts = await KnownAccounts.Of(session, addresses, cancellation);
        var leads = await Open(session, addresses, cancellation);
        return [.. read.Select(one => one.Reading is { Address: { } address }
            ? leads[address.Key].See(address, one.Sighting, how, accounts.Find(address))
            : new SightingAnswer(SightingOutcome.Refused, Code: one.Reading.Refusal!.Code, Sentence: one.Reading.Refusal.Sentence))];
    }

    private static async Task<Dictionary<string, OpenLead>> Open(IDocumentSession session, IReadOnlyList<AccountAddress> addresses, CancellationToken cancellation)
    {
        var batch = session.CreateBatchQuery();
        var streams = addresses.Select(address => (address.Key, Stream: batch.Events.FetchForWriting<Lead>(LeadKeys.StreamOf(address)))).ToList();
        await batch.Execute(cancellation);
        var open = new Dictionary<string, OpenLead>();
        foreach (var (key, stream) in streams) open[key] = new OpenLead(await stream);
        return open;
    }

    // A lead while its sightings are recorded: later ones see what earlier ones did.
    private sealed class OpenLead(IEventStream<Lead> stream)
    {
        private Lead? lead = stream.Aggregate;

        public SightingAnswer See(AccountAddress address, ReportSighting sighting, SightingMeans how, string? account)
        {
            var outcome = LeadDecider.OutcomeOf(lead, account);
            foreach (var fact in LeadDecider.Decide(sighting.FactOf(address, how), lead, account).Facts)
            {
                stream.AppendOne(fact);
                lead = LeadDecider.Evolve(lead, fact, stream.Key!);
            }

            return new(outcome, StreamKeys.IdOf(stream.Key!), lead!.Url, account ?? lead.AccountId, lead.CaseId);
        }
    }
}
