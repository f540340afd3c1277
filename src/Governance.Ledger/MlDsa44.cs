using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Governance.Ledger;

/// <summary>ML-DSA-44 (FIPS 204) without a context, signing deterministically so that a checkpoint has one signature.</summary>
internal static class MlDsa44
{
    public const int PublicKeySize = 1312, SignatureSize = 2420, SeedSize = 32;

    private static readonly MLDsaParameters Parameters = MLDsaParameters.ml_dsa_44;

    public static MLDsaPrivateKeyParameters KeyOf(ReadOnlySpan<byte> seed) => MLDsaPrivateKeyParameters.FromSeed(Parameters, seed.ToArray());

    public static byte[] PublicKeyOf(MLDsaPrivateKeyParameters key) => key.GetPublicKeyEncoded();

    public static byte[] Sign(MLDsaPrivateKeyParameters key, byte[] message)
    {
        var signer = new MLDsaSigner(Parameters, deterministic: true);
        signer.Init(forSigning: true, key);
        signer.BlockUpdate(message, 0, message.Length);
        return signer.GenerateSignature();
    }

    public static bool Verify(ReadOnlySpan<byte> publicKey, byte[] message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != PublicKeySize || signature.Length != SignatureSize) return false;
        var verifier = new MLDsaSigner(Parameters, deterministic: true);
        verifier.Init(forSigning: false, MLDsaPublicKeyParameters.FromEncoding(Parameters, publicKey.ToArray()));
        verifier.BlockUpdate(message, 0, message.Length);
        return verifier.VerifySignature(signature.ToArray());
    }
}
