using System.Text.Json.Serialization;

namespace Governance.Privacy;

/// <summary>Whom something is about: one person of one organisation. Each has a key of their own.</summary>
/// <param name="Tenant">The organisation.</param>
/// <param name="Person">The pseudonymous id, such as <c>p-1001</c>.</param>
public readonly record struct DataSubject(string Tenant, string Person);

/// <summary>What can be done with a text about a person.</summary>
public enum PersonalState
{
    /// <summary>It can be read.</summary>
    Readable,

    /// <summary>The person was erased: nobody can read it ever again.</summary>
    Erased,

    /// <summary>It cannot be read and no erasure explains it: its key is missing, or it was changed. That is an alarm.</summary>
    Unreadable,
}

/// <summary>
/// A text about a person, such as their name, marked so that it is stored as what <see cref="PersonalEnvelope"/> says and never in plain
/// words. It keeps its envelope from the first writing on: a fact and the view made of it hold the same bytes. No serialiser but the
/// store's and the API's writes it. Equal to a text in the same words about the same person.
/// </summary>
[JsonConverter(typeof(PersonalElsewhere))]
public sealed class Personal : IEquatable<Personal>
{
    private readonly DataSubject? about;
    private readonly string? plain;
    private readonly PersonalKeys? ring;
    private PersonalEnvelope? envelope;

    private Personal(DataSubject? about, string? plain, PersonalEnvelope? envelope, PersonalKeys? ring) =>
        (this.about, this.plain, this.envelope, this.ring) = (about, plain, envelope, ring);

    /// <summary>A new text. Pure: what is random about its stored form is added when it is first stored.</summary>
    public static Personal Of(DataSubject about, string text) => new(about, text, null, null);

    /// <summary>A new text, or null.</summary>
    public static Personal? OfAny(DataSubject about, string? text) => text is null ? null : Of(about, text);

    /// <summary>A text as it is stored; without a ring it cannot be read.</summary>
    public static Personal Stored(PersonalEnvelope envelope, PersonalKeys? ring) => new(null, null, envelope, ring);

    /// <summary>A text that was stored before it was marked: it stays as it was written.</summary>
    public static Personal Unmarked(string text) => new(null, text, null, null);

    /// <summary>Whom it is about; null when it was stored before it was marked.</summary>
    public string? Person => envelope?.Person ?? about?.Person;

    /// <summary>Whether it can be read now.</summary>
    public PersonalState State => Opened.State;

    /// <summary>The words, or null when they cannot be read. Read anew each time: nothing keeps them.</summary>
    public string? Text => Opened.Text;

    /// <summary>The words, or what stands for them where people read.</summary>
    public string Shown => Opened is var (state, text) && text is null ? $"({ShownPersonal.Word(state)})" : Opened.Text!;

    private (PersonalState State, string? Text) Opened =>
        plain is not null ? (PersonalState.Readable, plain) : ring?.Open(envelope!) ?? (PersonalState.Unreadable, null);

    /// <summary>The stored form, made once; null for a text that was stored before it was marked.</summary>
    /// <param name="keys">Where the key of a new text comes from; it is on disk when this returns.</param>
    /// <param name="member">The name of the member that holds it.</param>
    internal PersonalEnvelope? SealedBy(PersonalKeys keys, string member)
    {
        if (envelope is null && about is { } subject) Interlocked.CompareExchange(ref envelope, keys.Seal(subject, member, plain!), null);
        return envelope;
    }

    /// <inheritdoc/>
    public bool Equals(Personal? other) =>
        ReferenceEquals(this, other) || (other is not null && Person == other.Person && (envelope is not null && envelope == other.envelope || Text is { } text && text == other.Text));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Personal);

    /// <inheritdoc/>
    public override int GetHashCode() => Person?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <summary>Whom it is about and never the words: this is what a log would write.</summary>
    public override string ToString() => $"(about {Person ?? "somebody"})";
}
