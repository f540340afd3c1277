using System.Collections.Immutable;
using Governance.Shared;

namespace Governance.Accounts;

/// <summary>Who of those that a command names can answer for an account.</summary>
/// <param name="People">People who are there and are people.</param>
/// <param name="Programs">Programs and auditors who are there.</param>
public sealed record Holders(ImmutableHashSet<string> People, ImmutableHashSet<string> Programs)
{
    /// <summary>Why a person cannot hold anything of an account, or null.</summary>
    public Refusal? Judge(string person) =>
        People.Contains(person) ? null : Programs.Contains(person) ? AccountRules.NotAPerson : AccountRules.PersonUnknown;
}
