using FluentValidation;
using JasperFx;
using JasperFx.CodeGeneration;
using JasperFx.CodeGeneration.Frames;
using Wolverine.Http;
using Wolverine.Http.CodeGen;

namespace Governance.Shared;

/// <summary>Checks the shape of a command at the door: every endpoint whose body has a registered validator runs it before anything is loaded.</summary>
public sealed class ValidationPolicy : IHttpPolicy
{
    /// <inheritdoc/>
    public void Apply(IReadOnlyList<HttpChain> chains, GenerationRules rules, IServiceContainer container)
    {
        foreach (var chain in chains)
        {
            if (chain.RequestType is not { } command || !container.HasRegistrationFor(typeof(IValidator<>).MakeGenericType(command))) continue;
            var check = new MethodCall(typeof(ValidationPolicy), typeof(ValidationPolicy).GetMethod(nameof(Check))!.MakeGenericMethod(command));
            chain.Middleware.Add(check);
            chain.Middleware.Add(new MaybeEndWithResultFrame(check.ReturnVariable!));
            chain.Metadata.ProducesValidationProblem();
        }
    }

    /// <summary>The field errors of a command as 400, or the word to go on.</summary>
    public static IResult Check<T>(IValidator<T> validator, T command, HttpContext http)
    {
        var result = validator.Validate(command);
        return result.IsValid
            ? WolverineContinue.Result()
            : Problem.Invalid(http, result.Errors.GroupBy(error => error.PropertyName)
                .ToDictionary(field => field.Key, field => field.Select(error => error.ErrorMessage).Distinct().ToArray()));
    }
}
