namespace Governance.Hostile;

/// <summary>Queries: each parameter by itself, together, and those that there are not.</summary>
internal static class QueryCases
{
    private static readonly string[] Broken = ["%", "%0", "%zz", "%00", "%0d%0a", "%ff%fe", "%c0%af", "%ed%a0%80", "%u0041", "+", "a%20b", "%2525", "&&=", "[]", "%F0%9F%98%80", "%E2%80%AE"];
    private static readonly string[] Booleans = ["TRUE", "1", "yes", "true,false", "", " true"];

    /// <summary>Those of an operation.</summary>
    public static IEnumerable<Case> Of(Operation operation)
    {
        var all = operation.Parameters.Where(each => each.Place == "query").ToList();
        foreach (var parameter in all)
        {
            yield return Asks("missing", parameter, _ => null);
            yield return Asks("in upper case", parameter, _ => $"{parameter.Name.ToUpperInvariant()}={Uri.EscapeDataString(parameter.Example)}");
            yield return Asks("twice", parameter, _ => $"{parameter.Name}={Uri.EscapeDataString(parameter.Example)}&{parameter.Name}={Uri.EscapeDataString(parameter.Example)}");
            yield return Asks("without a value", parameter, _ => parameter.Name);
            yield return Asks("a list", parameter, _ => $"{parameter.Name}[]=a&{parameter.Name}[0]=b&{parameter.Name}.x=c");
            foreach (var (what, value) in Of(parameter)) yield return Asks(what, parameter, dice => $"{parameter.Name}={value(dice)}");
        }

        yield return Query("all at once", _ => string.Join('&', all.Select(each => $"{each.Name}={Uri.EscapeDataString(each.Example)}")));
        yield return Query("all empty", _ => string.Join('&', all.Select(each => $"{each.Name}=")));
        yield return Query("of strangers", dice => $"nobody=1&{Uri.EscapeDataString(dice.Of(Words.Injections)[..1])}=2&$filter=x&_method=DELETE&debug=1");
        yield return Query("of 2000 strangers", _ => string.Join('&', Enumerable.Range(0, 1_200).Select(at => $"a{at}")));
        yield return Query("broken", dice => $"{dice.Of(Broken)}={dice.Of(Broken)}");
        yield return Query("only question marks", _ => "???");

        // Whatever must be asked besides is asked rightly.
        Case Asks(string what, Parameter parameter, Func<Dice, string?> part) => Query($"{parameter.Name} is {what}", dice =>
            string.Join('&', all.Where(each => each.IsRequired && each != parameter).Select(each => $"{each.Name}={Uri.EscapeDataString(each.Example)}").Append(part(dice)).OfType<string>()));

        Case Query(string what, Func<Dice, string> query) => new(operation, "query", what, (usual, dice) => usual with { Target = $"{usual.Target.Split('?')[0]}?{query(dice)}" });
    }

    private static IEnumerable<(string What, Func<Dice, string> Value)> Of(Parameter parameter)
    {
        yield return ("empty", _ => "");
        yield return ("over-long", _ => new string('x', 6_000));
        foreach (var _ in (int[])[1, 2]) yield return ("broken", dice => dice.Of(Broken));
        foreach (var _ in (int[])[1, 2]) yield return ("injection", dice => Escaped(dice.Of(Words.Injections)));
        yield return ("Unicode", dice => Escaped(dice.Of(Words.Unicode)));
        if (parameter.Shape.Words.Count > 0)
        {
            yield return ("another word", dice => dice.Of((string[])["nobody", "0", "1", "-1", "99", parameter.Shape.Words[0].ToUpperInvariant(), string.Join(',', parameter.Shape.Words)]));
            yield return ("any of its words", dice => dice.Of(parameter.Shape.Words));
        }

        foreach (var several in ListsOf(parameter))
            for (var at = 0; at < Math.Min(several.Count, 8); at++) yield return ("a value that cannot be", dice => Escaped(dice.Of(several)));
    }

    private static IEnumerable<IReadOnlyList<string>> ListsOf(Parameter parameter)
    {
        if (parameter.Shape.Kind is "integer" or "number" || parameter.Name is "position" or "size" or "after" or "version" or "limit" or "from" or "to") yield return Words.Numbers;
        if (parameter.Shape.Format is "date-time" or "date") yield return Words.Dates;
        if (parameter.Shape.Kind == "boolean") yield return Booleans;
        if (parameter.Name == "cursor") yield return Words.Cursors;
        if (parameter.Name is "url" or "platform") yield return Words.Urls;
        if (parameter.Name == "stream") yield return ["policy/", "/", "policy/%00", "people/p-1001", "key/x", "organisation/acme", "nobody/x", "policy/a/b", "policy\\a", ""];
    }

    // What is too long for a request line is cut: the line's own bound is a case by itself.
    private static string Escaped(string text) => Uri.EscapeDataString(text.Length > 1_000 ? Whole(text[..1_000]) : text);

    private static string Whole(string text) => char.IsHighSurrogate(text[^1]) ? text[..^1] : text;
}
