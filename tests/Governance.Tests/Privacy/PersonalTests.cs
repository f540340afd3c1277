using System.Text.Json;
using Governance.Directory;
using Governance.Ledger;
using Governance.Privacy;
using Governance.Shared;

namespace Governance.Tests.Privacy;

/// <summary>Texts about people: how they are stored, told and lost for good.</summary>
public sealed class PersonalTests : IDisposable
{
    private static readonly DataSubject Noor = new("acme", "p-1");
    private static readonly DateTimeOffset At = new(2027, 3, 3, 12, 0, 0, TimeSpan.Zero);

    private readonly TestKeys keys = new();

    public void Dispose() => keys.Dispose();

    private static PersonJoined Joining(string name = "Noor Haddad") => new("legal", 3, Personal.Of(Noor, name), Personal.Of(Noor, "noor@acme.example"));

    private string Stored(object value) => JsonSerializer.Serialize(value, value.GetType(), keys.Store);

    private T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, keys.Store)!;

    private static ErasureRecord Erasing(DataSubject subject, params string[] named) => new(subject.Tenant, subject.Person, named, ErasureBasis.Objection, null, "p-9", At);

    [Fact]
    public void What_another_program_concealed_is_read_and_disclosed()
    {
        Assert.Equal("Aoife Brennan", StoredTexts.Read(StoredTexts.Name).Text);
        Assert.Equal(["aoife.brennan@acme.example", "sub-aoife", "Retired"], ((string[])[StoredTexts.Email, StoredTexts.SignIn, StoredTexts.Reason]).Select(text => StoredTexts.Read(text).Text));
        var disclosed = Assert.Single(new Disclosures(StoredTexts.Keys.Ring).Of(System.Text.Encoding.UTF8.GetBytes($$"""{"area":"legal","name":{{StoredTexts.Name}}}""")));
        Assert.Equal((StoredTexts.NameDisclosure, PersonalState.Readable, "p-1", StoredTexts.KeyId), (disclosed.Disclosure, disclosed.State, disclosed.Person, disclosed.Key));
        Assert.Equal(disclosed.Digest, Disclosure.DigestOf(StoredTexts.NameDisclosure).ToBase64Url());
    }

    [Fact]
    public void The_stored_form_says_nothing_of_the_words_and_reads_back_to_them()
    {
        var json = Stored(Joining());
        foreach (var word in (string[])["Noor", "Haddad", "acme.example"]) Assert.DoesNotContain(word, json, StringComparison.Ordinal);
        var name = JsonDocument.Parse(json).RootElement.GetProperty("name");
        Assert.Equal(["_sd", "p", "k", "c"], name.EnumerateObject().Select(member => member.Name));
        Assert.Equal("p-1", name.GetProperty("p").GetString());
        Assert.StartsWith("acme/p-1/", name.GetProperty("k").GetString(), StringComparison.Ordinal);
        var read = Read<PersonJoined>(json);
        Assert.Equal(("Noor Haddad", "noor@acme.example", null), (read.Name?.Text, read.Email?.Text, read.SignIn?.Text));
        Assert.Equal(Joining(), read);
    }

    [Fact]
    public void However_often_it_is_written_it_is_the_same_bytes_in_the_fact_and_in_the_view()
    {
        var joining = Joining();
        var first = Stored(joining);
        Assert.Equal(first, Stored(joining));
        Assert.Equal(first, Stored(Read<PersonJoined>(first)));
        var card = PersonCard.After(null, new Fact<PersonEvent>(joining, "p-9", At, 1), "person/p-1");
        Assert.Equal(Member(first, "name"), Member(Stored(card), "name"));
        Assert.Equal(Member(first, "name"), Member(Stored(Read<PersonCard>(Stored(card))), "name"));
    }

    [Fact]
    public void The_same_words_twice_are_stored_in_two_ways() => Assert.NotEqual(Member(Stored(Joining()), "name"), Member(Stored(Joining()), "name"));

    [Fact]
    public void Written_by_many_at_once_it_is_still_one_form()
    {
        var joining = Joining();
        var forms = new string[32];
        Parallel.For(0, forms.Length, i => forms[i] = Stored(joining));
        Assert.Single(forms.Distinct());
    }

    [Fact]
    public void A_text_from_before_it_was_marked_is_read_and_stays_as_it_was_written()
    {
        const string Before = """{"reason":"Retired"}""";
        var left = Read<PersonLeft>(Before);
        Assert.Equal((PersonalState.Readable, "Retired", null), (left.Reason!.State, left.Reason.Text, left.Reason.Person));
        Assert.Equal(Before, Stored(left));
        Assert.Equal(new PersonJoined("legal", 3), Read<PersonJoined>("""{"area":"legal","grade":3}"""));
    }

    [Fact]
    public void The_API_tells_the_words_and_after_an_erasure_who_it_was_about_and_that_they_were_erased()
    {
        var read = Read<PersonLeft>(Stored(new PersonLeft(Personal.Of(Noor, "Retired"))));
        Assert.Equal("""{"reason":"Retired"}""", JsonSerializer.Serialize(read, Json.Options));
        Assert.Equal("""{"reason":{"person":"p-1","state":"notShown"}}""", JsonSerializer.Serialize(read, Json.WithoutPersonal));
        _ = keys.Ring.Erase(Erasing(Noor));
        Assert.Equal("""{"reason":{"person":"p-1","state":"erased"}}""", JsonSerializer.Serialize(read, Json.Options));
        Assert.Equal("""{"reason":{"person":"p-1","state":"erased"}}""", JsonSerializer.Serialize(read, Json.WithoutPersonal));
        Assert.Equal(((string?)null, "(erased)"), (read.Reason!.Text, read.Reason.Shown));
    }

    [Fact]
    public void No_other_serialiser_and_no_log_is_given_the_words()
    {
        var text = Personal.Of(Noor, "Noor Haddad");
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(text));
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(new { text }));
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(new { many = (Personal[])[text] }, keys.Store));
        Assert.DoesNotContain("Noor", $"{text} {Joining()}", StringComparison.Ordinal);
    }

    // A member that is worked out of a text would be stored beside it, in plain words.
    [Fact]
    public void What_has_a_marked_member_has_no_member_that_is_worked_out()
    {
        var marked = typeof(Personal).Assembly.GetTypes().Where(type => type != typeof(Personal) && type.GetProperties().Any(member => member.PropertyType == typeof(Personal))).ToList();
        Assert.Contains(typeof(PersonCard), marked);
        Assert.Contains(typeof(PersonJoined), marked);
        Assert.All(marked, type => Assert.All(type.GetProperties(), member => Assert.True(member.CanWrite, $"{type.Name}.{member.Name} would be stored: make it a method")));
    }

    [Fact]
    public void Who_joined_before_names_were_in_the_facts_gets_a_card_with_the_next()
    {
        Assert.Equal(new PersonCard("person/p-1", null, null, null), PersonCard.After(null, new Fact<PersonEvent>(new PersonLeft(null), "p-9", At, 7), "person/p-1"));
        var named = PersonCard.After(null, new Fact<PersonEvent>(new PersonCardChanged(["name"], Personal.Of(Noor, "Noor")), "p-9", At, 7), "person/p-1");
        Assert.Equal("Noor", named.Name?.Text);
        Assert.Equal(named, PersonCard.After(named, new Fact<PersonEvent>(new PersonCardChanged(["name"]), "p-9", At, 8), "person/p-1"));
    }

    [Fact]
    public void A_card_says_what_the_facts_said_last()
    {
        Fact<PersonEvent> Then(PersonEvent fact, long version) => new(fact, "p-9", At, version);
        var card = PersonCard.After(null, Then(new PersonJoined("legal", 3, Personal.Of(Noor, "Noor"), Personal.Of(Noor, "n@acme.example"), Personal.Of(Noor, "sub-1")), 1), "person/p-1");
        card = PersonCard.After(card, Then(new PersonCardChanged(["email", "signIn"], null, null, Personal.Of(Noor, "sub-2")), 2), "person/p-1");
        Assert.Equal(("Noor", null, "sub-2"), (card.Name?.Text, card.Email?.Text, card.SignIn?.Text));
        card = PersonCard.After(card, Then(new PersonLeft(null), 3), "person/p-1");
        Assert.Equal(("Noor", null), (card.Name?.Text, card.SignIn?.Text));
        card = PersonCard.After(card, Then(new PersonErased(["k"], ErasureBasis.Objection, "Request 17"), 4), "person/p-1");
        Assert.Equal(new PersonCard("person/p-1", null, null, null, new Erasure(At, ErasureBasis.Objection, "Request 17")), card);
        Assert.Equal(card, PersonCard.After(card, Then(new PersonErased(["l"], ErasureBasis.ChildsData, null), 5), "person/p-1"));
    }

    [Fact]
    public void An_erasure_is_of_one_person_of_one_organisation()
    {
        var (other, elsewhere) = (new DataSubject("acme", "p-2"), new DataSubject("globex", "p-1"));
        var texts = ((DataSubject[])[Noor, other, elsewhere]).Select(subject => Read<PersonLeft>(Stored(new PersonLeft(Personal.Of(subject, "Retired")))).Reason!).ToList();
        _ = keys.Ring.Erase(Erasing(Noor));
        Assert.Equal([PersonalState.Erased, PersonalState.Readable, PersonalState.Readable], texts.Select(text => text.State));
    }

    [Fact]
    public void Another_service_that_remembers_the_key_cannot_read_it_after_the_erasure_either()
    {
        var (theirs, store) = keys.Opened();
        using (theirs)
        {
            var json = Stored(Joining());
            var read = JsonSerializer.Deserialize<PersonJoined>(json, store)!;
            Assert.Equal("Noor Haddad", read.Name!.Text);
            _ = keys.Ring.Erase(Erasing(Noor));
            Assert.Equal(PersonalState.Erased, read.Name.State);
            Assert.Throws<PersonErasedException>(() => JsonSerializer.Serialize(Joining("Noor Saleh"), store));
        }
    }

    [Fact]
    public void Nothing_about_somebody_who_was_erased_is_concealed_again()
    {
        _ = keys.Ring.Erase(Erasing(Noor));
        Assert.Throws<PersonErasedException>(() => Stored(Joining()));
        Assert.Empty(keys.Folder.KeysOf(Noor));
    }

    [Theory]
    [InlineData("c", "AAAA")]
    [InlineData("c", "not base64!")]
    [InlineData("_sd", "AAAA")]
    [InlineData("p", "p-2")]
    [InlineData("k", "acme/p-1/ffffffffffffffff")]
    [InlineData("k", "acme/p-1/../../secret")]
    [InlineData("k", "../../../etc/passwd")]
    public void What_was_changed_cannot_be_read_and_that_is_not_called_an_erasure(string member, string forged)
    {
        var heard = new Heard();
        var (ring, store) = keys.Opened(heard);
        using (ring)
        {
            var whole = JsonDocument.Parse(Stored(new PersonLeft(Personal.Of(Noor, "Retired")))).RootElement.GetProperty("reason").Deserialize<Dictionary<string, string>>()!;
            whole[member] = forged;
            var read = JsonSerializer.Deserialize<PersonLeft>(JsonSerializer.Serialize(new { reason = whole }), store)!;
            Assert.Equal((PersonalState.Unreadable, "(unreadable)"), (read.Reason!.State, read.Reason.Shown));
            Assert.Equal(PersonalState.Unreadable, read.Reason.State);
            Assert.Single(heard.Alarms);
            Assert.Equal("""{"reason":{"person":"PERSON","state":"unreadable"}}""".Replace("PERSON", whole["p"], StringComparison.Ordinal), JsonSerializer.Serialize(read, Json.Options));
        }
    }

    [Fact]
    public void A_lost_key_is_an_alarm_and_never_an_erasure()
    {
        var json = Stored(Joining());
        var heard = new Heard();
        foreach (var key in keys.Folder.KeysOf(Noor)) File.Delete(Path.Combine(keys.Path, key + ".key"));
        var (ring, store) = keys.Opened(heard);
        using (ring)
        {
            var read = JsonSerializer.Deserialize<PersonJoined>(json, store)!;
            Assert.Equal((PersonalState.Unreadable, PersonalState.Unreadable), (read.Name!.State, read.Email!.State));
            Assert.Contains("acme/p-1/", Assert.Single(heard.Alarms), StringComparison.Ordinal);
            Assert.Equal(PersonalState.Unreadable, new Disclosures(ring).Of(System.Text.Encoding.UTF8.GetBytes(json))[0].State);
        }
    }

    [Theory]
    [InlineData("""{"_sd":"x","p":"p-1","k":"k"}""")]
    [InlineData("""{"_sd":"x","p":"p-1","k":"k","c":"c","d":"d"}""")]
    [InlineData("""{"_sd":"x","p":"p-1","k":"k","d":"d"}""")]
    [InlineData("""{"_sd":"x","p":"p-1","k":"k","c":1}""")]
    [InlineData("""{"_sd":"x","p":"p-1","k":"k","c":{}}""")]
    [InlineData("""{"_sd":"x","_sd":"x","k":"k","c":"c"}""")]
    [InlineData("[]")]
    [InlineData("1")]
    public void What_is_not_the_stored_form_is_not_taken_for_it(string form) => Assert.Throws<JsonException>(() => Read<PersonLeft>($$"""{"reason":{{form}}}"""));

    private static string Member(string json, string name) => JsonDocument.Parse(json).RootElement.GetProperty(name).GetRawText();
}
