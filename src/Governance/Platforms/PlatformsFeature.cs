using Governance.Database;

namespace Governance.Platforms;

/// <summary>Platforms: how an address becomes an account, and which proofs work there.</summary>
public static class PlatformsFeature
{
    /// <summary>
    /// Reads the platforms once, from <c>Organisation:Platforms</c> or the file that comes with the program; a file with errors refuses the start.
    /// </summary>
    public static void AddPlatforms(this WebApplicationBuilder builder) => builder.Services.AddSingleton(Load(builder.Configuration));

    /// <summary>The shelf of a service; throws <see cref="StartFailure"/> with file, line and reason when there is none.</summary>
    public static PlatformShelf Load(IConfiguration settings)
    {
        var path = settings["Organisation:Platforms"] ?? Path.Combine(AppContext.BaseDirectory, "policies", "platforms.yaml");
        try
        {
            return PlatformFile.Read(path, File.ReadAllText(path));
        }
        catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new StartFailure($"The platforms cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Maps the reads.</summary>
    public static void MapPlatforms(this WebApplication app)
    {
        PlatformList.Map(app);
        ReadAddress.Map(app);
    }
}
