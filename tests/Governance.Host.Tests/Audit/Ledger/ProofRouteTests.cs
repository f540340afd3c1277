using System.Globalization;
using Governance.Ledger;

namespace Governance.Host.Tests.Audit.Ledger;

/// <summary>What auditors and their tools read of the log, and check by themselves.</summary>
public sealed class ProofRouteTests(Service service)
{
    [Fact]
    public async Task A_receipt_of_a_command_leads_to_a_proof_that_holds()
    {
        var acme = await service.Found();
        var receipt = await acme.Drafted("proved");
        var id = receipt.EventId();
        await service.Logged();

        var text = (await acme.Get(Acme.Drafter, $"/events/{id}/proof")).Expect(200).Body;

        var proof = TlogProof.Parse(text);
        var entry = await acme.Service.Of<Npgsql.NpgsqlDataSource>().EntryOf(acme.Tenant, id);
        var checkpoint = LedgerSteps.CheckpointOf(proof.CheckpointNote);
        Assert.True(Proof.VerifyInclusion(proof.Index, checkpoint.Size, Merkle.LeafHash(entry), [.. proof.Path], checkpoint.Root));
        Assert.False(Proof.VerifyInclusion(proof.Index, checkpoint.Size, Merkle.LeafHash([.. entry, 0]), [.. proof.Path], checkpoint.Root));
        var seal = Entry.Parse(entry).Seal!;
        Assert.Equal(receipt.GetProperty("facts")[0].GetProperty("seal").GetProperty("sig").GetString(), System.Buffers.Text.Base64Url.EncodeToString(seal.Sig));
    }

    [Fact]
    public async Task The_checkpoint_is_signed_by_the_key_that_the_status_names_and_the_tiles_lead_to_its_root()
    {
        var acme = await service.Found();
        await acme.Drafted("tiles");
        await service.Logged();
        var note = SignedNote.Parse((await acme.Get(Acme.Auditor, "/ledger/checkpoint")).Expect(200).Body);
        var key = (await acme.Get(Acme.Auditor, "/ledger")).Expect(200).Text("key");
        Assert.True(note.Verify(NoteVerifier.Parse(key)).Accepted);
        var checkpoint = LedgerSteps.CheckpointOf(note.ToText());

        var hashes = await acme.Bytes(Acme.Auditor, "/ledger/" + Tiles.Path(new TileAt(0, 0), (int)checkpoint.Size));
        var entries = EntryBundle.Read(await acme.Bytes(Acme.Auditor, "/ledger/" + Tiles.EntriesPath(0, (int)checkpoint.Size)));

        Assert.Equal(checkpoint.Size, entries.Count);
        Assert.Equal(checkpoint.Root, Merkle.Root([.. entries.Select(entry => Merkle.LeafHash(entry.Span))]));
        Assert.Equal(hashes, entries.SelectMany(entry => Merkle.LeafHash(entry.Span).ToArray()));
    }

    [Fact]
    public async Task Between_any_two_sizes_there_is_a_proof_that_the_log_only_grew()
    {
        var acme = await service.Found();
        await service.Logged();
        var first = LedgerSteps.CheckpointOf((await acme.Get(Acme.Auditor, "/ledger/checkpoint")).Expect(200).Body);
        await acme.Drafted("growing");
        await service.Logged();
        var second = LedgerSteps.CheckpointOf((await acme.Get(Acme.Auditor, "/ledger/checkpoint")).Expect(200).Body);

        var lines = (await acme.Get(Acme.Auditor, $"/ledger/consistency?from={first.Size}&to={second.Size}")).Expect(200).Body;

        var proof = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Hash.Of(Convert.FromBase64String(line))).ToArray();
        Assert.True(second.Size > first.Size);
        Assert.True(Proof.VerifyConsistency(first.Size, first.Root, second.Size, second.Root, proof));
        (await acme.Get(Acme.Auditor, $"/ledger/consistency?from={second.Size + 9999}")).Expect(400, "ledger.sizes");
        (await acme.Get(Acme.Auditor, "/ledger/consistency?from=0")).Expect(400, "ledger.sizes");
    }

    [Theory]
    [InlineData("tile/0/x9")]
    [InlineData("tile/63/000")]
    [InlineData("tile/0/001.p/0")]
    [InlineData("tile/0/999")]
    [InlineData("tile/entries/-1")]
    [InlineData("tile/../checkpoint")]
    public async Task A_tile_that_is_not_there_is_refused(string path)
    {
        var acme = await service.Found();
        await service.Logged();
        var answer = await acme.Get(Acme.Auditor, $"/ledger/{path}");
        Assert.True(answer.Status is 404 or 400, answer.Body);
    }

    [Fact]
    public async Task An_event_of_another_organisation_has_no_proof_here()
    {
        var (acme, other) = (await service.Found(), await service.Found());
        var id = (await other.Drafted("theirs")).EventId();
        await service.Logged();
        (await acme.Get(Acme.Auditor, $"/events/{id}/proof")).Expect(404, "event.unknown");
        (await acme.Get(Acme.Auditor, $"/events/{id}/entry")).Expect(404, "event.unknown");
        (await acme.Get(Acme.Auditor, "/events/nonsense/proof")).Expect(404, "event.unknown");
    }

    [Fact]
    public async Task A_proof_is_to_the_position_that_is_asked_for()
    {
        var acme = await service.Found();
        var id = (await acme.Drafted("positioned")).EventId();
        await service.Logged();
        var first = LedgerSteps.CheckpointOf(TlogProof.Parse((await acme.Get(Acme.Auditor, $"/events/{id}/proof")).Expect(200).Body).CheckpointNote);
        await acme.Drafted("later");
        await service.Logged();

        var again = LedgerSteps.CheckpointOf(TlogProof.Parse((await acme.Get(Acme.Auditor, $"/events/{id}/proof?position={first.Size}")).Expect(200).Body).CheckpointNote);

        Assert.Equal((first.Size, first.Root), (again.Size, again.Root));
        (await acme.Get(Acme.Auditor, $"/events/{id}/proof?position=1")).Expect(400, "ledger.position-before-event");
        (await acme.Get(Acme.Auditor, string.Create(CultureInfo.InvariantCulture, $"/events/{id}/proof?position={long.MaxValue}"))).Expect(400, "ledger.no-checkpoint");
    }
}
