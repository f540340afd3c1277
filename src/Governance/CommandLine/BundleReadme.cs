using System.Globalization;
using Governance.Ledger;

namespace Governance.CommandLine;

/// <summary>What a bundle says of itself to whoever opens it.</summary>
internal static class BundleReadme
{
    /// <summary>The text.</summary>
    public static string Text(Checkpoint checkpoint, bool excerpt) => string.Create(CultureInfo.InvariantCulture,
        $"""
        This is {(excerpt ? "an excerpt" : "the whole")} of the log {checkpoint.Origin} at {checkpoint.Size} leaves.

        Check it:       governance-verify --key VKEY .
        Take VKEY, the log's verifier key, from somebody you trust, and not from this folder: policy.txt names the key that the service says it has.
        By hand:        sha256sum -c manifest.sha256; the README of Governance, "Check the ledger by hand", goes on from there with openssl.

        checkpoint      the signed size and root of the log (C2SP tlog-checkpoint)
        policy.txt      keys of the log and its witnesses, as the service states them (C2SP tlog-policy)
        events.jsonl    one leaf a line: the entry that is hashed, and the data and headers that it commits to
        {(excerpt ? "proofs/         that each leaf is in the log (C2SP tlog-proof)" : "tile/           the tree and its entries (C2SP tlog-tiles)")}
        consistency/    that the log only grew from an earlier size (RFC 9162, section 2.1.4), when it was asked for
        disclosures.jsonl  personal data that the digests in events.jsonl stand for (RFC 9901)
        withheld.txt    digests whose personal data were not handed out
        erasures.jsonl  people whose data were erased, on which legal basis, and in which leaf that stands
        states/         what the service makes of the events, to be compared with what governance-verify makes of them

        """);
}
