using Governance.Fetching;
using Governance.Platforms;

namespace Governance.Proofs;

/// <summary>Proofs without the platforms' secret keys: what a machine can look for, and the way out by which it looks.</summary>
public static class ProofsFeature
{
    /// <summary>Adds <see cref="ProofChecker"/> and the guarded fetcher; <c>Proofs:PublicSuffixes</c> names another copy of the public suffix list than the operating system's.</summary>
    public static void AddProofs(this WebApplicationBuilder builder)
    {
        builder.AddFetching();
        builder.Services.AddSingleton(services => PlatformLook.At(services.GetRequiredService<PlatformShelf>()));
        builder.Services.AddSingleton(PublicSuffixes.Load(builder.Configuration["Proofs:PublicSuffixes"] is { Length: > 0 } named ? named : PublicSuffixes.UsualFile));
        builder.Services.AddSingleton<ProofChecker>();
    }
}
