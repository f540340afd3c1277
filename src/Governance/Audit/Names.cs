using Governance.Directory;
using Governance.Privacy;
using Governance.Shared;
using JasperFx.Events;
using Marten;

namespace Governance.Audit;

/// <summary>What colleagues call the people on a page.</summary>
/// <param name="names">Names by id.</param>
/// <param name="untold">Why somebody's name cannot be told, by id.</param>
/// <param name="tells">Whether the reader is told texts about people at all; names are told to everybody.</param>
public sealed class Names(IReadOnlyDictionary<string, string> names, IReadOnlyDictionary<string, PersonalState>? untold = null, bool tells = true)
{
    /// <summary>The names of everybody that the events name.</summary>
    public static async Task<Names> Of(IQuerySession session, IReadOnlyList<IEvent> events, bool tells, CancellationToken cancellation)
    {
        var ids = events.Select(stored => stored.UserName).Concat(events.SelectMany(stored => Sentences.People(stored))).OfType<string>();
        var (names, untold) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, PersonalState>(StringComparer.Ordinal));
        foreach (var (person, card) in await PersonCard.Of(session, ids, cancellation))
            if (card.Erased is not null) untold[person] = PersonalState.Erased;
            else if (card.ReadableName() is { } name) names[person] = name;
            else if (card.Name is { } unreadable) untold[person] = unreadable.State;

        return new Names(names, untold, tells);
    }

    /// <summary>The name, or null when the directory does not know it, or not any more.</summary>
    public string? Find(string person) => names.GetValueOrDefault(person);

    /// <summary>Whether the person was erased.</summary>
    public bool IsErased(string person) => untold?.GetValueOrDefault(person) is PersonalState.Erased;

    /// <summary>A text about a person as this reader is told it, or null when there is none.</summary>
    public string? Told(Personal? text) => text is null ? null : tells ? text.Shown : "(not shown)";

    /// <summary>The name, or what the service calls itself, or the pseudonymous id, with the reason when there is one.</summary>
    public string Of(string person) => person switch
    {
        Caller.Clock => "The clock",
        Caller.Founder => "The founding file",
        Caller.Flows => "The flow",
        Caller.Erasures => "The record of erasures",
        _ when untold is not null && untold.TryGetValue(person, out var state) => $"{person} ({ShownPersonal.Word(state)})",
        _ => names.GetValueOrDefault(person) ?? person,
    };
}
