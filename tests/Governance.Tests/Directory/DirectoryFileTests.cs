using Governance.Directory;
using Governance.Privacy;

namespace Governance.Tests.Directory;

public sealed class DirectoryFileTests
{
    private const string Good = """
        organisation: acme
        title: Acme
        areas: {legal: Legal}
        groups: {legal: Legal department}
        people:
          - {id: p-1, name: Ada, area: legal, roles: [administrator, drafter@legal], groups: [legal], relations: {manager: p-2}}
          - {id: p-2, name: Bea}
        """;

    [Fact]
    public void A_person_in_the_file_joins_with_roles_groups_and_relations() =>
        Assert.Equal<PersonEvent>(
            [new PersonJoined("legal", null, Personal.Of(new("acme", "p-1"), "Ada")), new RoleGranted("administrator", null), new RoleGranted("drafter", "legal"), new GroupJoined("legal"), new RelationStated("manager", "p-2")],
            DirectoryFile.Read("directory.yaml", Good).People[0].Facts("acme"));

    [Theory]
    [InlineData("{a: [", "directory.yaml:1:")]
    [InlineData("", "empty")]
    [InlineData("organisation: acme\ncolour: red", "directory.yaml:2:")]
    [InlineData("organisation: acme\norganisation: other", "directory.yaml:2:")]
    public void What_is_not_a_directory_is_refused_with_the_place(string text, string said) =>
        Assert.Contains(said, Assert.Throws<FormatException>(() => DirectoryFile.Read("directory.yaml", text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("area: legal", "area: sales", "p-1: there is no area `sales`")]
    [InlineData("drafter@legal", "drafter@sales", "p-1: there is no area `sales`")]
    [InlineData("groups: [legal]", "groups: [sales]", "p-1: there is no group `sales`")]
    [InlineData("manager: p-2", "manager: p-3", "p-1: there is no person `p-3`")]
    [InlineData("id: p-2", "id: p-1", "`p-1` stands there 2 times")]
    [InlineData("roles: [administrator, ", "roles: [", "nobody is administrator")]
    [InlineData("organisation: acme", "organisation: Acme Ltd", "organisation must be")]
    public void What_does_not_fit_together_is_refused_by_name(string from, string to, string said) =>
        Assert.Contains(said, Assert.Throws<FormatException>(() => DirectoryFile.Read("directory.yaml", Good.Replace(from, to, StringComparison.Ordinal))).Message, StringComparison.Ordinal);
}
