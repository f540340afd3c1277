extern alias verify;

using verify::Governance.Verify;

namespace Governance.Tests.Verify;

/// <summary>Checks bundles in folders of their own.</summary>
internal static class Checked
{
    public static Report Run(TestBundle bundle, Func<VerifyOptions, VerifyOptions>? options = null)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("governance-bundle-");
        try
        {
            bundle.WriteTo(folder.FullName);
            var usual = new VerifyOptions(folder.FullName);
            return Verification.Run(options?.Invoke(usual) ?? usual, Progress.None);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What is wrong, and where, the first first.</summary>
    public static string Problems(Report report) => string.Join(", ", report.Findings.Problems.Select(x => x.Leaf is { } leaf ? $"{x.Code}@{leaf}" : x.Code));

    public static void Holds(Report report) => Assert.True(report.Verified, string.Join("\n", report.Findings.Problems.Select(x => $"{x.Leaf} {x.Code}: {x.Sentence}")));
}
