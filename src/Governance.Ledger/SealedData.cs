namespace Governance.Ledger;

/// <summary>
/// What a seal and a leaf commit to: the canonical form of an event's data in which every object that has a member <c>_sd</c>
/// (a personal member) has lost its member <c>c</c> (the ciphertext), so that destroying a key or a ciphertext breaks no proof.
/// </summary>
public static class SealedData
{
    /// <summary>The canonical form without ciphertexts; throws <see cref="CanonicalJsonException"/> when there is none.</summary>
    public static byte[] Canonical(ReadOnlySpan<byte> utf8Json)
    {
        using var form = new CanonicalForm(utf8Json, Leaving.Ciphertexts);
        return form.Bytes.ToArray();
    }

    /// <summary>The SHA-256 of <see cref="Canonical"/>: the member <c>b</c> of seals and entries.</summary>
    public static Hash Digest(ReadOnlySpan<byte> utf8Json)
    {
        using var form = new CanonicalForm(utf8Json, Leaving.Ciphertexts);
        return Hash.OfData(form.Bytes);
    }

    /// <summary>The canonical form of an event's headers without their member <c>seal</c>.</summary>
    public static byte[] CanonicalHeaders(ReadOnlySpan<byte> utf8Json)
    {
        using var form = new CanonicalForm(utf8Json, Leaving.TheSeal);
        return form.Bytes.ToArray();
    }

    /// <summary>The SHA-256 of <see cref="CanonicalHeaders"/>: the member <c>hdr</c> of entries.</summary>
    public static Hash HeadersDigest(ReadOnlySpan<byte> utf8Json)
    {
        using var form = new CanonicalForm(utf8Json, Leaving.TheSeal);
        return Hash.OfData(form.Bytes);
    }
}
