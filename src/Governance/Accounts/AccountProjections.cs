using Governance.Shared;

namespace Governance.Accounts;

/// <summary>What the rules ask, folded when a command comes: an account has few facts, and the register keeps what is asked across accounts.</summary>
public sealed class AccountProjection() : FactsProjection<Account, AccountEvent>(AccountDecider.Evolve);

/// <summary>Answers: what became of this account, step by step? Folded when it is asked.</summary>
public sealed class AccountViewProjection() : FactsProjection<AccountView, AccountEvent>(AccountView.Fold);
