using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Governance.Ledger;

/// <summary>A seal in JSON, whatever names the surrounding serialiser would give: v, k, n, b, sig, each exactly once.</summary>
public sealed class SealJson : JsonConverter<Seal>
{
    /// <inheritdoc/>
    public override Seal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A seal is an object.");
        string? k = null;
        byte[]? n = null, b = null, sig = null;
        var v = 0;
        for (var members = 0; reader.Read() && reader.TokenType != JsonTokenType.EndObject; members++)
        {
            var name = reader.GetString();
            reader.Read();
            if (members == 5) throw new JsonException("A seal has five members.");
            switch (name)
            {
                case "v": v = reader.TokenType == JsonTokenType.Number && reader.ValueSpan.SequenceEqual("1"u8) ? Seal.V : 0; break;
                case "k": k = Text(ref reader); break;
                case "n": n = Bytes(ref reader, Seal.NonceSize); break;
                case "b": b = Bytes(ref reader, Hash.Size); break;
                case "sig": sig = Bytes(ref reader, Ed25519Check.SignatureSize); break;
                default: throw new JsonException("A seal has no such member.");
            }
        }
        return v == Seal.V && k is not null && n is not null && b is not null && sig is not null
            ? new Seal(k, n, Hash.Of(b), sig)
            : throw new JsonException("A seal has v (1), k, n, b and sig.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Seal value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("v"u8, Seal.V);
        writer.WriteString("k"u8, value.K);
        writer.WriteString("n"u8, Base64Url.EncodeToString(value.N));
        writer.WriteString("b"u8, value.B.ToBase64Url());
        writer.WriteString("sig"u8, Base64Url.EncodeToString(value.Sig));
        writer.WriteEndObject();
    }

    private static byte[] Bytes(ref Utf8JsonReader reader, int length)
    {
        var bytes = new byte[length];
        return Base64Text.TryDecodeUrl(Text(ref reader), bytes) ? bytes : throw new JsonException($"Not base64url of {length} bytes.");
    }

    private static string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException("Not a text.");
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("Not a text.", e);
        }
    }
}
