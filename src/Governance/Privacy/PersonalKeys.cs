using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Governance.Ledger;
using Microsoft.Extensions.Caching.Memory;

namespace Governance.Privacy;

/// <summary>
/// Conceals and opens texts about people, each with the key of whom it is about. Keys are remembered, up to <see cref="MostKeys"/>; before
/// each use the key folder is asked whether the person was erased, so an erasure by any service counts from its record on.
/// </summary>
public sealed partial class PersonalKeys(ILogger<PersonalKeys> log) : IDisposable
{
    /// <summary>The most keys that are remembered at once: 4 MB with what surrounds them.</summary>
    public const int MostKeys = 10_000;

    // AES-256-GCM with the sizes of NIST SP 800-38D section 5.2.1.1: a random nonce of 96 bits, a whole tag.
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int SaltBytes = 16;

    private readonly MemoryCache keys = new(new MemoryCacheOptions { SizeLimit = 2 * MostKeys });
    private readonly ConcurrentDictionary<string, bool> alarmed = new(StringComparer.Ordinal);
    private KeyFolder? folder;

    /// <summary>The folder; asked before the service has started, that is a bug.</summary>
    public KeyFolder Folder => folder ?? throw new InvalidOperationException("The keys of personal data are not open yet.");

    /// <summary>Takes its keys from a folder from now on.</summary>
    public void Open(KeyFolder found) => folder = found;

    /// <summary>Conceals a text. The key is on disk when this returns.</summary>
    /// <exception cref="PersonErasedException">The person was erased.</exception>
    public PersonalEnvelope Seal(DataSubject about, string member, string text)
    {
        var key = KeyFor(about);
        var disclosure = Disclosure.Make(RandomNumberGenerator.GetBytes(SaltBytes), member, JsonSerializer.SerializeToUtf8Bytes(text));
        var plain = Encoding.ASCII.GetBytes(disclosure.Encoded);
        var sealedBytes = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(key.Bytes, TagBytes);
        aes.Encrypt(sealedBytes.AsSpan(0, NonceBytes), plain, sealedBytes.AsSpan(NonceBytes, plain.Length), sealedBytes.AsSpan(NonceBytes + plain.Length));
        return new PersonalEnvelope(disclosure.Digest.ToBase64Url(), about.Person, key.Id, Base64Url.EncodeToString(sealedBytes));
    }

    /// <summary>The words of a concealed text, or why there are none.</summary>
    public (PersonalState State, string? Text) Open(PersonalEnvelope envelope) =>
        Disclose(envelope) is var (state, disclosure) && disclosure is not null ? (state, Disclosure.Parse(disclosure).Value.GetString()) : (state, null);

    /// <summary>What discloses a concealed text to whoever is to check it (RFC 9901), or why there is nothing.</summary>
    public (PersonalState State, string? Disclosure) Disclose(PersonalEnvelope envelope)
    {
        if (KeyFolder.SubjectOf(envelope.Key) is not { } subject || subject.Person != envelope.Person) return Alarm(envelope);
        if (Folder.IsErased(subject)) return Erased(envelope.Key, subject);
        return Find(envelope.Key) is { } key && Decrypt(envelope.Cipher, key) is { } disclosure && Disclosure.DigestOf(disclosure).ToBase64Url() == envelope.Digest
            ? (PersonalState.Readable, disclosure)
            : Folder.IsErased(subject) ? Erased(envelope.Key, subject) : Alarm(envelope);
    }

    /// <summary>What a subject at the OpenID provider is found by: HMAC-SHA256 under a secret of this database, base64url.</summary>
    public string MarkOf(string tenant, string subject) => Base64Url.EncodeToString(HMACSHA256.HashData(Folder.Secret, Encoding.UTF8.GetBytes($"sign-in\n{tenant}\n{subject}")));

    /// <summary>Writes an erasure's record, destroys the keys, and forgets them. Twice is once. What it answers names every key that there ever was.</summary>
    public ErasureRecord Erase(ErasureRecord erasure)
    {
        var whole = Folder.Erase(erasure);
        foreach (var key in whole.Keys) _ = Erased(key, erasure.Subject);
        return whole;
    }

    /// <inheritdoc/>
    public void Dispose() => keys.Dispose();

    private PersonKey KeyFor(DataSubject about)
    {
        if (keys.TryGetValue(about, out PersonKey? known) && !Folder.IsErased(about)) return known!;
        var key = Folder.KeyFor(about);
        keys.Set(about, key, new MemoryCacheEntryOptions { Size = 1 });
        return Remember(key);
    }

    private PersonKey? Find(string id) => keys.TryGetValue(id, out PersonKey? known) ? known : Folder.Find(id) is { } found ? Remember(found) : null;

    private PersonKey Remember(PersonKey key) => keys.Set(key.Id, key, new MemoryCacheEntryOptions { Size = 1 });

    private (PersonalState State, string? Text) Erased(string key, DataSubject subject)
    {
        keys.Remove(key);
        keys.Remove(subject);
        return (PersonalState.Erased, null);
    }

    private static string? Decrypt(string cipher, PersonKey key)
    {
        if (!Base64Url.IsValid(cipher, out var length) || length <= NonceBytes + TagBytes) return null;
        var bytes = Base64Url.DecodeFromChars(cipher);
        var plain = new byte[bytes.Length - NonceBytes - TagBytes];
        try
        {
            using var aes = new AesGcm(key.Bytes, TagBytes);
            aes.Decrypt(bytes.AsSpan(0, NonceBytes), bytes.AsSpan(NonceBytes, plain.Length), bytes.AsSpan(NonceBytes + plain.Length), plain);
            return Encoding.ASCII.GetString(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    // Once for each key: a list of people would otherwise fill the log with one cause.
    private (PersonalState State, string? Text) Alarm(PersonalEnvelope envelope)
    {
        if (alarmed.Count < MostKeys && alarmed.TryAdd(envelope.Key, true)) LogUnreadable(log, envelope.Key, envelope.Person);
        return (PersonalState.Unreadable, null);
    }

    [LoggerMessage(LogLevel.Critical, "Personal data of {Person} cannot be read, and no erasure explains it: the key {Key} is missing, readable by others, or not the one it was stored with. Restore the key folder from its backup")]
    private static partial void LogUnreadable(ILogger log, string key, string person);
}
