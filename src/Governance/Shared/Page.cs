using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Governance.Shared;

/// <summary>One page of a list.</summary>
/// <param name="Items">The items in the list's order.</param>
/// <param name="Next">The cursor of the next page; absent on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>The page of rows that were read one beyond its size; <paramref name="position"/> says where a row stands in the list's order.</summary>
    public static Page<T> Of(IReadOnlyList<T> rows, int size, Func<T, IReadOnlyList<string>> position) =>
        rows.Count <= size ? new(rows, null) : new([.. rows.Take(size)], PageCursor.Encode(position(rows[size - 1])));

    /// <summary>The same page of other items, such as states turned into views.</summary>
    public Page<TOther> Select<TOther>(Func<T, TOther> view) => new([.. Items.Select(view)], Next);
}

/// <summary>
/// Which page is asked for, as the query says it. Take it with <c>[AsParameters]</c>, answer <see cref="Fault"/> when there is one, then
/// read <see cref="Size"/> + 1 rows after <see cref="After"/>.
/// </summary>
/// <param name="Limit">Items on the page, 1 to 200; absent is 50.</param>
/// <param name="Cursor">The <c>next</c> of the page before; absent is the first page.</param>
public sealed record PageQuery([FromQuery(Name = "limit")] string? Limit, [FromQuery(Name = "cursor")] string? Cursor)
{
    /// <summary>The most items on a page.</summary>
    public const int MaxSize = 200;

    /// <summary>A cursor of another list or order.</summary>
    public static readonly Refusal BadCursor = new("request.invalid", "Take the cursor from next of the page before, of this same list.", RefusalKind.Content, "cursor");

    /// <summary>Items on a page when nothing is asked.</summary>
    public const int UsualSize = 50;

    /// <summary>Items on the page; asked only when there is no fault.</summary>
    public int Size => Limit is null ? UsualSize : int.Parse(Limit, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Where the page before ended, as its list wrote it, or null for the first page.</summary>
    public IReadOnlyList<string>? After => Cursor is null ? null : PageCursor.Decode(Cursor);

    /// <summary>Why the query cannot be answered, or null; <paramref name="parts"/> is how many strings a cursor of this list holds.</summary>
    public Refusal? Fault(int parts)
    {
        if (Limit is not null && !(int.TryParse(Limit, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= 1 and <= MaxSize))
            return new("request.invalid", $"Ask for 1 to {MaxSize} items.", RefusalKind.Content, "limit");
        if (Cursor is not null && PageCursor.Decode(Cursor)?.Count != parts)
            return BadCursor;
        return null;
    }
}

/// <summary>
/// A place in a list as one opaque word: base64url (RFC 4648 section 5) of a JSON array of strings. It is no secret and no permission:
/// a changed one reads another place of the same organisation's list, or is refused.
/// </summary>
public static class PageCursor
{
    private const int MaxLength = 1024;

    /// <summary>The word for a place.</summary>
    public static string Encode(IReadOnlyList<string> place) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(place));

    /// <summary>The place that a word stands for, or null when it stands for none, or for text that the database cannot compare.</summary>
    public static IReadOnlyList<string>? Decode(string word)
    {
        if (word.Length is 0 or > MaxLength) return null;
        try
        {
            var place = JsonSerializer.Deserialize<string[]>(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(word)));
            return place is null || place.Any(part => part is null || part.Contains('\0')) ? null : place;
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            return null;
        }
    }
}
