using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Directory;

/// <summary>Say what another person is to somebody no longer.</summary>
/// <param name="Relation">What the other person is to this one, such as manager.</param>
/// <param name="Person">The other person's id.</param>
public sealed record UnrelatePerson(string Relation, string Person)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<UnrelatePerson>
    {
        /// <summary>A relation and a person, by their ids.</summary>
        public Validator()
        {
            RuleFor(command => command.Relation).Named();
            RuleFor(command => command.Person).Named();
        }
    }
}

/// <summary>POST /people/{personId}/unrelate.</summary>
public static class UnrelatePersonEndpoint
{
    /// <summary>Ends a relation as it was stated.</summary>
    [WolverinePost("/people/{personId}/unrelate"), Tags("Directory"), EndpointName("unrelatePerson"), EndpointSummary("End a relation to another person")]
    [EndpointDescription("The history keeps that it was.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Post(string personId, UnrelatePerson command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        DirectoryDesk.For(session, bus, http).Change(personId, new RelationEnded(command.Relation, command.Person));
}
