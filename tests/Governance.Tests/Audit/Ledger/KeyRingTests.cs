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
        ring.RetireFormer(DateTimeOffset.UtcNow + KeyRing.Overlap / 2);
        Assert.NotNull(ring.Log.Former);
        ring.RetireFormer(DateTimeOffset.UtcNow + KeyRing.Overlap * 2);
        Assert.Null(ring.Log.Former);
    }

    private KeyRing Open(bool mayMake = true) =>
        KeyRing.Open(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Keys:Folder"] = folder }).Build(), mayMake);
}
