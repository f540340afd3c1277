using System.Text.RegularExpressions;
using FluentValidation;
using Governance.Shared;

namespace Governance.Directory;

/// <summary>Shapes that commands of the directory share.</summary>
public static partial class DirectoryShapes
{
    /// <summary>A new id of a person: <c>p-</c> and 4 to 32 lower-case letters and digits, which name nobody.</summary>
    public static IRuleBuilderOptions<T, string?> NewPersonId<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Matches("^p-[a-z0-9]{4,32}\\z").WithMessage("Use p- and 4 to 32 lower-case letters and digits that name nobody, or leave it out and get one.");

    /// <summary>Something that must be named by its id.</summary>
    public static IRuleBuilderOptions<T, string?> Named<T>(this IRuleBuilder<T, string?> rule) => rule.NotEmpty().WithMessage("Name it by its id.").Slug();

    /// <summary>What colleagues call somebody: up to 200 characters.</summary>
    public static IRuleBuilderOptions<T, string?> PersonName<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(name => name is null || name.Trim().Length is > 0 and <= 200).WithMessage("A name has 1 to 200 characters.");

    /// <summary>An address of the form that mail takes: up to 254 characters (RFC 5321 section 4.5.3.1), one @, no white space.</summary>
    public static IRuleBuilderOptions<T, string?> Address<T>(this IRuleBuilder<T, string?> rule) =>
        rule.MaximumLength(254).WithMessage("An address has up to 254 characters.").Matches(@"^[^@\s\p{Cc}]{1,64}@[^@\s\p{Cc}]+\z").WithMessage("Give an address of the form name@example.org.");

    /// <summary>A subject at the OpenID provider: up to 255 visible ASCII characters (OpenID Connect Core 1.0 section 2).</summary>
    public static IRuleBuilderOptions<T, string?> Subject<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Matches("^[!-~]{1,255}\\z").WithMessage("Give the provider's sub of this person: 1 to 255 visible ASCII characters.");

    /// <summary>Up to 50 names of flows or ids of areas, or none.</summary>
    public static IRuleBuilderOptions<T, IReadOnlyList<string>?> Scope<T>(this IRuleBuilder<T, IReadOnlyList<string>?> rule) =>
        rule.Must(names => names is null || names.Count <= 50).WithMessage("Name up to 50, or none for all.")
            .Must(names => names is null || names.All(name => name is not null && Name().IsMatch(name))).WithMessage("A name has lower-case letters, digits and hyphens, and begins with a letter.");

    /// <summary>A moment that the calendar of a person holds.</summary>
    public static IRuleBuilderOptions<T, DateTimeOffset> Moment<T>(this IRuleBuilder<T, DateTimeOffset> rule) =>
        rule.Must(moment => moment.Year is >= 2000 and < 2200).WithMessage("Choose a moment between the years 2000 and 2200.");

    /// <summary>A grade: 0 to 1,000.</summary>
    public static IRuleBuilderOptions<T, int?> Grade<T>(this IRuleBuilder<T, int?> rule) =>
        rule.InclusiveBetween(0, 1000).WithMessage("A grade is between 0 and 1000.");

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,63}\z")]
    private static partial Regex Name();
}
