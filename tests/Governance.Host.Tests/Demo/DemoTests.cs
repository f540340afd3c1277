using Governance.Host.Tests.CommandLine;

namespace Governance.Host.Tests.Demo;

/// <summary>The commands against the service as a stranger has them: two processes and a file of keys.</summary>
public sealed class DemoTests(LocalService service) : IClassFixture<LocalService>
{
    private static readonly string Documents = Path.Combine(AppContext.BaseDirectory, "policies", "documents");

    [Fact]
    public async Task The_documents_are_imported_once_however_often_they_are_imported_and_the_demo_can_be_repeated()
    {
        (await Import("p-1001")).Ended(0).Says("8 files: 8 drafted.");
        (await Import("p-1001")).Ended(0).Says("8 files: 8 unchanged.");

        (await Demo()).Ended(0)
            .Says("8 files: 8 unchanged.").Says("403 policy.self-approval").Says("Elif Yilmaz asks for changes")
            .Says("1.0 was superseded by 2.0 at that moment, not before.").Says("[-12-][+6+] months").Says("The clock brought social-media-policy 2.0 into effect.")
            .Says("social-media-policy stands at 2.0.");
        var again = (await Demo()).Ended(0).Says("social-media-policy is at 2.0 on this service.").Says("social-media-policy stands at 4.0.");

        Assert.DoesNotContain("gov_", again.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\e", again.Output, StringComparison.Ordinal);
        Assert.Equal("", again.Error);
    }

    [Fact]
    public async Task Who_may_not_draft_is_told_once()
    {
        var refused = (await Import("p-1005")).Ended(1).Says("The key may not import policies.").Says("drafter");

        Assert.Equal(1, refused.Error.Count(letter => letter == '\n'));
    }

    [Fact]
    public async Task A_wrong_key_and_a_missing_one_end_the_demo_with_one_sentence()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "{}", TestContext.Current.CancellationToken);
            (await CommandProcess.Of("demo", "--url", service.Url, "--keys", file)).Ended(1).Says("The keys have none for p-1001");
            await File.WriteAllTextAsync(file, "{\"p-1001\": \"gov_wrong\"}", TestContext.Current.CancellationToken);
            (await CommandProcess.Of("demo", "--url", service.Url, "--keys", file)).Ended(1).Says("does not accept the key. This key is not known here");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private Task<CommandProcess> Import(string person) => CommandProcess.Of("policies", "import", Documents, "--url", service.Url, "--key", service.KeyOf(person));

    private Task<CommandProcess> Demo() => CommandProcess.Of("demo", "--url", service.Url, "--keys", service.Keys);
}
