using Governance.Directory;
using Governance.Privacy;

namespace Governance.Tests.Privacy;

/// <summary>Keys on disk: whole or not there, for their owner alone, and gone when they are destroyed.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class KeyFolderTests : IDisposable
{
    private const UnixFileMode OwnersFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly DataSubject Noor = new("acme", "p-1");
    private static readonly DateTimeOffset At = new(2027, 3, 3, 12, 0, 0, TimeSpan.Zero);

    private readonly TestKeys keys = new();

    public void Dispose() => keys.Dispose();

    private static ErasureRecord Erasing(params string[] named) => new("acme", "p-1", named, ErasureBasis.LegalObligation, "Request 17", "p-9", At);

    [Fact]
    public void A_person_has_one_key_whoever_asks_for_it()
    {
        var key = keys.Folder.KeyFor(Noor);
        Assert.Equal(32, key.Bytes.Length);
        Assert.Equal((key.Id, Convert.ToHexString(key.Bytes)), (KeyFolder.Open(keys.Path)!.KeyFor(Noor).Id, Convert.ToHexString(KeyFolder.Open(keys.Path)!.Find(key.Id)!.Bytes)));
        Assert.NotEqual(key.Bytes, keys.Folder.KeyFor(new("acme", "p-2")).Bytes);
        Assert.NotEqual(key.Bytes, keys.Folder.KeyFor(new("globex", "p-1")).Bytes);
    }

    [Fact]
    public void Everything_in_the_folder_is_for_its_owner_alone()
    {
        _ = keys.Folder.KeyFor(Noor);
        _ = keys.Folder.Erase(Erasing() with { Person = "p-2" });
        foreach (var folder in System.IO.Directory.EnumerateDirectories(keys.Path, "*", SearchOption.AllDirectories).Prepend(keys.Path)) Assert.Equal(OwnersFolder, File.GetUnixFileMode(folder));
        var files = System.IO.Directory.EnumerateFiles(keys.Path, "*", SearchOption.AllDirectories).ToList();
        Assert.Equal(3, files.Count);
        foreach (var file in files) Assert.Equal(OwnersFile, File.GetUnixFileMode(file));
    }

    [Fact]
    public void A_key_that_others_can_read_is_not_used()
    {
        var key = keys.Folder.KeyFor(Noor);
        File.SetUnixFileMode(Path.Combine(keys.Path, key.Id + ".key"), OwnersFile | UnixFileMode.GroupRead);
        Assert.Null(keys.Folder.Find(key.Id));
    }

    [Fact]
    public void What_a_crash_left_half_written_is_no_key()
    {
        var key = keys.Folder.KeyFor(Noor);
        keys.Put("acme/p-1/0000000000000000", [1, 2, 3]);
        File.WriteAllBytes(Path.Combine(keys.Path, "acme/p-1/.left.new"), [1]);
        Assert.Null(keys.Folder.Find("acme/p-1/0000000000000000"));
        Assert.Equal(key.Id, keys.Folder.KeyFor(Noor).Id);
    }

    [Fact]
    public void An_erasure_leaves_its_record_and_no_key()
    {
        var key = keys.Folder.KeyFor(Noor);
        File.WriteAllBytes(Path.Combine(keys.Path, "acme/p-1/.left.new"), new byte[32]);
        var recorded = keys.Folder.Erase(Erasing(key.Id));
        Assert.Empty(System.IO.Directory.EnumerateFiles(Path.Combine(keys.Path, "acme/p-1")));
        Assert.True(keys.Folder.IsErased(Noor));
        Assert.Equivalent(Erasing(key.Id), recorded, strict: true);
        Assert.Equivalent(recorded, Assert.Single(KeyFolder.Open(keys.Path)!.Records()), strict: true);
    }

    [Fact]
    public void An_erasure_can_be_repeated_and_keeps_what_it_knew()
    {
        var key = keys.Folder.KeyFor(Noor);
        _ = keys.Folder.Erase(Erasing(key.Id));
        var again = keys.Folder.Erase(Erasing("acme/p-1/00000000000000aa") with { Basis = ErasureBasis.Objection, By = "p-8" });
        Assert.Equivalent(Erasing("acme/p-1/00000000000000aa", key.Id), again, strict: true);
        Assert.Equal(again.Keys, Assert.Single(keys.Folder.Records()).Keys);
    }

    [Fact]
    public void A_key_that_nobody_named_is_destroyed_and_named()
    {
        var key = keys.Folder.KeyFor(Noor);
        Assert.Equal([key.Id], keys.Folder.Erase(Erasing()).Keys);
    }

    [Fact]
    public void An_erasure_destroys_nobody_elses_key() =>
        Assert.Throws<ArgumentException>(() => keys.Folder.Erase(Erasing(keys.Folder.KeyFor(new("acme", "p-2")).Id)));

    [Fact]
    public async Task Of_an_erasure_and_keys_that_are_made_at_the_same_moment_no_key_is_left()
    {
        for (var round = 0; round < 50; round++)
        {
            var subject = new DataSubject("acme", $"p-{round}");
            using var start = new Barrier(4);
            var makers = Enumerable.Range(0, 3).Select(_ => Task.Run(() => { start.SignalAndWait(); return Made(subject); })).ToList();
            var erasing = Task.Run(() => { start.SignalAndWait(); return keys.Folder.Erase(Erasing() with { Person = subject.Person }); });
            await Task.WhenAll([.. makers, erasing]);
            Assert.Empty(keys.Folder.KeysOf(subject));
            Assert.Throws<PersonErasedException>(() => keys.Folder.KeyFor(subject));
        }

        PersonKey? Made(DataSubject subject)
        {
            try
            {
                return KeyFolder.Open(keys.Path)!.KeyFor(subject);
            }
            catch (PersonErasedException)
            {
                return null;
            }
        }
    }

    [Theory]
    [InlineData("acme", "../p-2")]
    [InlineData("..", "p-1")]
    [InlineData("Acme", "p-1")]
    [InlineData("acme", "")]
    public void No_id_leads_out_of_the_folder(string tenant, string person) => Assert.Throws<ArgumentException>(() => keys.Folder.KeyFor(new(tenant, person)));

    [Fact]
    public void Whoever_cannot_look_does_not_say_that_a_person_was_not_erased()
    {
        var records = Path.Combine(keys.Path, "ERASURES");
        Assert.False(keys.Folder.IsErased(Noor));
        System.IO.Directory.Move(records, records + ".elsewhere");
        Assert.ThrowsAny<IOException>(() => keys.Folder.IsErased(Noor));
        File.WriteAllText(records, "");
        Assert.ThrowsAny<IOException>(() => keys.Folder.IsErased(Noor));
        File.Delete(records);
        // A path that the system refuses to walk, for its administrator as well.
        File.CreateSymbolicLink(records, records);
        Assert.ThrowsAny<IOException>(() => keys.Folder.IsErased(Noor));
        Assert.ThrowsAny<IOException>(() => keys.Folder.KeyFor(Noor));
        Assert.Empty(keys.Folder.KeysOf(Noor));
    }

    [Fact]
    public void The_secret_that_an_older_version_wrote_under_another_name_is_taken_over()
    {
        var (former, name) = (Path.Combine(keys.Path, "secret"), Path.Combine(keys.Path, "SECRET"));
        File.Move(name, former);
        Assert.Equal(keys.Folder.Secret, KeyFolder.Open(keys.Path)!.Secret);
        Assert.Equal((true, false), (File.Exists(name), System.IO.Directory.GetFiles(keys.Path).Contains(former)));
        Assert.Equal(keys.Folder.Secret, KeyFolder.Open(keys.Path)!.Secret);

        // What is no secret is none under any name.
        File.Delete(name);
        File.WriteAllText(former, "short");
        Assert.Null(KeyFolder.Open(keys.Path));
    }

    [Fact]
    public void A_folder_without_its_secret_is_none()
    {
        File.Delete(Path.Combine(keys.Path, "SECRET"));
        Assert.Null(KeyFolder.Open(keys.Path));
    }
}
