using FluentValidation;

namespace Governance.Shared;

/// <summary>Shapes that many commands share.</summary>
public static class Shapes
{
    /// <summary>A reason, note or comment: there, and up to 4,000 characters.</summary>
    public static IRuleBuilderOptions<T, string> Reason<T>(this IRuleBuilder<T, string> rule) =>
        rule.NotEmpty().WithMessage("Say it in a sentence.").MaximumLength(4000).WithMessage("Keep it to 4,000 characters.");

    /// <summary>A note that may be absent.</summary>
    public static IRuleBuilderOptions<T, string?> Note<T>(this IRuleBuilder<T, string?> rule) =>
        rule.MaximumLength(4000).WithMessage("Keep it to 4,000 characters.");

    /// <summary>An id that people choose: lower-case letters, digits and hyphens, from a letter, 2 to 64 characters.</summary>
    public static IRuleBuilderOptions<T, string?> Slug<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Matches("^[a-z][a-z0-9-]{1,63}\\z").WithMessage("Use 2 to 64 lower-case letters, digits and hyphens, beginning with a letter.");

    /// <summary>A short text for people: there, and up to 200 characters.</summary>
    public static IRuleBuilderOptions<T, string> Title<T>(this IRuleBuilder<T, string> rule) =>
        rule.NotEmpty().WithMessage("Give it a title.").MaximumLength(200).WithMessage("Keep it to 200 characters.");
}
