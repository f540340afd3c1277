using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Governance.Hostile;

/// <summary>
/// Makes hostile requests out of an OpenAPI document. Pure: the same document, circumstances, seed and number give the same request.
/// Every case there is comes once before any comes again.
/// </summary>
public sealed class Generator
{
    private readonly int seed;
    private readonly Circumstances circumstances;
    private readonly Case[] cases;

    /// <summary>Reads the document.</summary>
    public Generator(JsonElement document, Circumstances circumstances, int seed)
    {
        (this.seed, this.circumstances) = (seed, circumstances);
        var operations = Operation.In(document);
        Operations = operations.Count;
        cases = Dice.For(seed, -1).Shuffled(operations.SelectMany(operation => Case.Of(operation, circumstances)));
    }

    /// <summary>How many ways there are to ask wrongly.</summary>
    public int Cases => cases.Length;

    /// <summary>How many operations the document has.</summary>
    public int Operations { get; }

    /// <summary>The request of a number.</summary>
    public HostileRequest Request(int number)
    {
        var chosen = cases[number % cases.Length];
        var dice = Dice.For(seed, number);
        var made = chosen.Make(Usual(chosen, number, dice), dice);
        return made with { Body = Numbered(made.Body, number), Target = Numbered(made.Target, number) };
    }

    private HostileRequest Usual(Case chosen, int number, Dice dice)
    {
        var operation = chosen.Operation;
        var person = operation.IsPublic ? null : dice.Of(circumstances.WhoMay.TryGetValue(operation.Route, out var who) && who.Count > 0 ? who : circumstances.People);
        var body = operation.Body is { } example ? Encoding.UTF8.GetBytes(example.ToJsonString()) : null;
        return new(number, operation.Route, chosen.Kind, chosen.What, operation.Method, operation.Target, person, body is null ? [] : [("Content-Type", "application/json")], body);
    }

    private static string Numbered(string text, int number) => text.Replace("@@number@@", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static byte[]? Numbered(byte[]? body, int number) =>
        body is null || body.AsSpan().IndexOf("@@number@@"u8) < 0 ? body : Encoding.Latin1.GetBytes(Numbered(Encoding.Latin1.GetString(body), number));
}
