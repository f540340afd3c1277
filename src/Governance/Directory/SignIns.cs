using Governance.Privacy;
using Governance.Shared;
using Marten;

namespace Governance.Directory;

/// <summary>Who signs in with a subject of the OpenID provider, found without the subject being stored: gone when they leave.</summary>
/// <param name="Id">The subject under the database's secret, see <see cref="PersonalKeys.MarkOf"/>.</param>
/// <param name="Person">The person's id.</param>
public sealed record SignInMark(string Id, string Person);

/// <summary>Who signs in with which subject of the organisation's OpenID provider.</summary>
public sealed class SignIns(PersonalKeys ring, IQuerySession session)
{
    /// <summary>The id of the person who signs in with this subject, or null when nobody of the session's organisation does.</summary>
    public async Task<string?> Holder(string subject, CancellationToken cancellation) =>
        (await session.LoadAsync<SignInMark>(ring.MarkOf(session.TenantId, subject), cancellation))?.Person;

    /// <summary>The person, or null when nobody of the session's organisation signs in with this subject.</summary>
    public async Task<Person?> Find(string subject, CancellationToken cancellation) =>
        await Holder(subject, cancellation) is { } person ? await session.LoadAsync<Person>(StreamKeys.Person(person), cancellation) : null;

    /// <summary>In the session's transaction: the person signs in with this subject from now on, or with none. Of two who take one at once the second loses a race.</summary>
    public void Become(string person, string? subject)
    {
        var writing = (IDocumentSession)session;
        writing.DeleteWhere<SignInMark>(mark => mark.Person == person);
        if (subject is not null) writing.Insert(new SignInMark(ring.MarkOf(session.TenantId, subject), person));
    }
}
