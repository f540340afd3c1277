using JasperFx;
using JasperFx.CodeGeneration;

namespace Governance.Hosting;

/// <summary>
/// The code between a request and its endpoint, which Wolverine writes, is written and compiled when the service is built and not at each start:
/// that takes seconds, and a compiler in memory. What is not there, or was made for something else, is made at run time as ever.
/// </summary>
public static class WrittenHandlers
{
    /// <summary>Where the build wants it written, in a setting that nothing else has.</summary>
    public const string Folder = "Build:HandlersFolder";

    /// <summary>Whether the program was called by the build, to write it; to anybody else <c>codegen</c> is no command.</summary>
    public static bool AreAskedBy(string[] args) => args is ["codegen", "write"] && Environment.GetEnvironmentVariable(Folder.Replace(":", "__", StringComparison.Ordinal)) is not null;

    /// <summary>Uses what was written.</summary>
    public static void UseWrittenHandlers(this WebApplicationBuilder builder) => builder.Services.CritterStackDefaults(defaults =>
    {
        var folder = builder.Configuration[Folder];
        foreach (var profile in (Profile[])[defaults.Development, defaults.Production])
        {
            profile.GeneratedCodeMode = TypeLoadMode.Auto;
            profile.SourceCodeWritingEnabled = folder is not null;
        }

        if (folder is not null) defaults.GeneratedCodeOutputPath = folder;
    });
}
