using System.Text.Json;
using Governance.Privacy;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Governance.Tests.Privacy;

/// <summary>A key folder of its own, removed with it.</summary>
internal sealed class TestKeys : IDisposable
{
    private readonly DirectoryInfo root = System.IO.Directory.CreateTempSubdirectory("governance-test-keys-");

    public TestKeys(ILogger<PersonalKeys>? log = null)
    {
        Folder = KeyFolder.Make(Path);
        (Ring, Store) = Opened(log);
    }

    public string Path => System.IO.Path.Combine(root.FullName, "people");

    public KeyFolder Folder { get; }

    public PersonalKeys Ring { get; }

    /// <summary>The JSON of a store with these keys.</summary>
    public JsonSerializerOptions Store { get; }

    /// <summary>What another service on the same folder has.</summary>
    public (PersonalKeys Ring, JsonSerializerOptions Store) Opened(ILogger<PersonalKeys>? log = null)
    {
        var ring = new PersonalKeys(log ?? NullLogger<PersonalKeys>.Instance);
        ring.Open(KeyFolder.Open(Path)!);
        return (ring, StoreJson.Options(ring));
    }

    /// <summary>Puts a key of known bytes where the ring looks for it.</summary>
    public void Put(string id, byte[] bytes)
    {
        var file = System.IO.Path.Combine(Path, id + ".key");
        System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public void Dispose() => root.Delete(recursive: true);
}

/// <summary>
/// Texts in their stored form, made by another program with the key 00 01 … 1f: a reader of the format who is not this one. What is
/// pinned with them is the form for ever.
/// </summary>
internal static class StoredTexts
{
    public const string Name = """{"_sd":"lDNaclAB_a7XgiWWNP53NzIDXt6aN1tl8waShgVK0rc","p":"p-1","k":"acme/p-1/0011223344556677","c":"QUFBQUFBQUFBQUFB0AIatYmEvuqurnwT--qWDe-bcbrY3soPXNqbPe2Fc-yp3Sq1nN8TvNFy7VMu2vp-jS24FZxFyekIB_GS4AtJ8i-N9mY7uhWKX4RtD2CoktUHug"}""";
    public const string Email = """{"_sd":"dOEGnyjRLeh0KVXTzELt6Vgv8DvP2EQ3OPwgriXgQNM","p":"p-1","k":"acme/p-1/0011223344556677","c":"QkJCQkJCQkJCQkJCTeUzhNe1yahJJUp5LKxJM2EfrIS8rE04Gjq9aMe-rf6jID0T4urN0ZDK-9GMO33wVa7ZvIsa1sSttnReJt9_KqLs6CXVOzOmx8oPaeOCqJuOj-TdprMl0HX8n8EwV-WIHthHog"}""";
    public const string SignIn = """{"_sd":"IyvMbOrnVUcOQ7-2Y_sy_NwamUxiinJ0T4byC87jQ5o","p":"p-1","k":"acme/p-1/0011223344556677","c":"Q0NDQ0NDQ0NDQ0NDqZQbkxjT47cdUw5VOSnSOVqsidQxjdZzhw6eT2cgki_wexwkVEdHn8SWxwLMpqTJFZ5JQSWdq4AqRWz9WK4Xe3cHqx2DNw6ImY5_Fbi2OA"}""";
    public const string Reason = """{"_sd":"QBo9RaK2IwX1lg-TMXZOM8OOWXXutD87aUfx0QONyFk","p":"p-1","k":"acme/p-1/0011223344556677","c":"REREREREREREREREs1acB-V70eIOhKcqTeTvM9yIgp1lX0dJzeJ2HiKGVnkN34mTCiSocD4SWdsKLhJl6BS1lOIMFmR3tbL1TqdBIWrR9TP1l6xIAGFiPQ"}""";

    /// <summary>The disclosure that <see cref="Name"/> holds, as the other program wrote it.</summary>
    public const string NameDisclosure = "WyJBUUVCQVFFQkFRRUJBUUVCQVFFQkFRIiwibmFtZSIsIkFvaWZlIEJyZW5uYW4iXQ";

    /// <summary>The key's id.</summary>
    public const string KeyId = "acme/p-1/0011223344556677";

    /// <summary>Keys that open these texts, for as long as the tests run.</summary>
    public static TestKeys Keys { get; } = Made();

    /// <summary>A text as the store reads it.</summary>
    public static Personal Read(string stored)
    {
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(stored));
        reader.Read();
        return Personal.Stored(PersonalEnvelope.Read(ref reader), Keys.Ring);
    }

    private static TestKeys Made()
    {
        var keys = new TestKeys();
        keys.Put(KeyId, [.. Enumerable.Range(0, 32).Select(n => (byte)n)]);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => keys.Dispose();
        return keys;
    }
}
