using System.Text;
using Governance.Directory;
using Governance.Shared;

namespace Governance.Access;

/// <summary>One person as local mode greets them.</summary>
/// <param name="Name">What colleagues call them.</param>
/// <param name="Id">Their id.</param>
/// <param name="Roles">Their roles, those in one area as role@area.</param>
/// <param name="Key">Their key.</param>
public sealed record LocalPerson(string Name, string Id, IReadOnlyList<string> Roles, string Key)
{
    /// <summary>The line of a person.</summary>
    public static LocalPerson Of(Person person, PersonCard? card, ApiKey key) => new(
        card?.ReadableName() ?? "", StreamKeys.IdOf(person.Id), [.. person.Roles.Select(held => held.Area is null ? held.Role : $"{held.Role}@{held.Area}")], key.ToString());
}

/// <summary>What local mode prints when the service has started: where it is, who is there with which key, and lines to paste.</summary>
public static class LocalGreeting
{
    /// <summary>The text, for a terminal with or without colour.</summary>
    /// <param name="address">An address that the service listens on, such as <c>http://127.0.0.1:5080</c> or <c>http://unix:/run/governance.sock</c>.</param>
    /// <param name="organisation">The organisation's name and id.</param>
    /// <param name="people">Everybody who is there.</param>
    /// <param name="colour">Whether to set off headings with escape codes.</param>
    public static string Text(string address, OrganisationView organisation, IReadOnlyList<LocalPerson> people, bool colour)
    {
        var text = new StringBuilder();
        text.AppendLine().AppendLine(Strong($"{organisation.Title} ({organisation.Id}) is served at {address}", colour));
        text.AppendLine("in local mode: for this machine only, with a key for each person.").AppendLine();
        string[] heading = ["Name", "Id", "Roles", "Key"];
        string[][] rows = [.. people.Select(person => new[] { Printable(person.Name), person.Id, string.Join(", ", person.Roles), person.Key })];
        int[] widths = [.. Enumerable.Range(0, heading.Length).Select(column => rows.Append(heading).Max(row => row[column].Length))];
        text.AppendLine(Strong(Line(heading, widths), colour));
        foreach (var row in rows) text.AppendLine(Line(row, widths));
        text.AppendLine().AppendLine(Strong("Paste one of these:", colour));
        foreach (var (role, path) in Reads)
        {
            // Whoever has the role sees most there; anybody may look.
            if (people.OrderByDescending(person => person.Roles.Contains(role)).FirstOrDefault() is { } reader) text.AppendLine($"  {Curl(address, path, reader.Key)}");
        }

        return text.AppendLine().ToString();
    }

    private static readonly (string Role, string Path)[] Reads = [(Roles.Drafter, "/me"), (Roles.Drafter, "/policies"), (Roles.Approver, "/inbox")];

    private static string Curl(string address, string path, string key)
    {
        const string Socket = "http://unix:";
        var secure = address.StartsWith("https:", StringComparison.Ordinal) ? "--insecure " : "";
        return address.StartsWith(Socket, StringComparison.Ordinal)
            ? $"curl --unix-socket '{address[Socket.Length..]}' -H 'Authorization: Bearer {key}' http://localhost{path}"
            : $"curl {secure}-H 'Authorization: Bearer {key}' '{address}{path}'";
    }

    private static string Line(string[] cells, int[] widths) => ("  " + string.Join("  ", cells.Select((cell, column) => cell.PadRight(widths[column])))).TrimEnd();

    // A name must not steer the terminal that it is printed on.
    private static string Printable(string name) => string.Concat(name.Select(letter => char.IsControl(letter) ? ' ' : letter));

    private static string Strong(string text, bool colour) => colour ? $"\e[1m{text}\e[0m" : text;
}
