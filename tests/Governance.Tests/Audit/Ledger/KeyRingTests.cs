using Governance.Audit.Ledger;
using Governance.Database;
using Microsoft.Extensions.Configuration;

[assembly: System.Runtime.Versioning.UnsupportedOSPlatform("windows")]

namespace Governance.Tests.Audit.Ledger;

/// <summary>Keys in files for their owner's eyes only.</summary>
public sealed class KeyRingTests : IDisposable
{
    private readonly string folder = Path.Combine(System.IO.Directory.CreateTempSubdirectory("governance-keys-").FullName, "keys");

    public void Dispose() => System.IO.Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);

    [Fact]
    public void Keys_that_are_made_are_the_same_after_a_restart_and_closed_to_others()
    {
        var first = Open();
        var again = Open();
        Assert.Equal(first.Node.Id, again.Node.Id);
        Assert.Equal(first.Log.Current, again.Log.Current);
        Assert.Equal(first.Node.PublicKey.ToArray(), again.NodeKnownAs(first.Node.Id)!.Value.ToArray());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "log.key")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    [Fact]
    public void A_key_or_folder_that_others_may_read_is_refused_with_the_way_out()
    {
        Open();
        File.SetUnixFileMode(Path.Combine(folder, "node.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Contains("chmod 600", Assert.Throws<StartFailure>(() => Open()).Message, StringComparison.Ordinal);
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        Assert.Contains("chmod 700", Assert.Throws<StartFailure>(() => Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_key_is_made_in_local_mode_only()
    {
        Assert.Contains("make-keys", Assert.Throws<StartFailure>(() => Open(mayMake: false)).Message, StringComparison.Ordinal);
        Open();
        Open(mayMake: false);
    }

    [Fact]
    public void A_damaged_key_is_told_as_such()
    {
        Open();
        SecretFile.Write(Path.Combine(folder, "log.key"), "not a key");
        Assert.Contains("log.key", Assert.Throws<StartFailure>(() => Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rotation_brings_a_new_key_and_a_turn_puts_it_in_its_place()
    {
        var ring = Open();
        var before = ring.Log.Current;
        Assert.True(KeyRing.Rotate(folder));
        Assert.False(KeyRing.Rotate(folder));
        var next = ring.Log.Next;
        Assert.NotNull(next);
        ring.Turn();
        Assert.Equal(next, ring.Log.Current);
        Assert.Equal(before, ring.Log.Former);
        Assert.Null(ring.Log.Next);
        DateTimeOffset turned = File.GetLastWriteTimeUtc(Path.Combine(folder, "log.former"));
        ring.RetireFormer(turned + KeyRing.Overlap);
        Assert.NotNull(ring.Log.Former);
        ring.RetireFormer(turned + KeyRing.Overlap + TimeSpan.FromTicks(1));
        Assert.Null(ring.Log.Former);
    }

    [Fact]
    public void A_power_cut_in_the_middle_of_a_turn_loses_neither_key()
    {
        var ring = Open();
        var before = ring.Log.Current;
        KeyRing.Rotate(folder);
        var next = ring.Log.Next!;
        // The former one is written and the next one has its place, but it is still called the next one.
        SecretFile.Write(Path.Combine(folder, "log.former"), Convert.ToBase64String(before));
        SecretFile.Write(Path.Combine(folder, "log.key"), Convert.ToBase64String(next));

        ring.Turn();

        Assert.Equal(before, ring.Log.Former);
        Assert.Equal(next, ring.Log.Current);
        Assert.Null(ring.Log.Next);
    }

    [Fact]
    public void A_key_that_has_signed_is_never_made_anew()
    {
        Open().RememberSigned("acme", "a checkpoint");
        File.Delete(Path.Combine(folder, "log.key"));
        Assert.Contains("missing", Assert.Throws<StartFailure>(() => Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_names_the_key_in_the_settings_rotates_there()
    {
        Open();
        KeyRing.Rotate(folder);
        var (key, former) = (new byte[32], Enumerable.Repeat((byte)1, 32).ToArray());
        var ring = Open(("Keys:Log", Convert.ToBase64String(key)), ("Keys:FormerLog", Convert.ToBase64String(former)));
        Assert.Equal(key, ring.Log.Current);
        Assert.Equal(former, ring.Log.Former);
        Assert.Null(ring.Log.Next);
    }

    private KeyRing Open(params (string Name, string Value)[] more) => KeyRing.Open(
        new ConfigurationBuilder().AddInMemoryCollection(more.Select(one => KeyValuePair.Create(one.Name, (string?)one.Value)).Append(KeyValuePair.Create("Keys:Folder", (string?)folder))).Build(), mayMake: true);

    private KeyRing Open(bool mayMake) =>
        KeyRing.Open(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Keys:Folder"] = folder }).Build(), mayMake);
}
