using Microsoft.AspNetCore.Authentication;

namespace Governance.Access;

/// <summary>Why a credential that was shown is worth nothing; the 401 tells it.</summary>
/// <param name="Sentence">For people: what is wrong and what would be right. Says nothing that the holder of a wrong secret could use.</param>
public sealed record SignInFailure(string Sentence)
{
    /// <summary>An unusable key. One sentence for every reason, so that guessing learns nothing.</summary>
    public static readonly SignInFailure Key = new("This key is not known here, has expired or was revoked. Ask an administrator for another one.");

    /// <summary>The person of a good credential has left.</summary>
    public static readonly SignInFailure PersonLeft = new("Whoever this credential was issued to has left the organisation. It is worth nothing any more.");

    /// <summary>A token past its end.</summary>
    public static readonly SignInFailure Expired = new("The token has expired. Get a new one from your organisation's provider.");

    /// <summary>A token that is not for here.</summary>
    public static readonly SignInFailure Token = new("The token is not accepted. It must come from your organisation's provider, be issued for this service, and name your organisation.");

    /// <summary>A good token of somebody whom the directory does not know.</summary>
    public static readonly SignInFailure Stranger = new("Your organisation's provider knows you, but its directory here does not. Ask an administrator to enter your sub as your signIn.");

    /// <summary>Keeps the reason with the request and fails the sign-in.</summary>
    public AuthenticateResult Keep(HttpContext http)
    {
        http.Items[typeof(SignInFailure)] = this;
        return AuthenticateResult.Fail(Sentence);
    }

    /// <summary>The reason that was kept with the request, or null.</summary>
    public static SignInFailure? Find(HttpContext http) => http.Items.TryGetValue(typeof(SignInFailure), out var failure) ? failure as SignInFailure : null;
}
