using Governance.Shared;

namespace Governance.Audit.Ledger;

/// <summary>The ledger's refusals.</summary>
public static class LedgerRules
{
    /// <summary>The log is not signed as far as it is asked for: 503.</summary>
    public static readonly Refusal Behind = new("ledger.behind", "The organisation's log is not signed as far as this yet: it is within a second, unless something is wrong. Ask again as Retry-After says; GET /ledger says what it waits for.");

    /// <summary>No checkpoint of that size.</summary>
    public static readonly Refusal NoCheckpoint = new("ledger.no-checkpoint", "No checkpoint of this size was signed. Leave it out for the newest one.", RefusalKind.Content, "size");

    /// <summary>No such tile.</summary>
    public static readonly Refusal NoTile = new("ledger.no-tile", "The log has no such tile. Tiles are tile/<level>/<index>, entries tile/entries/<index>, with .p/<width> for one that is not full; a checkpoint says how large the tree is.", RefusalKind.Unknown);

    /// <summary>No such event.</summary>
    public static readonly Refusal UnknownEvent = new("event.unknown", "The organisation has no event with this id. GET /events lists them.", RefusalKind.Unknown);

    /// <summary>The event is not in the log yet.</summary>
    public static readonly Refusal NotYet = new("ledger.not-yet", "The event is appended but not in a signed tree yet. Ask again as Retry-After says: within 60 seconds it must be, or the log is at fault.", RefusalKind.Unknown);

    /// <summary>No checkpoint of the size that a position names.</summary>
    public static readonly Refusal NoCheckpointThere = NoCheckpoint with { Field = "position" };

    /// <summary>Answers that the log is behind.</summary>
    public static IResult AnswerBehind(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "1";
        return Problem.Reply(http, StatusCodes.Status503ServiceUnavailable, Behind);
    }

    /// <summary>The position is before the event.</summary>
    public static readonly Refusal BeforeEvent = new("ledger.position-before-event", "At this position the event was not in the log yet: take a greater one, or leave it out.", RefusalKind.Content, "position");

    /// <summary>Sizes that no proof leads between.</summary>
    public static readonly Refusal Sizes = new("ledger.sizes", "Give two sizes of the log, from at least 1 and not greater than to, and to not greater than the newest checkpoint's.", RefusalKind.Content, "from");
}
