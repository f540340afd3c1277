using Governance.Shared;
using Marten;

namespace Governance.Directory;

/// <summary>Who signs in with a subject of the organisation's OpenID provider.</summary>
public static class SignIns
{
    /// <summary>The person, or null when nobody of the session's organisation does.</summary>
    public static async Task<Person?> Find(IQuerySession session, string subject, CancellationToken cancellationToken) =>
        await session.Query<PersonCard>().SingleOrDefaultAsync(card => card.SignIn == subject, cancellationToken) is { } card
            ? await session.LoadAsync<Person>(StreamKeys.Person(card.Id), cancellationToken) : null;
}
