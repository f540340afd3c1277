using System.Text.Json;
using Governance.Audit.Ledger;
using Governance.CommandLine;
using Governance.Ledger;
using Microsoft.AspNetCore.Http;

namespace Governance.Host.Tests.CommandLine;

/// <summary>What an export makes of the answers that a service can give, and of the place where it is to write.</summary>
public sealed class LedgerExportTests : IDisposable
{
    private const string Origin = "localhost/governance/acme";

    // A name that the service tells, one that it does not tell any more, and the erasure that says why.
    private const string Told = """{"leaf":0,"entry":{},"data":{"name":{"_sd":"digest-0","k":"acme/p-1/0011223344556677"}},"disclosures":[{"_sd":"digest-0","disclosure":"Zoe"}]}""";
    private const string Hidden = """{"leaf":0,"entry":{},"data":{"name":{"_sd":"digest-0","k":"acme/p-1/0011223344556677"}}}""";
    private const string HiddenNext = """{"leaf":1,"entry":{},"data":{"name":{"_sd":"digest-1","k":"acme/p-1/0011223344556677"}}}""";
    private const string Erasure = """{"leaf":2,"entry":{},"erasures":[{"keys":["acme/p-1/0011223344556677"]}]}""";

    private static readonly Func<HttpContext, Task> Status = Ok(JsonSerializer.Serialize(new LedgerStatusView(Origin, "key", 3, 3, null, 0, null, 0, 0, 1, [], []), Governance.Shared.Json.Options));
    private static readonly Func<HttpContext, Task> NoMore = Ok("");
    private static readonly Func<HttpContext, Task>[] Rest = [Ok("tile"), Ok("entries"), Status];

    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("governance-export-").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    private string Target => Path.Combine(folder, "bundle");

    [Fact]
    public async Task Somebody_who_is_erased_between_two_pages_is_told_in_none_of_them()
    {
        await using var service = await StandIn.With(
            [
                Ok(Note(2)), Ok(Told), Ok(HiddenNext), NoMore,
                Ok(Note(3)), Ok($"{Hidden}\n{HiddenNext}"), Ok(Erasure), NoMore, .. Rest,
            ]);

        Assert.Equal(0, await Export(service.Url, Target));

        Assert.Equal(("", Note(3)), (Written("disclosures.jsonl"), Written("checkpoint")));
        Assert.Equal(3, Written("events.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal("""{"keys":["acme/p-1/0011223344556677"]}""" + "\n", Written("erasures.jsonl"));
        Assert.Equal(["after=-1", "after=0", "after=1", "after=-1", "after=1", "after=2"], service.Asked.Where(path => path.StartsWith("/ledger/leaves", StringComparison.Ordinal)).Select(path => path.Split('&')[1]));
        Assert.Equal(["bundle"], System.IO.Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task What_no_erasure_explains_is_not_begun_anew_for_ever_but_left_to_the_verifier()
    {
        Func<HttpContext, Task>[] attempt = [Ok(Note(1)), Ok(Hidden), NoMore];
        await using var service = await StandIn.With([.. attempt, .. attempt, .. attempt, .. Rest]);

        Assert.Equal(0, await Export(service.Url, Target));

        Assert.Equal(("", ""), (Written("disclosures.jsonl"), Written("erasures.jsonl")));
        Assert.Contains("digest-0", Written("events.jsonl"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    public async Task A_service_that_is_not_ready_is_waited_for(int status)
    {
        var busy = StandIn.Answer(status, """{"code":"ledger.behind","detail":"The log is not signed yet."}""", "0");
        await using var service = await StandIn.With([busy, Ok(Note(3)), Ok(Told), NoMore, busy, .. Rest]);

        Assert.Equal(0, await Export(service.Url, Target));
        Assert.Equal(("tile", "entries"), (Written("tile/0/000.p/3"), Written("tile/entries/000.p/3")));
    }

    [Fact]
    public async Task A_service_that_asks_for_too_much_patience_is_left_with_one_sentence()
    {
        await using var service = await StandIn.With(Ok(Note(3)), StandIn.Answer(503, """{"code":"service.unavailable","detail":"The database is away."}""", "3600"));

        Assert.Equal(1, await Export(service.Url, Target));
        Assert.Equal($"The service at {service.Url} is not ready: The database is away. Try again later.\n", _error.ToString());
        Assert.False(System.IO.Directory.Exists(Target));
    }

    [Fact]
    public async Task A_refusal_is_one_sentence()
    {
        await using var service = await StandIn.With(StandIn.Answer(403, """{"code":"access.not-yours","detail":"Only an auditor reads this."}"""));

        Assert.Equal(1, await Export(service.Url, Target));
        Assert.Equal("Only an auditor reads this.\n", _error.ToString());
    }

    [Theory]
    [InlineData("bundle")]
    [InlineData("bundle/")]
    [InlineData("bundle/note")]
    public async Task What_is_there_already_is_not_written_over(string target)
    {
        System.IO.Directory.CreateDirectory(Target);
        await File.WriteAllTextAsync(Path.Combine(Target, "note"), "mine", TestContext.Current.CancellationToken);
        await using var service = await StandIn.With();

        Assert.Equal(2, await Export(service.Url, Path.Combine(folder, target)));

        Assert.EndsWith("is there already: name a folder that is not.\n", _error.ToString(), StringComparison.Ordinal);
        Assert.Empty(service.Asked);
        Assert.Equal("mine", Assert.Single(System.IO.Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(File.ReadAllText)));
    }

    [Fact]
    public async Task A_folder_is_the_same_with_and_without_a_slash_behind_it_and_what_an_earlier_attempt_left_is_not_in_it()
    {
        System.IO.Directory.CreateDirectory(Target + ".unfinished");
        await File.WriteAllTextAsync(Path.Combine(Target + ".unfinished", "left"), "before", TestContext.Current.CancellationToken);
        await using var service = await StandIn.With([Ok(Note(3)), Ok(Told), NoMore, .. Rest]);

        Assert.Equal(0, await Export(service.Url, Target + "/"));

        Assert.Equal(["bundle"], System.IO.Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName));
        Assert.False(File.Exists(Path.Combine(Target, "left")));
        Assert.Contains("  events.jsonl\n", Written("manifest.sha256"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_cannot_be_sent_is_told_before_anything_is_asked()
    {
        await using var service = await StandIn.With();

        Assert.Equal(2, await Export(service.Url, Target, "gov_kéy\n"));

        Assert.StartsWith("The key holds something that no key holds.", _error.ToString(), StringComparison.Ordinal);
        Assert.Empty(service.Asked);
    }

    public void Dispose()
    {
        System.IO.Directory.Delete(folder, recursive: true);
        _output.Dispose();
        _error.Dispose();
    }

    private string Written(string file) => File.ReadAllText(Path.Combine(Target, file));

    private static Func<HttpContext, Task> Ok(string body) => StandIn.Answer(200, body);

    private static string Note(int size)
    {
        using var signer = NoteSigner.Of(Origin, NoteKeyType.Ed25519, new byte[32]);
        return SignedNote.Sign(new Checkpoint(Origin, size, Merkle.LeafHash([(byte)size])).ToText(), DateTimeOffset.UnixEpoch, signer).ToText();
    }

    private Task<int> Export(string url, string target, string key = "gov_key") =>
        Commands.Run(["ledger", "export", "--to", target, "--url", url], new Terminal(_output, _error, Stream.Null, name => name == "GOVERNANCE_KEY" ? key : null));
}
