using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Directory;

/// <summary>Say what another person is to somebody.</summary>
/// <param name="Relation">What the other person is to this one, such as manager.</param>
/// <param name="Person">The other person's id.</param>
public sealed record RelatePerson(string Relation, string Person)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<RelatePerson>
    {
        /// <summary>A relation and a person, by their ids.</summary>
        public Validator()
        {
            RuleFor(command => command.Relation).Named();
            RuleFor(command => command.Person).Named();
        }
    }
}

/// <summary>POST /people/{personId}/relate.</summary>
public static class RelatePersonEndpoint
{
    /// <summary>The other person must be there.</summary>
    [WolverinePost("/people/{personId}/relate"), Tags("Directory"), EndpointName("relatePerson"), EndpointSummary("State a relation to another person")]
    [EndpointDescription("Flows ask for people by relation, such as the manager of whoever submitted.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Post(string personId, RelatePerson command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        DirectoryDesk.For(session, bus, http).Change(personId, new RelationStated(command.Relation, command.Person));
}
