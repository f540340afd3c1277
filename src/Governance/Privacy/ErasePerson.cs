using FluentValidation;
using Governance.Directory;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Privacy;

/// <summary>Erase who somebody is, for good. Nobody can take it back.</summary>
/// <param name="LegalBasis">On what legal basis.</param>
/// <param name="Reference">The organisation's own reference, such as the number of the person's request; up to 200 characters. It stays in the history for ever and names nobody.</param>
public sealed record ErasePerson(ErasureBasis? LegalBasis, string? Reference)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ErasePerson>
    {
        /// <summary>A basis, and perhaps a reference.</summary>
        public Validator()
        {
            RuleFor(command => command.LegalBasis).NotNull().WithMessage("Say on what legal basis: noLongerNeeded, consentWithdrawn, objection, unlawfullyKept, legalObligation or childsData.");
            RuleFor(command => command.Reference).MaximumLength(200).WithMessage("Keep it to 200 characters.");
        }
    }
}

/// <summary>POST /people/{personId}/erase.</summary>
public static class ErasePersonEndpoint
{
    private static readonly Refusal NotFinished = new(
        "person.erasure-not-finished", "The erasure is recorded, but the keys could not be destroyed yet. It is tried again until they are; send the same request again to see whether they are.");

    /// <summary>The fact is committed first, then the keys go: a crash in between is finished at the next start, and a failure is tried again by a durable message.</summary>
    [WolverinePost("/people/{personId}/erase"), Tags("Directory"), EndpointName("erasePerson"), EndpointSummary("Erase who somebody is")]
    [EndpointDescription("Of somebody who has left: their name, address, sign-in, and the reasons that were about them, everywhere, in every history and in every backup of the database. What they did stays, under the pseudonym, and its proofs hold. The erasure is itself a fact, with its basis. It cannot be undone.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Post(string personId, ErasePerson command, IDocumentSession session, IMessageBus bus, Erasures erasures, PersonalKeys ring, HttpContext http)
    {
        var directory = DirectoryDesk.For(session, bus, http);
        var desk = directory.Desk;
        var stream = await desk.Open<Person>(StreamKeys.Person(personId));
        if (stream.Aggregate is not { } person) return desk.Refuse(DirectoryRules.PersonUnknown);
        if (desk.Stale(stream) is { } stale) return desk.Refuse(stale);
        var erasing = new PersonErased(ring.Folder.KeysOf(directory.About(personId)), command.LegalBasis!.Value, command.Reference);
        var decision = DirectoryDecider.Decide(erasing, person);
        if (decision.Refusal is { } no) return desk.Refuse(no);
        directory.SignIns.Become(personId, null);
        await bus.PublishAsync(new CarryOutErasure(desk.Caller.Tenant, personId), new DeliveryOptions { TenantId = desk.Caller.Tenant });
        var receipt = Receipt.Of(stream.Key!, stream.CurrentVersion ?? 0, desk.AppendSealed(stream, decision.Facts), new Links(DirectoryDesk.Self(personId)));
        await session.SaveChangesAsync(desk.Aborted);
        if (!await erasures.CarryOut(desk.Caller.Tenant, personId)) return Problem.Reply(http, StatusCodes.Status503ServiceUnavailable, NotFinished);
        // Only now is it remembered: a repeated key must not be told that it is done while it is not.
        return desk.Answer(Reply.Of(StatusCodes.Status200OK, receipt, receipt.Version));
    }
}
