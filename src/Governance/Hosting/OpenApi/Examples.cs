using System.Text.Json;
using System.Text.Json.Nodes;
using Governance.Shared;

namespace Governance.Hosting;

/// <summary>One operation by example: real types, so that an example cannot say what the API does not.</summary>
public sealed record Example
{
    /// <summary>The body of a command, or null.</summary>
    public JsonNode? Request { get; private init; }

    /// <summary>The JSON answer, or null when the answer is text only.</summary>
    public JsonNode? Response { get; private init; }

    /// <summary>The answer in other media types.</summary>
    public IReadOnlyDictionary<string, JsonNode> Texts { get; private init; } = new Dictionary<string, JsonNode>();

    /// <summary>The version that the answer has for an ETag, or null.</summary>
    public long? Version { get; private init; }

    /// <summary>Where the created thing is, or null.</summary>
    public string? Location { get; private init; }

    /// <summary>A refusal of a rule that this command can meet, or null.</summary>
    public Refusal? Rule { get; private init; }

    /// <summary>What is said when the service has enough to do (429), or null.</summary>
    public Refusal? Busy { get; private init; }

    /// <summary>A command on a stream that is at a version afterwards.</summary>
    public static Example Command<T>(T body, Receipt receipt, Refusal? rule = null) => Command(body, receipt, receipt.Version, receipt.Links.Self, rule);

    /// <summary>A command with an answer of its own.</summary>
    public static Example Command<T, TAnswer>(T body, TAnswer answer, long version, string location, Refusal? rule = null) =>
        new() { Request = Node(body), Response = Node(answer), Version = version, Location = location, Rule = rule };

    /// <summary>A question that has a body, and changes nothing.</summary>
    public static Example Question<T, TAnswer>(T body, TAnswer answer) => new() { Request = Node(body), Response = Node(answer) };

    /// <summary>The same command, which can find the service busy.</summary>
    public Example OrBusy(Refusal busy) => this with { Busy = busy };

    /// <summary>A command on several things, each at a version of its own.</summary>
    public static Example Commands<T, TAnswer>(T body, TAnswer answer, Refusal? rule = null) => new() { Request = Node(body), Response = Node(answer), Rule = rule };

    /// <summary>A read of one thing at a version, or of a list.</summary>
    public static Example Read<T>(T answer, long? version = null) => new() { Response = Node(answer), Version = version };

    /// <summary>The same read as text.</summary>
    public Example Or(string mediaType, string text) => this with { Texts = new Dictionary<string, JsonNode>(Texts) { [mediaType] = JsonValue.Create(text) } };

    /// <summary>A read that is text only.</summary>
    public static Example Text(string mediaType, string text) => new Example().Or(mediaType, text);

    private static JsonNode Node<T>(T value) => JsonSerializer.SerializeToNode(value, Json.Options)!;
}

/// <summary>Every operation of the document by example, in one small world: Acme, its social media policy, and the people around it.</summary>
public static class Examples
{
    internal const string Policy = "social-media-policy";
    internal const string Digest = "3f0a377ba0a4a460ecb616f6507ce0d8cfa3e704025d4fda3ed0c5ca05468728";
    internal const string RequestId = "0197c3a26d0b7c519a640d6e1b1f5a20";
    internal const string CommentId = "0197c3a26d0b7c519a640d6e1b1f5a10";
    internal const string ReplayId = "0197c3a26d0b7c519a640d6e1b1f5a30";
    internal const string LeadId = "mfrggzdfmztwq2lknnwg23tpoa";
    internal const string SweepId = "0197c3a26d0b7c519a640d6e1b1f5a60";
    internal const string ProbeId = "0197c3a26d0b7c519a640d6e1b1f5a61";
    internal const string CaseId = "0197c3a26d0b7c519a640d6e1b1f5a40";
    internal const string KeyId = "9f86d081884c7d65";

    internal static readonly DateTimeOffset Drafted = new(2026, 12, 1, 9, 30, 0, TimeSpan.Zero);
    internal static readonly DateTimeOffset Approved = new(2026, 12, 14, 16, 5, 0, TimeSpan.Zero);
    internal static readonly DateTimeOffset Effective = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
    internal static readonly Guid EventId = Guid.Parse("0197c3a2-6d0b-7c51-9a64-0d6e1b1f5a30");
    internal static readonly SealView Seal = new(
        1, "5a0f8c1e9d3b7a42", "Jf3zUQ9m1oVQb2h0uC6x4g", "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg",
        "3Yx0mXK4iCqk0b8sR2d7h5cZxq1Vw9uTtE6pLrGzYB0eJm4N7aQwS2fDkHcX8vPlU5oRgIiMbTyKjZn3VxWqAA");
    internal static readonly DateTimeOffset NextReview = new(2028, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, Example> ByOperation =
        new[] { PolicyExamples.All, PolicyReadExamples.All, ApprovalExamples.All, RequestExamples.All, ReplayExamples.All, LeadExamples.All, ImpostorExamples.All, DirectoryExamples.All, AccessExamples.All, PlatformReadExamples.All, AccountExamples.All, ClaimExamples.All, LedgerExamples.All }.SelectMany(all => all).ToDictionary();

    /// <summary>The example of an operation; throws when there is none, so that no operation is without one.</summary>
    public static Example Of(string operationId) =>
        ByOperation.GetValueOrDefault(operationId) ?? throw new InvalidOperationException($"{operationId} has no example.");

    internal static Receipt On(string stream, long version, string self, string? request = null, params string[] facts) =>
        new(StreamKeys.IdOf(stream), stream, version, [.. facts.Select((type, i) => new RecordedFact(type, version - facts.Length + 1 + i, EventId, Seal))], new Links(self, request));
}
