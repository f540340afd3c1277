using Governance.Ledger;

namespace Governance.Verify;

/// <summary>Checks a bundle from beginning to end.</summary>
public static class Verification
{
    /// <summary>
    /// Checks everything that the bundle holds; what is wrong is in the report. Throws <see cref="FileNotFoundException"/> when there is no
    /// bundle or checkpoint where it should be, and <see cref="WrongCallException"/> when a key or policy of whoever checks cannot be used.
    /// </summary>
    public static Report Run(VerifyOptions options, Progress progress)
    {
        var findings = new Findings(options.Known);
        var report = new Report(options.Bundle, findings);
        try
        {
            using var bundle = Bundle.Open(options.Bundle, options.Limits);
            Check(bundle, options, report, progress);
        }
        catch (BundleException e)
        {
            findings.Add(new Finding(e.Code, e.Message) { File = e.File });
        }
        catch (Exception e) when (e is not (WrongCallException or IOException or UnauthorizedAccessException))
        {
            // Whatever a hostile bundle has found to throw: it is not verified.
            findings.Add(new Finding("bundle.broke-off", $"The check broke off ({e.GetType().Name}): the bundle holds something that no service writes and that this program does not know how to name. What was found before stands; report this bundle to whoever maintains the program."));
        }
        return report;
    }

    private static void Check(Bundle bundle, VerifyOptions options, Report report, Progress progress)
    {
        var findings = report.Findings;
        foreach (var stranger in bundle.Strangers.Take(Limits.Findings)) findings.Add("file.unknown", stranger, "This belongs to no bundle, or is a link, and was not looked at.");
        report.Files = ManifestCheck.Check(bundle, findings, progress);
        var trust = Trust.Of(options, bundle, findings);
        report.TrustSource = trust?.Source;
        if (CheckpointCheck.Read(bundle.Read(BundlePaths.Checkpoint, Limits.Small), BundlePaths.Checkpoint, findings) is not var (note, checkpoint)) return;
        report.Checkpoint = checkpoint;
        report.Whole = bundle.Files.Keys.Any(BundlePaths.IsTile);
        var tree = report.Whole ? new TreeCheck(bundle, checkpoint, findings) : null;
        report.Tiles = tree?.Check(progress) ?? 0;

        var walk = Walk(bundle, note, checkpoint, tree, options, report, findings, progress);
        if (trust is null) return;
        trust = trust.With(walk.Keys.Successors(trust.Policy));
        report.Vouching = CheckpointCheck.Check(note, trust, BundlePaths.Checkpoint, findings);
        var kept = options.Since is { } since ? Kept(since, trust, findings) : null;
        report.Consistent = new ConsistencyCheck(bundle, checkpoint, tree, findings).Check(kept);
        report.Since = kept?.Size;
    }

    private static EventWalk Walk(Bundle bundle, SignedNote note, Checkpoint checkpoint, TreeCheck? tree, VerifyOptions options, Report report, Findings findings, Progress progress)
    {
        using var personal = new PersonalCheck(bundle, findings);
        var replay = new Replay(new ClaimedStates(bundle, findings), findings, options.Limits);
        var walk = new EventWalk(bundle, checkpoint, new LeafProofs(bundle, note.ToText(), checkpoint, tree, findings), report.Whole, findings, options.Limits, progress);
        walk.Run(personal, replay);
        personal.Finish();
        replay.Finish();
        report.Take(walk, personal, replay);
        if (tree is null) StrayProofs(bundle, walk, findings);
        return walk;
    }

    /// <summary>A proof without its event: somebody took the event out of the bundle.</summary>
    private static void StrayProofs(Bundle bundle, EventWalk walk, Findings findings)
    {
        foreach (var leaf in bundle.Files.Keys.Select(BundlePaths.LeafOfProof).OfType<long>().Where(x => !walk.Seen.Contains(x)).Order())
            findings.Add(new Finding("leaf.missing", $"The bundle proves leaf {leaf} and does not hold it: it was left out.") { Leaf = leaf, File = BundlePaths.ProofOf(leaf) });
    }

    private static Checkpoint? Kept(string since, Trust trust, Findings findings)
    {
        var file = System.IO.Directory.Exists(since) ? Path.Combine(since, BundlePaths.Checkpoint) : since;
        if (!File.Exists(file)) throw new FileNotFoundException($"There is no earlier checkpoint at {since}.");
        if (new FileInfo(file).Length > Limits.Small || CheckpointCheck.Read(File.ReadAllBytes(file), file, findings) is not var (note, checkpoint)) return null;
        CheckpointCheck.Check(note, trust with { Policy = trust.Policy with { Quorum = null } }, file, findings);
        return checkpoint;
    }
}
