using System.Security.Cryptography;
using System.Text.Json;
using Governance.Ledger;

namespace Governance.Tests.Ledger;

public sealed class WycheproofTests
{
    private static byte[] Hex(JsonElement test, string name) => Convert.FromHexString(test.GetProperty(name).GetString()!);

    [Fact]
    public void Ed25519_takes_what_is_valid_and_nothing_that_is_nearly_so()
    {
        var (valid, invalid) = (0, 0);
        foreach (var group in Vectors.Json("wycheproof", "ed25519_test.json").GetProperty("testGroups").EnumerateArray())
        {
            var key = Hex(group.GetProperty("publicKey"), "pk");
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                var right = test.GetProperty("result").GetString() == "valid";
                Assert.True(Ed25519Check.Verify(key, Hex(test, "msg"), Hex(test, "sig")) == right, $"tcId {test.GetProperty("tcId")}");
                if (right) valid++;
                else invalid++;
            }
        }
        Assert.Equal((151, true, true), (valid + invalid, valid > 0, invalid > 0));
    }

    [Fact]
    public void AES_GCM_with_the_sizes_of_a_personal_member_takes_what_is_valid_and_nothing_else()
    {
        var (valid, invalid) = (0, 0);
        foreach (var group in Vectors.Json("wycheproof", "aes_gcm_test.json").GetProperty("testGroups").EnumerateArray())
        {
            if (group.GetProperty("ivSize").GetInt32() != 96 || group.GetProperty("tagSize").GetInt32() != 128) continue;
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                var right = test.GetProperty("result").GetString() == "valid";
                Assert.True(Opens(test) == right, $"tcId {test.GetProperty("tcId")}");
                if (right) valid++;
                else invalid++;
            }
        }
        Assert.Equal((197, true, true), (valid + invalid, valid > 0, invalid > 0));
    }

    private static bool Opens(JsonElement test)
    {
        using var cipher = new AesGcm(Hex(test, "key"), 16);
        var text = Hex(test, "ct");
        var opened = new byte[text.Length];
        try
        {
            cipher.Decrypt(Hex(test, "iv"), text, Hex(test, "tag"), opened, Hex(test, "aad"));
            return opened.AsSpan().SequenceEqual(Hex(test, "msg"));
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }
}
