using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Governance.Directory;
using Governance.Shared;

namespace Governance.Privacy;

/// <summary>A person's key.</summary>
/// <param name="Id">Such as <c>acme/p-1001/5f2c9a1b4d6e7f80</c>: where it lies in the folder.</param>
/// <param name="Bytes">32 random bytes.</param>
public sealed record PersonKey(string Id, byte[] Bytes);

/// <summary>That a person was erased, as the key folder remembers it. Names nobody but by pseudonym.</summary>
/// <param name="Tenant">The organisation.</param>
/// <param name="Person">The pseudonymous id.</param>
/// <param name="Keys">The keys that were destroyed.</param>
/// <param name="Basis">On what legal basis.</param>
/// <param name="Reference">The organisation's own reference, or null.</param>
/// <param name="By">Who recorded it.</param>
/// <param name="At">When it was recorded, UTC.</param>
public sealed record ErasureRecord(string Tenant, string Person, IReadOnlyList<string> Keys, ErasureBasis Basis, string? Reference, string By, DateTimeOffset At)
{
    /// <summary>Whom it is about.</summary>
    public DataSubject Subject => new(Tenant, Person);
}

/// <summary>
/// The keys of one database on disk: <c>SECRET</c>, <c>organisation/person/id.key</c>, and <c>ERASURES/organisation.person.json</c> for each
/// person who was erased. Several services may share it: a key is written under a name that nobody else uses, and an erasure's record
/// is there before the first key goes, so that whoever finds no key finds why.
/// </summary>
public sealed partial class KeyFolder
{
    private const int KeyBytes = 32;

    // What the framework answers for a file that is not there.
    private const FileAttributes NotThere = (FileAttributes)(-1);

    private readonly Lock gate = new();
    private readonly string path;

    private KeyFolder(string path, byte[] secret) => (this.path, Secret) = (path, secret);

    /// <summary>32 random bytes of this database: what digests that must be found again are keyed with.</summary>
    public byte[] Secret { get; }

    private string Erasures => ErasuresIn(path);

    /// <summary>Makes the folder of a new database.</summary>
    public static KeyFolder Make(string path)
    {
        Disk.MakeFolder(ErasuresIn(path));
        Disk.Write(SecretIn(path), RandomNumberGenerator.GetBytes(KeyBytes));
        return Open(path)!;
    }

    /// <summary>Opens the folder of a database, or answers null when it is not there. A secret under the name that an older version gave it is taken over.</summary>
    public static KeyFolder? Open(string path)
    {
        if (!File.Exists(SecretIn(path)) && SecretOf(FormerSecretIn(path)) is not null)
        {
            File.Move(FormerSecretIn(path), SecretIn(path));
            Disk.Settle(path);
        }

        return SecretOf(SecretIn(path)) is { } secret ? new(path, secret) : null;
    }

    /// <summary>Whether the person was erased. Looked up on disk each time: any service may have done it.</summary>
    /// <exception cref="IOException">The records cannot be looked through: that is no answer.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public bool IsErased(DataSubject subject)
    {
        // Unlike a question whether the file is there, this fails where nobody can look.
        var found = new FileInfo(RecordOf(subject)).Attributes;
        if (found != NotThere) return (found & FileAttributes.Directory) == 0;
        return System.IO.Directory.Exists(Erasures) ? false : throw new DirectoryNotFoundException($"The records of erasures are not in {Erasures}: put the key folder back where it was.");
    }

    /// <summary>The key under an id, or null when it is not there, or anybody else could have read it.</summary>
    public PersonKey? Find(string id)
    {
        if (SubjectOf(id) is null || Path.Combine(path, id + ".key") is not { } file || !File.Exists(file)) return null;
        try
        {
            return !Disk.IsTooOpen(file) && File.ReadAllBytes(file) is { Length: KeyBytes } bytes ? new(id, bytes) : null;
        }
        catch (FileNotFoundException)
        {
            // It was destroyed between two looks.
            return null;
        }
    }

    /// <summary>A key of a person: one that is there, else a new one, which is on disk when this returns.</summary>
    /// <exception cref="PersonErasedException">The person was erased.</exception>
    public PersonKey KeyFor(DataSubject subject)
    {
        if (IsErased(subject)) throw new PersonErasedException(subject);
        if (KeysOf(subject).Select(Find).OfType<PersonKey>().FirstOrDefault() is { } there) return there;
        var made = new PersonKey($"{NameOf(subject)}/{RandomNumberGenerator.GetHexString(16, lowercase: true)}", RandomNumberGenerator.GetBytes(KeyBytes));
        Disk.MakeFolder(FolderOf(subject));
        try
        {
            Disk.Write(Path.Combine(path, made.Id + ".key"), made.Bytes);
            // Who erases writes the record first and then looks which keys there are: one of both sees the other.
            if (!IsErased(subject)) return made;
        }
        catch (FileNotFoundException) when (IsErased(subject))
        {
            // The unfinished file was destroyed under our hands.
        }

        DestroyKeys(subject);
        throw new PersonErasedException(subject);
    }

