using System.Text.Json;

namespace Governance.Verify;

/// <summary>What the log itself says went wrong, in words: changes of stored events, and events that were not as they should be.</summary>
internal static class Incidents
{
    /// <summary>The problem of a leaf that records a change of a stored event.</summary>
    public static Finding Mutation(EventLine line)
    {
        var note = Note(line);
        var what = Text(note, "change") switch
        {
            "update" or "unseen-update" => "was changed in the database after it was recorded",
            "delete" or "unseen-delete" => "was deleted from the database after it was recorded",
            "truncate" => "may have been deleted: the whole table of events was emptied",
            var other => $"was tampered with in the database ({other})",
        };
        var unseen = Text(note, "change").StartsWith("unseen-", StringComparison.Ordinal) ? " The change got past the log's own watch and was found later." : "";
        return line.Finding("recorded.mutation", $"The log records that {Event(line)} {what}{By(note)}.{unseen}");
    }

    /// <summary>The problem of a leaf that records that an event was not as it should be.</summary>
    public static Finding Violation(EventLine line)
    {
        var note = Note(line);
        var what = Text(note, "violation") switch
        {
            "seal-missing" => "bears no seal of the service: it was written into the database by somebody else",
            "seal-unreadable" or "seal-invalid" => "bears a seal that is not valid: it was changed, forged or copied",
            "seal-of-unknown-node" => "bears the seal of a node that this installation does not know",
            "data-changed" => "does not have the content that was sealed",
            "data-not-canonical" or "headers-not-canonical" => "holds what the service never writes",
            "event-gone" => "was gone before it could be logged",
            "not-captured" => "was written while somebody had switched the log's watch off",
            "version-out-of-order" => "is out of order in its stream",
            "wrong-time" => "bears a time that the database's clock did not give it: it was dated back or forward",
            "time-out-of-range" => "bears a time that no calendar of the service has: somebody else wrote it into the database",
            "entry-without-place" => "bears names or a version that are longer or greater than any that the service writes, so that the log holds it without them: somebody else wrote it into the database",
            "entry-too-long" => "bears who and why that are longer than any that the service writes",
            var other => $"was found to be wrong ({other})",
        };
        return line.Finding("recorded.violation", $"The log records that {Event(line)} {what}{By(note)}.");
    }

    private static string Event(EventLine line) =>
        line.Entry is { Stream: { } stream } ? $"the event of {stream}{(line.Entry.Version is { } version ? $", version {version}," : "")}" : "an event";

    private static string By(JsonElement note) => Text(note, "by") is { Length: > 0 } by ? $" (database user {by})" : "";

    private static JsonElement Note(EventLine line) => JsonElement.Parse(line.Entry!.Note ?? "{}");

    private static string Text(JsonElement note, string name) => note.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString()! : "";
}
