using Governance.Audit;
using JasperFx.Events;

namespace Governance.Tests.Audit;

/// <summary>The sentence of every fact of claims, disputes and domains.</summary>
public sealed class ClaimSentenceTests
{
    private static readonly Names Names = new(new Dictionary<string, string> { ["p-1"] = "Aoife Brennan", ["p-2"] = "Bogdan Ionescu", ["p-3"] = "Chiara Lombardi", ["p-4"] = "Dara Okafor" });

    private static string Said(object fact)
    {
        var stored = (IEvent)Activator.CreateInstance(typeof(Event<>).MakeGenericType(fact.GetType()), fact)!;
        stored.StreamKey = "claim/c-1";
        stored.UserName = "p-1";
        return Sentences.Of(stored, Names).Sentence;
    }

    [Fact]
    public void Every_fact_reads_as_English_and_names_people_not_ids_or_types() => Assert.All(StoredClaimEvents.All, pinned =>
    {
        var sentence = Said(pinned.Event);
        Assert.StartsWith("Aoife Brennan ", sentence, StringComparison.Ordinal);
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\bp-\d", sentence);
        Assert.DoesNotMatch("[a-z][A-Z]", sentence);
        Assert.DoesNotMatch("  | [.,]|System|[{}<>]|recorded", sentence);
    });

    [Fact]
    public void No_two_kinds_of_fact_say_the_same()
    {
        var said = StoredClaimEvents.All.DistinctBy(pinned => pinned.Event.GetType()).Select(pinned => Said(pinned.Event)).ToList();
        Assert.Equal(said.Distinct(), said);
    }
}
