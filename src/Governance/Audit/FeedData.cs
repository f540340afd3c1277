using System.Text.Json;
using Governance.Access;
using Governance.Shared;
using JasperFx.Events;

namespace Governance.Audit;

/// <summary>What a reader of the feed is told of the facts themselves.</summary>
public sealed class FeedData
{
    private readonly JsonSerializerOptions? options;

    private FeedData(JsonSerializerOptions? options) => this.options = options;

    /// <summary>Nothing: the sentences say it.</summary>
    public static FeedData None { get; } = new(null);

    /// <summary>All of them, with the texts about people.</summary>
    public static FeedData Whole { get; } = new(Json.Options);

    /// <summary>All but the texts about people: programs copy what they read to where no erasure reaches.</summary>
    public static FeedData WithoutPersonal { get; } = new(Json.WithoutPersonal);

    /// <summary>What a caller of the feed is told. Whoever is told sign-ins elsewhere is told them here.</summary>
    public static FeedData For(Caller caller) => caller.HoldsAny([Roles.Administrator, Roles.Auditor]) ? Whole : WithoutPersonal;

    /// <summary>The fact in a stored event, or null.</summary>
    public JsonElement? Of(IEvent stored) => options is null ? null : JsonSerializer.SerializeToElement(stored.Data, stored.Data.GetType(), options);
}
