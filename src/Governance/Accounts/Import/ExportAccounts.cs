using System.Globalization;
using System.Text;
using System.Text.Json;
using Governance.Shared;
using Marten;

namespace Governance.Accounts;

/// <summary>GET /accounts/export: the whole register in one answer, as it is written, without being held in memory.</summary>
public static class ExportAccounts
{
    /// <summary>The columns of the CSV, which an import reads back.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "url", "platform", "handle", "platformId", "state", "owner", "backupOwner", "type", "class", "displayName", "purpose", "audience", "unit", "brand", "market", "language", "level", "method",
        "verifiedUntil", "attestationDueOn", "overdue", "disputed", "compromised", "orphaned", "governed", "accountId", "version",
    ];

    /// <summary>What can be asked for.</summary>
    public enum Format
    {
        /// <summary>Comma-separated values (RFC 4180), with a line of names.</summary>
        Csv,

        /// <summary>One JSON array.</summary>
        Json,
    }

    /// <summary>Writes every line, by platform and handle.</summary>
    public static async Task Get([FromQuery(Name = "format")] Word<Format>? format, IQuerySession session, HttpContext http)
    {
        var json = format is { Value: Format.Json };
        http.Response.ContentType = json ? "application/json; charset=utf-8" : "text/csv; charset=utf-8; header=present";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"accounts.{(json ? "json" : "csv")}\"";
        await using var body = new StreamWriter(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 64 * 1024, leaveOpen: true);
        await body.WriteAsync(json ? "[" : string.Join(',', Columns) + "\r\n");
        var separator = "\n";
        await foreach (var line in session.Query<RegisterLine>().OrderBy(line => line.SortKey).ToAsyncEnumerable(http.RequestAborted))
        {
            var row = AccountRow.Of(line, NoNames);
            if (json) await body.WriteAsync(separator + JsonSerializer.Serialize(row, Json.Options));
            else await body.WriteAsync(string.Join(',', Cells(row).Select(Cell)) + "\r\n");
            separator = ",\n";
        }

        if (json) await body.WriteAsync("\n]\n");
    }

    private static readonly Dictionary<string, Directory.PersonCard> NoNames = [];

    private static IEnumerable<string?> Cells(AccountRow row) =>
    [
        row.Url, row.Platform, row.Handle, row.PlatformId, Word(row.State), row.Owner, row.BackupOwner, Word(row.Profile.Type), Word(row.Profile.Class), row.Profile.DisplayName, row.Profile.Purpose, row.Profile.Audience,
        row.Profile.Unit, row.Profile.Brand, row.Profile.Market, row.Profile.Language, row.Level.ToString(CultureInfo.InvariantCulture), row.Method, Moment(row.VerifiedUntil), Moment(row.AttestationDueOn),
        Word(row.Overdue), Word(row.Disputed), Word(row.Compromised), Word(row.Orphaned), Word(row.Governed), row.AccountId, row.Version.ToString(CultureInfo.InvariantCulture),
    ];

    // A spreadsheet takes a cell that begins so for a formula: with an apostrophe before it, it stays the text that somebody typed.
    private static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r') text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Word<T>(T value) where T : struct => value is Enum ? JsonNamingPolicy.CamelCase.ConvertName(value.ToString()!) : value is true ? "true" : "false";

    private static string? Moment(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
