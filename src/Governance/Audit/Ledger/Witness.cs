using System.Globalization;
using System.Net;
using System.Text;
using Governance.Database;
using Governance.Ledger;

namespace Governance.Audit.Ledger;

/// <summary>What a witness answered: a cosignature, or how much it has seen, or why not.</summary>
/// <param name="Cosignature">Its signature lines, checked; or null.</param>
/// <param name="SeenSize">The size of the newest tree that it has seen; only with a conflict.</param>
/// <param name="Trouble">Why not, for people; or null.</param>
/// <param name="TwoHistories">Whether it has seen what this log does not extend.</param>
public sealed record WitnessAnswer(string? Cosignature, long? SeenSize, string? Trouble, bool TwoHistories = false);

/// <summary>One witness that the operator named (C2SP tlog-witness).</summary>
public sealed class Witness : IDisposable
{
    private const int LongestAnswer = 16 * 1024;

    private readonly HttpClient http;
    private readonly NoteVerifier verifier;

    private Witness(string url, string key, NoteVerifier verifier)
    {
        (Url, Key, this.verifier) = (url, key, verifier);
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(url.EndsWith('/') ? url : url + "/"),
            Timeout = TimeSpan.FromSeconds(10),
            MaxResponseContentBufferSize = LongestAnswer,
        };
    }

    /// <summary>Its address.</summary>
    public string Url { get; }

    /// <summary>Whether it did not answer when it was asked last.</summary>
    public bool IsAway { get; set; }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    /// <summary>Its verifier key.</summary>
    public string Key { get; }

    /// <summary>Its name.</summary>
    public string Name => verifier.Name;

    /// <summary>The witness of some settings.</summary>
    /// <exception cref="StartFailure">They name none.</exception>
    public static Witness Of(WitnessSettings settings)
    {
        if (!Uri.TryCreate(settings.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new StartFailure($"Ledger:Witnesses names the address {settings.Url}, which is none: write it like https://witness.auditor.example/.");
        try
        {
            return new Witness(settings.Url, settings.Key, NoteVerifier.Parse(settings.Key));
        }
        catch (FormatException error)
        {
            throw new StartFailure($"The key of the witness at {settings.Url} is not a verifier key: write it as the witness prints it, name+id+base64.", error);
        }
    }

    /// <summary>Asks it to cosign a checkpoint.</summary>
    /// <param name="old">The size that it has seen, 0 for none.</param>
    /// <param name="proof">The consistency proof from there.</param>
    /// <param name="note">The signed checkpoint.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<WitnessAnswer> Add(long old, IReadOnlyList<Hash> proof, string note, CancellationToken cancellation)
    {
        var body = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"old {old}\n"));
        foreach (var hash in proof) body.Append(hash.ToBase64()).Append('\n');
        body.Append('\n').Append(note);
        using var content = new StringContent(body.ToString(), Encoding.UTF8, "text/plain");
        using var answer = await http.PostAsync("add-checkpoint", content, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        return answer.StatusCode switch
        {
            HttpStatusCode.OK => Checked(note, text),
            HttpStatusCode.Conflict when long.TryParse(text.TrimEnd('\n'), NumberStyles.None, CultureInfo.InvariantCulture, out var seen) => new(null, seen, null),
            HttpStatusCode.Conflict => new(null, null, "it holds another tree", TwoHistories: true),
            HttpStatusCode.NotFound => new(null, null, "it does not know this log: its operator must name the log and its key"),
            HttpStatusCode.Forbidden => new(null, null, "it does not trust the log's key"),
            HttpStatusCode.UnprocessableEntity => new(null, null, "the proof does not lead from the tree that it has seen to this one: two histories were shown", TwoHistories: true),
            _ => new(null, null, $"it answered {(int)answer.StatusCode}"),
        };
    }

    /// <summary>Whether a signed checkpoint bears its cosignature already.</summary>
    public bool HasCosigned(string note) => SignedNote.Parse(note).Verify(verifier).Accepted;

    private WitnessAnswer Checked(string note, string lines)
    {
        try
        {
            return SignedNote.Parse(note + lines).Verify(verifier).Accepted ? new(lines, null, null) : new(null, null, NotItsOwn);
        }
        catch (FormatException)
        {
            return new(null, null, NotItsOwn);
        }
    }

    private const string NotItsOwn = "what it answered is no cosignature of its own";
}
