using Governance.Access;

namespace Governance.Tests.Access;

public sealed class LocalGreetingTests
{
    private static readonly LocalPerson[] People =
    [
        new("Aoife Brennan", "p-1001", ["drafter"], "gov_acme_1"),
        new("Bo", "p-1002", ["approver", "policy-owner@legal"], "gov_acme_2"),
    ];

    private static string[] Lines(string address = "http://127.0.0.1:5080", bool colour = false, params LocalPerson[] people) =>
        LocalGreeting.Text(address, new("acme", "Acme Sportswear"), people.Length > 0 ? people : People, colour).Split(Environment.NewLine);

    [Fact]
    public void The_table_is_aligned()
    {
        var lines = Lines();
        var keys = lines.Where(line => line.Contains("p-100", StringComparison.Ordinal)).Select(line => line.IndexOf("gov_", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, keys.Count);
        Assert.Single(keys.Distinct());
        Assert.Contains("  Bo             p-1002  approver, policy-owner@legal  gov_acme_2", lines);
    }

    [Fact]
    public void Colour_is_for_terminals_only()
    {
        Assert.DoesNotContain(Lines(colour: false), line => line.Contains('\e'));
        Assert.Contains(Lines(colour: true), line => line.Contains('\e'));
    }

    [Fact]
    public void Each_line_to_paste_reads_as_somebody_with_the_role_for_it() => Assert.Equal(
        [
            "  curl -H 'Authorization: Bearer gov_acme_1' 'http://127.0.0.1:5080/me'",
            "  curl -H 'Authorization: Bearer gov_acme_1' 'http://127.0.0.1:5080/policies'",
            "  curl -H 'Authorization: Bearer gov_acme_2' 'http://127.0.0.1:5080/inbox'",
        ],
        Lines().Where(line => line.Contains("curl", StringComparison.Ordinal)));

    [Fact]
    public void A_socket_is_reached_as_curl_reaches_one() => Assert.Contains(
        "  curl --unix-socket '/run/governance.sock' -H 'Authorization: Bearer gov_acme_1' http://localhost/me", Lines("http://unix:/run/governance.sock"));

    [Fact]
    public void A_name_does_not_steer_the_terminal() => Assert.DoesNotContain(Lines(people: new LocalPerson("A\e[2J\nB", "p-1001", [], "gov_acme_1")), line => line.Contains('\e'));

    [Fact]
    public void An_organisation_without_people_is_greeted_without_lines_to_paste() =>
        Assert.DoesNotContain("curl", LocalGreeting.Text("http://127.0.0.1:5080", new("acme", "Acme"), [], false), StringComparison.Ordinal);
}
