using System.Text.Json;
using CsCheck;
using Governance.Policies.Text;

namespace Governance.Tests.Policies.Text;

public class RedlineTests
{
    private const string Old = """
        ## 1. Purpose {#purpose}

        1.1 Who speaks for us. {#who}

        1.2 Where it applies. {#scope}

        1.3 How long it holds. {#term}

        1.4 Who answers for it. {#owner}
        """;

    private static ClauseChangeKind KindOf(string id, string newText) => Redline.Between(Old, newText).Clauses.Single(clause => clause.Id == id).Kind;

    [Fact]
    public void A_clause_inserted_renumbers_those_after_it_and_moves_none()
    {
        var redline = Redline.Between(Old, Old.Replace("1.4", "1.5").Replace("1.3", "1.4").Replace("1.2", "1.3").Replace("1.3 Where", "1.2 New. {#new}\n\n1.3 Where"));
        Assert.Equal(
            ["purpose Unchanged 1-1", "who Unchanged 1.1-1.1", "new Added -1.2", "scope Renumbered 1.2-1.3", "term Renumbered 1.3-1.4", "owner Renumbered 1.4-1.5"],
            redline.Clauses.Select(clause => $"{clause.Id} {clause.Kind} {clause.OldNumber}-{clause.NewNumber}"));
    }

    [Fact]
    public void A_clause_taken_elsewhere_is_moved_and_the_others_are_not()
    {
        var redline = Redline.Between(Old, """
            ## 1. Purpose {#purpose}

            1.1 Who answers for it now. {#owner}

            1.2 Who speaks for us. {#who}

            1.3 Where it applies. {#scope}

            1.4 How long it holds. {#term}
            """);
        Assert.Equal(new RedlineSummary(1, 3, 0, 0, 1, 0, 0, false, 1, 0), redline.Summary);
        var moved = redline.Clauses[1];
        Assert.Equal((ClauseChangeKind.MovedAndChanged, "1.4", "1.1", 5, 2), (moved.Kind, moved.OldNumber, moved.NewNumber, moved.OldPlace, moved.NewPlace));
    }

    [Fact]
    public void A_removed_clause_stands_after_the_one_it_followed()
    {
        var redline = Redline.Between(Old, Old.Replace("1.2 Where it applies. {#scope}\n\n", ""));
        Assert.Equal(["purpose", "who", "scope", "term", "owner"], redline.Clauses.Select(clause => clause.Id));
        Assert.Equal((ClauseChangeKind.Removed, null), (redline.Clauses[2].Kind, redline.Clauses[2].NewNumber));
    }

    [Fact]
    public void A_heading_changed_or_made_a_paragraph_is_a_change()
    {
        Assert.Equal(ClauseChangeKind.Changed, KindOf("purpose", Old.Replace("Purpose", "Aim")));
        Assert.Equal(ClauseChangeKind.Changed, KindOf("purpose", Old.Replace("## 1.", "# 1.")));
        Assert.Equal(ClauseChangeKind.Changed, KindOf("who", Old.Replace("1.1 Who", "## 1.1 Who")));
    }

    [Fact]
    public void Inside_a_clause_the_words_are_marked_and_a_phrase_replaced_stays_whole() =>
        Assert.Equal(
            [
                new(SegmentKind.Equal, "Everybody "), new(SegmentKind.Deleted, "may"), new(SegmentKind.Inserted, "must"), new(SegmentKind.Equal, " ask the "),
                new(SegmentKind.Deleted, "account owner"), new(SegmentKind.Inserted, "policy steward"), new(SegmentKind.Equal, "."),
            ],
            Redline.Between("1.1 Everybody may ask the account owner. {#aa}", "1.1 Everybody must ask the policy steward. {#aa}").Clauses.Single().Text);

    [Fact]
    public void The_preamble_is_compared_too()
    {
        var redline = Redline.Between("Old words\n\n1.1 a {#aa}", "New words\n\n1.1 a {#aa}");
        Assert.True(redline.Summary.PreambleChanged);
        Assert.Equal((1, 1), (redline.Summary.WordsInserted, redline.Summary.WordsDeleted));
        Assert.False(redline.IsEmpty);
    }

    [Fact]
    public void Texts_without_ids_or_with_problems_are_compared_by_likeness()
    {
        var redline = Redline.Between("1.1 Same.\n\n1.2 Gone.\u0001", "1.1 New entirely.\n\n1.2 Same.\n\n1.3 Same.{#}");
        Assert.Equal(1, redline.Summary.Renumbered);
        Assert.Equal(3, redline.Clauses.Count(clause => clause.Kind is ClauseChangeKind.Added or ClauseChangeKind.Removed));
    }

