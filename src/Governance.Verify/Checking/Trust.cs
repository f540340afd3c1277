using Governance.Ledger;

namespace Governance.Verify;

/// <summary>Where the keys come from that decide what is believed.</summary>
public enum TrustSource
{
    /// <summary>From whoever checks: a policy file.</summary>
    PolicyFile,

    /// <summary>From whoever checks: keys.</summary>
    Keys,

    /// <summary>From the bundle itself, which proves only that it agrees with itself.</summary>
    Bundle,
}

/// <summary>The keys that decide what is believed.</summary>
/// <param name="Policy">The logs, the witnesses and how many of them are asked for.</param>
/// <param name="Source">Where they come from.</param>
public sealed record Trust(TlogPolicy Policy, TrustSource Source)
{
    /// <summary>The trust of the options, else of the bundle; null, with a problem, when there is none.</summary>
    /// <exception cref="WrongCallException">What whoever checks gave cannot be read, or names no log.</exception>
    public static Trust? Of(VerifyOptions options, Bundle bundle, Findings findings)
    {
        if (options.PolicyFile is { } file) return new Trust(Given(File.ReadAllBytes(file)), TrustSource.PolicyFile);
        if (options.Keys.Count > 0)
        {
            foreach (var key in options.Keys) Named(key);
            return new Trust(Given(System.Text.Encoding.UTF8.GetBytes(string.Concat(options.Keys.Select(x => $"log {x}\n")) + "quorum none\n")), TrustSource.Keys);
        }

        if (bundle.Read(BundlePaths.Policy, Limits.Small) is not { } text)
        {
            findings.Add("policy.missing", BundlePaths.Policy, $"The bundle has no policy of at most {Limits.Small:N0} bytes that names its log's key, and none was given: nobody can say whose log this is. Give the log's key with --key.");
            return null;
        }
        try
        {
            if (TlogPolicy.Parse(text) is { Logs.Count: > 0 } policy) return new Trust(policy, TrustSource.Bundle);
            findings.Add("policy.no-log", BundlePaths.Policy, "The bundle's policy names no log: anybody's checkpoint would do. Give the log's key with --key.");
            return null;
        }
        catch (FormatException e)
        {
            findings.Add("policy.malformed", BundlePaths.Policy, e.Message);
            return null;
        }
    }

    private static void Named(string key)
    {
        try
        {
            NoteVerifier.Parse(key);
        }
        catch (FormatException e)
        {
            throw new WrongCallException($"--key {key} is no verifier key: {e.Message.TrimEnd('.')}.");
        }
    }

    private static TlogPolicy Given(byte[] text)
    {
        try
        {
            return TlogPolicy.Parse(text) is { Logs.Count: > 0 } policy ? policy : throw new WrongCallException("The policy names no log: anybody's checkpoint would do. Write a line 'log VKEY' into it, with the log's verifier key from somebody you trust.");
        }
        catch (FormatException e) when (e is not WrongCallException)
        {
            throw new WrongCallException(e.Message);
        }
    }

    /// <summary>The same trust in a log that has changed its key since.</summary>
    public Trust With(IEnumerable<NoteVerifier> successors) => this with { Policy = Policy with { Logs = [.. Policy.Logs, .. successors.Select(x => new PolicyLog(x, null))] } };
}
