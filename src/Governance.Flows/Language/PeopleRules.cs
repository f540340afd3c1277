namespace Governance.Flows;

/// <summary>Whom a people name means.</summary>
/// <param name="Rule">How they are found.</param>
/// <param name="Otherwise">The people name to take instead when the rule finds nobody.</param>
public sealed record PeopleDefinition(PeopleRule Rule, string? Otherwise);

/// <summary>A way to find people.</summary>
public abstract record PeopleRule;

/// <summary>One person, by id.</summary>
public sealed record OnePerson(string Person) : PeopleRule;

/// <summary>The members of a group.</summary>
public sealed record MembersOf(string Group) : PeopleRule;

/// <summary>Who holds a role in this area, or everywhere; without an area, who holds it anywhere at all.</summary>
public sealed record HoldersOf(string Role, Reference? Of) : PeopleRule;

/// <summary>Who is the manager (or whatever relation) of the person referred to.</summary>
public sealed record RelatedTo(string Relation, Reference Of) : PeopleRule;

/// <summary>Everyone for whom a condition holds. Somebody who lacks an attribute it asks about is not meant.</summary>
public sealed record Satisfies(Condition Where) : PeopleRule;

/// <summary>What <c>of</c> stands for: plain text, or an attribute of the subject or the request.</summary>
public sealed record Reference
{
    internal Reference(string text, Attribute? attribute) => (Text, Attribute) = (text, attribute);

    /// <summary>As written: <c>legal</c> or <c>subject.area</c>.</summary>
    public string Text { get; }

    internal Attribute? Attribute { get; }
}
