using FluentValidation;

namespace Governance.Accounts;

/// <summary>Shapes that commands on accounts share.</summary>
public static class AccountShapes
{
    private const string Id = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\\z";
    private const string Sentence = "Send the id of a person, such as p-1001.";

    /// <summary>The id of a person.</summary>
    public static IRuleBuilderOptions<T, string> Person<T>(this IRuleBuilder<T, string> rule) => rule.NotEmpty().WithMessage(Sentence).Matches(Id).WithMessage(Sentence);

    /// <summary>The id of a person, or nothing.</summary>
    public static IRuleBuilderOptions<T, string?> MaybePerson<T>(this IRuleBuilder<T, string?> rule) => rule.Matches(Id).WithMessage(Sentence);
}

/// <summary>Bounds of a description.</summary>
public sealed class AccountProfileValidator : AbstractValidator<AccountProfile>
{
    /// <summary>Every text up to 200 characters, purpose and audience up to 1,000.</summary>
    public AccountProfileValidator()
    {
        RuleFor(profile => profile.DisplayName).MaximumLength(200).WithMessage("Keep it to 200 characters.");
        RuleFor(profile => profile.Unit).MaximumLength(200).WithMessage("Keep it to 200 characters.");
        RuleFor(profile => profile.Brand).MaximumLength(200).WithMessage("Keep it to 200 characters.");
        RuleFor(profile => profile.Market).MaximumLength(200).WithMessage("Keep it to 200 characters.");
        RuleFor(profile => profile.Purpose).MaximumLength(1000).WithMessage("Keep it to 1,000 characters.");
        RuleFor(profile => profile.Audience).MaximumLength(1000).WithMessage("Keep it to 1,000 characters.");
        RuleFor(profile => profile.Language).Matches("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\\z").WithMessage("Send a language tag such as en or pt-BR (BCP 47).");
    }
}
