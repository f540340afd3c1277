using System.Globalization;

namespace Governance.Policies;

/// <summary>Version labels <c>major.minor</c>, given by the engine.</summary>
public static class VersionLabel
{
    /// <summary>The label after <paramref name="last"/>: <c>1.0</c> first, then the next major or minor.</summary>
    public static string Next(string? last, ChangeKind change)
    {
        if (last is null) return "1.0";
        var parts = last.Split('.');
        var (major, minor) = (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
        return change == ChangeKind.Major ? $"{major + 1}.0" : $"{major}.{minor + 1}";
    }
}
