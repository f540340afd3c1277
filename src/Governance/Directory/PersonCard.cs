using Governance.Privacy;
using Governance.Shared;
using Marten;

namespace Governance.Directory;

/// <summary>What says who a person is, as their facts say it last.</summary>
/// <param name="Id">The stream key, <c>person/p-1001</c>.</param>
/// <param name="Name">What colleagues call them; null when nobody wrote it down, or after an erasure.</param>
/// <param name="Email">Where they are reached, or null.</param>
/// <param name="SignIn">The subject under which the organisation's OpenID provider knows them, or null.</param>
/// <param name="Erased">That they were erased, or null.</param>
[Timeless]
public sealed record PersonCard(string Id, Personal? Name, Personal? Email, Personal? SignIn, Erasure? Erased = null)
{
    /// <summary>What colleagues call them, when it can be read. No property: the card is stored, and the words are not.</summary>
    public string? ReadableName() => Name?.Text;

    /// <summary>Whether something of it cannot be read and no erasure explains it.</summary>
    public bool IsUnreadable() => ((Personal?[])[Name, Email, SignIn]).Any(text => text?.State is PersonalState.Unreadable);

    /// <summary>The cards of some people, by their ids, as far as there are any.</summary>
    public static async Task<IReadOnlyDictionary<string, PersonCard>> Of(IQuerySession session, IEnumerable<string> people, CancellationToken cancellation)
    {
        string[] keys = [.. people.Distinct(StringComparer.Ordinal).Select(StreamKeys.Person)];
        return keys.Length == 0 ? new Dictionary<string, PersonCard>() : (await session.LoadManyAsync<PersonCard>(cancellation, keys)).ToDictionary(card => StreamKeys.IdOf(card.Id));
    }

    /// <summary>The card after a fact.</summary>
    public static PersonCard After(PersonCard? before, Fact<PersonEvent> fact, string streamKey) =>
        // Who joined before names were in the facts has no card yet.
        After(before ?? new PersonCard(streamKey, null, null, null), fact);

    private static PersonCard After(PersonCard card, Fact<PersonEvent> fact) => fact.Event switch
    {
        PersonJoined joined => card with { Name = joined.Name, Email = joined.Email, SignIn = joined.SignIn },
        PersonCardChanged changed => card with
        {
            Name = changed.Name ?? card.Name,
            Email = changed.Members.Contains("email") ? changed.Email : card.Email,
            SignIn = changed.Members.Contains("signIn") ? changed.SignIn : card.SignIn,
        },
        PersonLeft => card with { SignIn = null },
        PersonErased erased => card with { Name = null, Email = null, SignIn = null, Erased = card.Erased ?? new Erasure(fact.At, erased.Basis, erased.Reference) },
        _ => card,
    };
}

/// <summary>That somebody was erased: what said who they are can be read by nobody any more.</summary>
/// <param name="At">Since when, UTC.</param>
/// <param name="Basis">On what legal basis.</param>
/// <param name="Reference">The organisation's own reference; absent when none was given.</param>
public sealed record Erasure(DateTimeOffset At, ErasureBasis Basis, string? Reference);

/// <summary>Keeps <see cref="PersonCard"/> beside the person's stream.</summary>
public sealed class PersonCardProjection()
    : FactsProjection<PersonCard, PersonEvent>(PersonCard.After, [typeof(PersonJoined), typeof(PersonCardChanged), typeof(PersonLeft), typeof(PersonErased)]);
