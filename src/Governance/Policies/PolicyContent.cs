namespace Governance.Policies;

/// <summary>temp</summary>
public sealed record PolicyContent(string Title, PolicyKind Kind, string Area, RoleInArea Owner, IReadOnlyList<string> Audience, string Scope, IReadOnlyList<string> Jurisdiction, string Language, int ReviewCycleMonths, IReadOnlyList<string> Platforms, IReadOnlyList<string> AccountClasses, DateTimeOffset? EffectiveFrom, string? Contact, IReadOnlyDictionary<string, string>? Glossary, string Body)
{
    /// <summary>temp</summary>
    public string Digest() => Body;
    /// <summary>temp</summary>
    public IReadOnlyDictionary<string, string> FieldDigests() => new Dictionary<string, string>();
}
/// <summary>temp</summary>
public sealed record RoleInArea(string Role, string Area);
/// <summary>temp</summary>
public enum PolicyKind
{
    /// <summary>temp</summary>
    Policy,
    /// <summary>temp</summary>
    Standard,
    /// <summary>temp</summary>
    Procedure,
    /// <summary>temp</summary>
    Guideline,
}