    [Fact]
    public void A_passage_changed_beyond_following_is_shown_as_replaced_between_the_sentences_that_stayed()
    {
        static string Giant(int seed)
        {
            var random = new Random(seed);
            var sentences = Enumerable.Range(0, 4000).Select(i => i % 1000 == 500 ? $"Anchor {i}." : string.Join(' ', Enumerable.Range(0, 20).Select(_ => random.Next(100_000))) + ".");
            return $"1.1 {string.Join(' ', sentences)} {{#giant}}";
        }

        var change = Redline.Between(Giant(1), Giant(2)).Clauses.Single();
        Assert.Equal(4, change.Text.Count(segment => segment.Kind == SegmentKind.Equal && segment.Text.Contains("Anchor", StringComparison.Ordinal)));
        Assert.Equal(PolicyText.Parse(Giant(2)).Clauses[0].Markdown, New(change.Text));
        Assert.Equal(PolicyText.Parse(Giant(1)).Clauses[0].Markdown, OldOf(change.Text));
    }

    [Fact]
    public void The_json_names_what_happened()
    {
        var json = JsonSerializer.Serialize(Redline.Between("1.1 a {#aa}", "1.1 b {#aa}"), JsonSerializerOptions.Web);
        Assert.Contains("""{"id":"aa","kind":"changed","oldNumber":"1.1","newNumber":"1.1","oldPlace":1,"newPlace":1,"heading":[],"text":[{"kind":"deleted","text":"a"},{"kind":"inserted","text":"b"}]}""", json);
    }

    [Fact]
    public void Forwards_it_gives_the_new_text_and_backwards_the_old() =>
        Generated.Revision.Sample(pair =>
        {
            var (before, after) = (PolicyText.Parse(pair.Old), PolicyText.Parse(pair.New));
            var redline = Redline.Between(pair.Old, pair.New);
            Assert.Equal((before.Preamble, after.Preamble), (OldOf(redline.Preamble), New(redline.Preamble)));
            Assert.Equal(
                after.Clauses.Select(clause => (clause.Id, clause.Number, clause.Heading ?? "", clause.Markdown)),
                redline.Clauses.Where(clause => clause.NewPlace is not null).Select(clause => ((string?)clause.Id, clause.NewNumber!, New(clause.Heading), New(clause.Text))));
            Assert.Equal(
                before.Clauses.Select(clause => (clause.Id, clause.Number, clause.Heading ?? "", clause.Markdown)),
                redline.Clauses.Where(clause => clause.OldPlace is not null).OrderBy(clause => clause.OldPlace)
                    .Select(clause => ((string?)clause.Id, clause.OldNumber!, OldOf(clause.Heading), OldOf(clause.Text))));
        });

    [Fact]
    public void The_way_back_counts_the_same() =>
        Generated.Revision.Sample(pair =>
        {
            var (there, back) = (Redline.Between(pair.Old, pair.New).Summary, Redline.Between(pair.New, pair.Old).Summary);
            Assert.Equal(there, back with
            {
                Added = back.Removed,
                Removed = back.Added,
                WordsInserted = back.WordsDeleted,
                WordsDeleted = back.WordsInserted,
            });
        });

    [Fact]
    public void It_is_empty_exactly_when_the_stored_texts_are_the_same() =>
        Generated.Revision.Sample(pair =>
        {
            Assert.True(Redline.Between(pair.Old, pair.Old).IsEmpty);
            Assert.Equal(pair.Old == pair.New, Redline.Between(pair.Old, pair.New).IsEmpty);
        });

    [Fact]
    public void Moved_clauses_are_as_few_as_can_be() =>
        Gen.Shuffle(Enumerable.Range(0, 7).ToArray()).Sample(order =>
        {
            var places = order.ToArray();
            static string Text(IEnumerable<int> clauses) => string.Join("\n\n", clauses.Select((clause, i) => $"1.{i + 1} Clause {clause} {{#c{clause}}}"));
            var moved = Redline.Between(Text(Enumerable.Range(0, 7)), Text(places)).Summary.Moved;
            var longest = Enumerable.Range(1, 127).Select(set => places.Where(place => (set >> place & 1) == 1).ToList())
                .Where(run => run.SequenceEqual(run.Order())).Max(run => run.Count);
            Assert.Equal(7 - longest, moved);
        });

    private static string New(IEnumerable<Segment> segments) => string.Concat(segments.Where(segment => segment.Kind != SegmentKind.Deleted).Select(segment => segment.Text));

    private static string OldOf(IEnumerable<Segment> segments) => string.Concat(segments.Where(segment => segment.Kind != SegmentKind.Inserted).Select(segment => segment.Text));
}
