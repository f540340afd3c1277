using System.Text;

namespace Governance.Ledger;

/// <summary>UTF-8 that throws <see cref="ArgumentException"/> instead of replacing what is no character: two texts must not become one.</summary>
internal static class StrictUtf8
{
    public static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
