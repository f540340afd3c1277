using Governance.Host.Tests.CommandLine;

namespace Governance.Host.Tests.Demo;

/// <summary>The demo of the register, as a stranger starts it.</summary>
public sealed class RegisterDemoTests(LocalService service) : IClassFixture<LocalService>
{
    [Fact]
    public async Task It_plays_to_its_end_on_a_service_of_its_own_and_leaves_nothing_behind()
    {
        var played = (await CommandProcess.Of("demo", "register")).Ended(0)
            .Says("1262 lines").Says("52 accounts stand there more than once, 28 of them under differently named organisations").Says("Each of the 28 accounts of two organisations has a dispute").Says("accepted each by an act of their own").Says("✓ atproto-handle  found, level 3")
            .Says("not found").Says("inconclusive").Says("official, level 3").Says("All of it is as it should be");

        Assert.DoesNotContain("gov_", played.Output, StringComparison.Ordinal);
        Assert.Equal("", played.Error);
    }

    [Fact]
    public async Task On_a_service_that_runs_it_can_be_repeated_and_leaves_out_what_needs_a_pretend_internet()
    {
        (await Play()).Ended(0).Says("Proofs by machine are left out here");
        (await Play()).Ended(0).Says("All of it is as it should be");

        Task<CommandProcess> Play() => CommandProcess.Of("demo", "register", "--url", service.Url, "--keys", service.Keys);
    }

    [Fact]
    public async Task A_register_that_is_not_there_is_wrong_usage() => (await CommandProcess.Of("demo", "register", "--register", "nowhere.csv")).Ended(2).Says("nowhere.csv cannot be read");
}
