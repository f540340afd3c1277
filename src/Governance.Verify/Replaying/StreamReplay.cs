using System.Text.Json;
using Governance.Accounts;
using Governance.Claims;
using Governance.Flows;
using Governance.Policies;
using Governance.Shared;

namespace Governance.Verify;

/// <summary>One stream's history, played again with the service's own words.</summary>
internal abstract class StreamReplay
{
    /// <summary>The actor of events that the service itself appended when an organisation was founded: they name none.</summary>
    public const string Founder = "system:founder";

    /// <summary>Why the stream cannot be played any further, or null.</summary>
    public string? Broken { get; set; }

    /// <summary>Whether events of this type belong here.</summary>
    public abstract bool Takes(Type type);

    /// <summary>Plays the next event; throws <see cref="InvalidOperationException"/> for what cannot follow.</summary>
    public abstract void Add(object fact, EventLine line);

    /// <summary>The state after the last event, as JSON.</summary>
    public abstract byte[] State();

    /// <summary>The replay of a stream whose first event has this type; null for types that are not replayed.</summary>
    public static StreamReplay? For(Type type, string stream, AdoptedFlows flows) =>
        type.IsSubclassOf(typeof(PolicyEvent)) ? new Folding<Policy, PolicyEvent>(stream, PolicyDecider.Evolve)
        : type.IsSubclassOf(typeof(AccountEvent)) ? new Folding<Account, AccountEvent>(stream, AccountDecider.Evolve)
        : type.IsSubclassOf(typeof(ClaimEvent)) ? new Folding<Claim, ClaimEvent>(stream, ClaimDecider.Evolve)
        : type.IsSubclassOf(typeof(RequestEvent)) ? new RequestReplay(stream, flows)
        : null;

    /// <summary>A state that is folded fact by fact.</summary>
    private sealed class Folding<TState, TEvent>(string stream, Func<TState?, Fact<TEvent>, string, TState> evolve) : StreamReplay where TState : class where TEvent : notnull
    {
        private TState? _state;

        public override bool Takes(Type type) => type.IsSubclassOf(typeof(TEvent));

        public override void Add(object fact, EventLine line)
        {
            var entry = line.Entry!;
            _state = evolve(_state, new Fact<TEvent>((TEvent)fact, entry.Actor ?? Founder, entry.At!.Value, entry.Version!.Value), stream);
        }

        public override byte[] State() => JsonSerializer.SerializeToUtf8Bytes(_state, EventJson.Options);
    }
}
