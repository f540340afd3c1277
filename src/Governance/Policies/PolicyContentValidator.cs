using FluentValidation;
using FluentValidation.Results;
using Governance.Policies.Text;

namespace Governance.Policies;

/// <summary>The shape of a content at the door: nothing missing, and every field as <see cref="PolicyContentRules"/> wants it.</summary>
public sealed class PolicyContentValidator : AbstractValidator<PolicyContent>
{
    private const string Missing = "Send this member.";

    /// <inheritdoc/>
    public override ValidationResult Validate(ValidationContext<PolicyContent> context)
    {
        var content = context.InstanceToValidate;
        var missing = Absent(content).ToList();
        var faults = missing.Count > 0
            ? missing.Select(name => (Field: name, Reason: Missing))
            : PolicyContentRules.Check(content).Select(problem => (Field: MemberOf(problem.Field), problem.Reason));
        // A validator that runs inside another one reports to the outer context.
        foreach (var (field, reason) in faults) context.AddFailure(new ValidationFailure($"{context.PropertyChain.BuildPropertyPath(field)}", reason));
        return new ValidationResult();
    }

    private static IEnumerable<string> Absent(PolicyContent content)
    {
        if (content.Title is null) yield return "title";
        if (content.Area is null) yield return "area";
        if (content.Owner is not { Role: not null, Area: not null }) yield return "owner";
        if (IsHollow(content.Audience)) yield return "audience";
        if (content.Scope is null) yield return "scope";
        if (IsHollow(content.Jurisdiction)) yield return "jurisdiction";
        if (content.Language is null) yield return "language";
        if (IsHollow(content.Platforms)) yield return "platforms";
        if (IsHollow(content.AccountClasses)) yield return "accountClasses";
        if (content.Glossary.Any(entry => entry.Value is null)) yield return "glossary";
        if (content.Body is null) yield return "body";
    }

    // Approvals know the cycle by another name than the body of a command.
    private static string MemberOf(string field) => field == "reviewCycle" ? "reviewCycleMonths" : field;

    private static bool IsHollow(IReadOnlyList<string>? list) => list is null || list.Any(item => item is null);
}
