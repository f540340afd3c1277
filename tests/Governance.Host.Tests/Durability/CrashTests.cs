using Governance.Host.Tests.Database;

namespace Governance.Host.Tests.Durability;

/// <summary>What was acknowledged survives the end of whatever ends.</summary>
public sealed class CrashTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    [Fact]
    public async Task After_a_kill_of_the_service_every_acknowledged_command_is_there_once_and_the_others_can_be_sent_again()
    {
        var revisions = new Revisions();
        using (var killed = Start())
        {
            using var client = await Client.Of(killed, scratch.DataFolder);
            await Revisions.Draft(client);
            var writing = Task.WhenAll(Revisions.Policies.Select(policy => revisions.ReviseUntilBroken(client, policy)));
            await Eventually.IsTrue(() => revisions.Acknowledged > 30, "thirty revisions are acknowledged");
            await killed.KilledAsync();
            await writing;
        }

        using var next = Start();
        using var again = await Client.Of(next, scratch.DataFolder);
        foreach (var policy in Revisions.Policies) await revisions.GoOn(again, policy);
        await revisions.AreThereOnce(again);
    }

    [Fact]
    public async Task When_its_database_is_killed_the_service_starts_it_again_goes_on_by_itself_and_has_every_acknowledged_command_once()
    {
        var revisions = new Revisions();
        using var service = Start();
        using var client = await Client.Of(service, scratch.DataFolder);
        await Revisions.Draft(client);
        var recovered = false;
        var writing = Task.WhenAll(Revisions.Policies.Select(policy => revisions.ReviseWhile(client, policy, () => !recovered)));
        await Eventually.IsTrue(() => revisions.Acknowledged > 20, "twenty revisions are acknowledged");

        var killed = scratch.PostmasterPid;
        Processes.Signal("KILL", killed);
        // Whether anybody was turned away meanwhile depends on how long it took: the store tries again for a moment by itself.
        await Eventually.IsTrue(() => scratch.RunningPostmaster is { } next && next != killed, "the database runs again");
        var before = revisions.Acknowledged;
        await Eventually.IsTrue(() => revisions.Acknowledged > before + 8, "it is written to again");
        recovered = true;
        await writing;

        await revisions.AreThereOnce(client);
    }

    public void Dispose() => scratch.Dispose();

    private ServiceProcess Start() => new(("Database__DataFolder", scratch.DataFolder));
}