    /// <summary>The ids of a person's keys, in order.</summary>
    public IReadOnlyList<string> KeysOf(DataSubject subject) => FolderOf(subject) is var folder && System.IO.Directory.Exists(folder)
        ? [.. System.IO.Directory.EnumerateFiles(folder, "*.key").Select(file => $"{NameOf(subject)}/{Path.GetFileNameWithoutExtension(file)}").Order(StringComparer.Ordinal)] : [];

    /// <summary>The records of all erasures.</summary>
    public IEnumerable<ErasureRecord> Records() =>
        System.IO.Directory.EnumerateFiles(Erasures, "*.json").Order(StringComparer.Ordinal).Select(file => JsonSerializer.Deserialize<ErasureRecord>(File.ReadAllBytes(file), Json.Options)!);

    /// <summary>The record of one erasure, or null.</summary>
    public ErasureRecord? RecordFor(DataSubject subject) =>
        RecordOf(subject) is var file && File.Exists(file) ? JsonSerializer.Deserialize<ErasureRecord>(File.ReadAllBytes(file), Json.Options) : null;

    /// <summary>Writes an erasure's record, then destroys every key of the person. Twice is once. What it answers names every key that there ever was.</summary>
    public ErasureRecord Erase(ErasureRecord erasure)
    {
        if (!erasure.Keys.All(key => SubjectOf(key) == erasure.Subject)) throw new ArgumentException($"Not all of these are keys of {NameOf(erasure.Subject)}.", nameof(erasure));
        // The endpoint and what follows from it may come at once: the record of the one must hold what the other found.
        using var alone = gate.EnterScope();
        var known = RecordFor(erasure.Subject) ?? erasure;
        // Once the record is there nobody makes another key, and whoever was just making one destroys it.
        var whole = Note(known, [.. erasure.Keys, .. KeysOf(erasure.Subject)]);
        whole = Note(whole, KeysOf(erasure.Subject));
        DestroyKeys(erasure.Subject);
        return whole;
    }

    private ErasureRecord Note(ErasureRecord known, IReadOnlyList<string> keys)
    {
        var whole = known with { Keys = [.. known.Keys.Union(keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)] };
        if (!IsErased(known.Subject) || whole.Keys.Count > known.Keys.Count) Disk.Write(RecordOf(known.Subject), JsonSerializer.SerializeToUtf8Bytes(whole, Json.Options));
        return whole;
    }

    private void DestroyKeys(DataSubject subject)
    {
        var folder = FolderOf(subject);
        if (!System.IO.Directory.Exists(folder)) return;
        foreach (var file in System.IO.Directory.EnumerateFiles(folder).ToList()) Disk.Destroy(file);
        Disk.Settle(folder);
    }

    /// <summary>Whose key an id names, or null when it names none.</summary>
    public static DataSubject? SubjectOf(string keyId) => Id().Match(keyId) is { Success: true } match ? new(match.Groups[1].Value, match.Groups[2].Value) : null;

    private string FolderOf(DataSubject subject) => Path.Combine(path, NameOf(subject));

    private string RecordOf(DataSubject subject) => Path.Combine(Erasures, NameOf(subject).Replace('/', '.') + ".json");

    private static string NameOf(DataSubject subject) => $"{subject.Tenant}/{subject.Person}" is var name && Subject().IsMatch(name)
        ? name : throw new ArgumentException("The ids of an organisation and of a person are lower-case letters, digits and hyphens.", nameof(subject));

    // No organisation has these names: theirs have no capitals.
    private static string SecretIn(string path) => Path.Combine(path, "SECRET");

    // An organisation's folder may have this name: a file is none.
    private static string FormerSecretIn(string path) => Path.Combine(path, "secret");

    private static byte[]? SecretOf(string file) => File.Exists(file) && File.ReadAllBytes(file) is { Length: KeyBytes } secret ? secret : null;

    private static string ErasuresIn(string path) => Path.Combine(path, "ERASURES");

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,62}/[a-z][a-z0-9-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Subject();

    [GeneratedRegex(@"^([a-z][a-z0-9-]{0,62})/([a-z][a-z0-9-]{0,62})/[0-9a-f]{16}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}

/// <summary>Something personal was to be stored about a person who was erased at the same moment, or before.</summary>
public sealed class PersonErasedException(DataSubject subject) : Exception($"{subject.Tenant}/{subject.Person} was erased.");
