namespace Governance.Hostile;

/// <summary>One way in which one operation is asked wrongly.</summary>
/// <param name="Operation">Whose it is.</param>
/// <param name="Kind">Where it goes wrong.</param>
/// <param name="What">How it goes wrong.</param>
/// <param name="Make">Makes the request of the usual one, by chance where several would do.</param>
internal sealed record Case(Operation Operation, string Kind, string What, Func<HostileRequest, Dice, HostileRequest> Make)
{
    /// <summary>Everything that is done to an operation.</summary>
    public static IEnumerable<Case> Of(Operation operation, Circumstances circumstances) =>
    [
        .. Callers(operation, circumstances), .. BodyCases.Of(operation), .. QueryCases.Of(operation), .. PathCases.Of(operation), .. HeaderCases.Of(operation), .. WireCases.Of(operation),
    ];

    private static IEnumerable<Case> Callers(Operation operation, Circumstances circumstances)
    {
        for (var at = 0; at < 4; at++) yield return new(operation, "as it should be", "nothing is wrong", (usual, _) => usual);
        foreach (var person in circumstances.People) yield return new(operation, "caller", "whoever it is", (usual, _) => usual with { Person = person });
        yield return new(operation, "caller", "nobody", (usual, _) => usual with { Person = null });
        foreach (var (what, value) in Credentials)
            yield return new(operation, "caller", what, (usual, _) => usual with { Person = null, Headers = [.. usual.Headers, ("Authorization", value)] });
    }

    private static readonly (string What, string Value)[] Credentials =
    [
        ("an empty credential", ""), ("no scheme", "gov_acme_0000000000000000_00"), ("another scheme", "Basic cC0xMDAxOng="), ("only a scheme", "Bearer"), ("only a scheme and a space", "Bearer "), ("a short key", "Bearer gov_"), ("a key of nobody", "Bearer gov_acme_ffffffffffffffff_" + new string('0', 64)),
        ("a key of no organisation", "Bearer gov__ffffffffffffffff_" + new string('0', 64)), ("a key of another organisation", "Bearer gov_nobody_ffffffffffffffff_" + new string('0', 64)), ("a key with an injection", "Bearer gov_' or 1=1 --_x_y"), ("a long key", "Bearer gov_acme_" + new string('f', 7_000)), ("a key in other letters", "Bearer gov_\u00e4cme_\u00fc_\u00df"),
        ("two keys", "Bearer gov_a, Bearer gov_b"), ("a token without a signature", "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJwLTEwMDEiLCJ0ZW5hbnQiOiJhY21lIn0."), ("a token of nothing", "Bearer .."), ("a token that is none", "Bearer e30.e30.e30"), ("negotiation", "Negotiate TlRMTVNTUAABAAAA"), ("percent signs", "Bearer %00%0d%0a"),
    ];
}
