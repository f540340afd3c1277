using NSec.Cryptography;

namespace Governance.Ledger;

/// <summary>Ed25519 verification (RFC 8032 section 5.1.7); a key that is none, or a signature of another length, is simply not valid.</summary>
internal static class Ed25519Check
{
    public const int KeySize = 32, SignatureSize = 64;

    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        signature.Length == SignatureSize
        && publicKey.Length == KeySize
        && PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey, out var key)
        && SignatureAlgorithm.Ed25519.Verify(key!, message, signature);
}
