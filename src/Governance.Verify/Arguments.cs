using System.Globalization;

namespace Governance.Verify;

/// <summary>The command line.</summary>
/// <param name="Options">What is to be checked; null when help was asked for.</param>
/// <param name="Json">Whether the report is for programs.</param>
public sealed record Arguments(VerifyOptions? Options, bool Json)
{
    /// <summary>What <c>--help</c> says.</summary>
    public const string Help =
        """
        governance-verify checks a bundle of the ledger: without network, without the service, without a database.

        Usage: governance-verify BUNDLE [--key VKEY]… [--policy FILE] [--since CHECKPOINT] [--known LEAF]… [--json]

          BUNDLE             a folder, or a .tar.gz of one, as `governance ledger export` writes it
          --key VKEY         the log's verifier key, from somebody you trust: name+id+base64. May be given several times
          --policy FILE      instead of keys, your own policy: logs, witnesses, and how many must have cosigned (C2SP tlog-policy)
          --since CHECKPOINT a checkpoint that you kept, or an earlier bundle's folder: that the log only grew since then
          --known LEAF       you have looked into what the log records at this leaf: it is shown, and does not count
          --json             the report as JSON
          --help             this

        Without --key and --policy the bundle's own policy.txt is believed. That shows whether the bundle agrees with itself,
        and not who made it: anybody can make a bundle with a key of their own.

        What is checked
          every file is as the manifest says                       manifest.sha256
          the log signed its size and root, witnesses cosigned     checkpoint
          every entry is in the log that was signed                tile/ in a whole log, proofs/ in an excerpt
          the log only grew                                        consistency/ and --since
          content and headers are those that were recorded,        events.jsonl
          each sealed by a node of the service that the log knows,
          each stream without a gap, no event twice
          what the log itself records as tampered with             mutation and violation leaves
          personal texts are disclosed, withheld, or lawfully      disclosures.jsonl, withheld.txt, erasures.jsonl
          erased; what is neither is missing, which is a problem
          policies, requests, accounts and claims come out of      states/
          their events as the bundle says

        Ends with 0 when all of it holds, 1 when something does not, 2 when it was called in a wrong way.
        """;

    /// <summary>Reads the command line; throws <see cref="FormatException"/> with a sentence when it cannot be understood.</summary>
    public static Arguments Parse(IReadOnlyList<string> words)
    {
        string? bundle = null, policy = null, since = null;
        var (keys, known, json) = (new List<string>(), new HashSet<long>(), false);
        for (var at = 0; at < words.Count; at++)
        {
            string Value() => ++at < words.Count ? words[at] : throw new FormatException($"{words[at - 1]} needs a value.");
            switch (words[at])
            {
                case "--help" or "-h" or "-?": return new Arguments(null, false);
                case "--json": json = true; break;
                case "--key": keys.Add(Value()); break;
                case "--policy": policy = Value(); break;
                case "--since": since = Value(); break;
                case "--known": known.Add(long.TryParse(Value(), NumberStyles.None, CultureInfo.InvariantCulture, out var leaf) ? leaf : throw new FormatException("--known names a leaf by its number.")); break;
                case ['-', ..] word: throw new FormatException($"There is no option {word}.");
                case var word: bundle = bundle is null ? word : throw new FormatException("One bundle is checked at a time."); break;
            }
        }
        if (bundle is null) throw new FormatException("Name the bundle that is to be checked.");
        if (policy is not null && keys.Count > 0) throw new FormatException("Give --key or --policy, not both.");
        return new Arguments(new VerifyOptions(bundle) { PolicyFile = policy, Keys = keys, Since = since, Known = known }, json);
    }
}
