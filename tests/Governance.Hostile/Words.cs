namespace Governance.Hostile;

/// <summary>Texts that go wrong somewhere. None of them holds a word that the judge looks for, and none names a host outside this machine that could answer.</summary>
internal static class Words
{
    /// <summary>For interpreters of every kind: databases, pages, shells, templates, spreadsheets, paths, directories, logs, patterns.</summary>
    public static readonly IReadOnlyList<string> Injections =
    [
        "' or '1'='1", "'; drop table people; --", "\" or \"\"=\"", "x') union select null,null--", "$$; begin; $$", "\\'; --", "%' and 1=1 --", "_%_%",
        "1;select pg_sleep(5)", "'||(select pg_sleep(5))||'", "{\"$gt\":\"\"}", "$1", ":name", "@p0", "?", "??", "jsonb '{}'",
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "javascript:alert(1)", "<!--", "]]>", "&lt;", "&#0;", "</textarea>",
        "{{7*7}}", "${7*7}", "<%= 7*7 %>", "#{7*7}", "@(1+1)", "{0}", "{0,1000000000}", "%s%s%s%n", "${jndi:ldap://127.0.0.1:9/a}", "`id`", "$(id)", "; id", "| id",
        "=1+1", "+1+1", "@SUM(A1)", "=cmd|'/c calc'!A0", "\"a\",\"b\"\r\nc", "../../../../etc/passwd", "..\\..\\windows\\win.ini", "/dev/zero", "file:///etc/passwd", "\\\\127.0.0.1\\share",
        "*)(uid=*))(|(uid=*", "a\r\nSet-Cookie: a=b", "a\nlevel=error forged", "\u001b[2J\u001b]0;title\u0007", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
        "(a+)+$", "^(([a-z])+.)+[A-Z]([a-z])+$", "(?:(?:(?:a*)*)*)*b", new string('a', 60_000) + "!", "a{1,65535}{1,65535}", "[[:alpha:", "(?<=x", "\\", "\\u0000", "\\x00",
        "__proto__", "constructor", "$type", "null", "undefined", "true", "NaN", "-Infinity", "1e400", "0x41", "1_000", "٣", "½", "-0", "+0", " 1", "1 ",
        "[click](javascript:alert(1))", new string('>', 3_000) + "a", new string('*', 20_000), string.Concat(Enumerable.Repeat("[a](", 5_000)), string.Concat(Enumerable.Repeat("- ", 5_000)),
        string.Concat(Enumerable.Repeat("`", 9_999)), string.Concat(Enumerable.Repeat("<a", 9_000)), string.Concat(Enumerable.Repeat("![", 9_000)),
    ];

    /// <summary>Letters that are counted, folded, ordered or shown in unusual ways.</summary>
    public static readonly IReadOnlyList<string> Unicode =
    [
        "\u202Egnp.exe", "\u2066a\u2069", "e" + new string('\u0301', 5_000), "\U0001F469\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466", "\U0001F1EE\U0001F1EA", "\U00020000\U0010FFFF", "\uFEFFx", "\uFFFE", "\uFFFF",
        "ﬃ", "İstanbul", "ıI", "ß", "\u1E9E", "Σίσυφος", "\u0345", "\u0001", "\u007F", "\u0085", "\u2028", "\u2029", "\u00AD", "\u200B", "\u3000", "\u00A0", "\u180E", "ｐ－１００１", "раураӏ", "\u0DDD\u0DDE",
        string.Concat(Enumerable.Repeat("\U0001F600", 3_000)), new string('\uFDFA', 4_000), "\u1100\u1161\u11A8", "ﷺ", "\u0E33\u0E33", "\uD7FF\uE000", "t\u00A0t", "\u2126\u212B",
    ];

    /// <summary>JSON strings that stand for no text: halves of pairs, U+0000, and escapes that are none.</summary>
    public static readonly IReadOnlyList<string> BrokenJsonStrings =
    [
        "\"\\ud800\"", "\"\\udfff\\ud800\"", "\"a\\ud83dz\"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\x41\"", "\"\\u12\"", "\"\\uZZZZ\"", "\"a\nb\"", "\"a\tb\"", "'single'", "\"unclosed", "\"\\\"", "\"\\ud83d\\u0041\"",
    ];

    /// <summary>Addresses for programs that fetch: this machine, its networks, reserved names and networks, and what is hard to read.</summary>
    public static readonly IReadOnlyList<string> Urls =
    [
        "http://127.0.0.1:9/", "http://localhost/", "http://[::1]/", "http://0.0.0.0/", "http://0/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/", "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://192.168.1.1/", "http://[fe80::1%25eth0]/", "http://[fd00::1]/", "http://metadata.invalid/", "http://192.0.2.1/", "https://nobody.invalid/", "https://a.test:0/", "https://a.test:65536/",
        "https://user:password@nobody.invalid/", "https://nobody.invalid\\@127.0.0.1/", "https://127.0.0.1#@nobody.invalid/", "https://nobody.invalid/%00", "https://nobody.invalid/%zz", "https://nobody.invalid/..%2f..", "//nobody.invalid/x", "https:/nobody.invalid", "https:nobody.invalid",
        "http://", "https://", "://x", "ht!tp://x", "file:///etc/passwd", "gopher://127.0.0.1:9/_x", "ftp://127.0.0.1/", "data:text/html,x", "javascript:alert(1)", "mailto:a@b.invalid", "https://xn--/", "https://xn--a/", "https://xn--ls8h.invalid/", "https://\u3002/", "https://ⓔⓧⓐⓜⓟⓛⓔ.invalid/",
        "https://" + new string('a', 64) + ".invalid/", "https://" + string.Concat(Enumerable.Repeat("a.", 200)) + "invalid/", "https://nobody.invalid/" + new string('a', 9_000), "https://nobody.invalid/?" + string.Concat(Enumerable.Repeat("a=b&", 2_000)),
        "facebook.com", "facebook.com/", "facebook.com/%2e%2e", "facebook.com/profile.php?id=99999999999999999999999", "https://www.facebook.com/profile.php?id=", "https://www.facebook.com/%E0%A4%A", "x.com/@@@", "https://x.com/i/user/-1", "https://youtube.com/@\u202E", "https://t.me/+", "https://www.instagram.com/" + new string('a', 300), "instagram.com/\u0130", "https://mastodon.invalid/@a@b@c", "https://[", "https://]/", "https://a b/", "acct:@", "\\\\x", "https://.invalid/", "https://..invalid/", "https://-.invalid/",
    ];

    /// <summary>Dates out of range, that never were, or in other people's forms.</summary>
    public static readonly IReadOnlyList<string> Dates =
    [
        "0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59.9999999-14:00", "10000-01-01T00:00:00Z", "-0001-01-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-02-30", "2026-13-01", "2026-00-10", "2026-11-31",
        "2026-06-30T23:59:60Z", "2026-06-30T24:00:00Z", "2026-06-30T25:00:00Z", "2026-06-30T10:60:00Z", "2026-06-30T10:00:00+99:99", "2026-06-30T10:00:00+14:01", "2026-06-30T10:00:00", "2026-06-30", "2026-W26", "2026-181", "20260630T100000Z", "06/30/2026", "1782813600", "now", "tomorrow", "",
        "2026-06-30T10:00:00.1234567890123Z", "2026-06-30T10:00:00z", "2026-06-30 10:00:00Z", "٢٠٢٦-٠٦-٣٠", "2026-06-30T10:00:00Z\u0001", "1582-10-10T00:00:00Z", "1970-01-01T00:00:00Z", "2038-01-19T03:14:08Z", "2262-04-12T00:00:00Z", "294277-01-10T00:00:00Z",
    ];

    /// <summary>Numbers as no counter counts; not all of them are JSON.</summary>
    public static readonly IReadOnlyList<string> Numbers =
    [
        "0", "-0", "-0.0", "-1", "1", "2", "1.0", "1.5", "1e0", "1e2", "1E+2", "0.1e1", "1e-400", "1e400", "-1e400", "1e2147483648", "2147483647", "2147483648", "-2147483649", "4294967296", "9007199254740993", "9223372036854775807", "9223372036854775808", "-9223372036854775809",
        "18446744073709551616", "79228162514264337593543950336", "0.0000000000000000000000000000000000000001", new string('9', 500), "1" + new string('0', 20_000), "0." + new string('3', 20_000), "01", "+1", ".5", "5.", "0x10", "1_000", "NaN", "Infinity", "-Infinity", "1,5", "\"1\"", "\"NaN\"", "\" 1\"", "\"\"",
    ];

    /// <summary>Tokens of a cursor, or what looks like one: base64url of lists that no list wrote.</summary>
    public static readonly IReadOnlyList<string> Cursors =
    [
        "", "a", "abc", "====", "W10", "WzFd", "W251bGxd", "WyIiXQ", "WyIiLCIiXQ", "WyIiLCIiLCIiXQ", "WyJhXHUwMDAwIl0", "WyJcdWQ4MDAiXQ", "WyJwLTEwMDEiXQ", "WyI5OTk5LTk5LTk5Il0", "WyIyMDI2LTEzLTAxVDAwOjAwOjAwWiIsIngiXQ", "WyInIG9yIDE9MSAtLSJd", "W1siYSJdXQ", "eyJhIjoxfQ", "bnVsbA", "WyItMSJd", "WyI5MjIzMzcyMDM2ODU0Nzc1ODA4Il0", "WyJOYU4iXQ", "WyIxIiwiMiIsIjMiLCI0Il0", "%ff", "WyJh", "WyJhIl0%0A", "-1", "99999999999999999999",
    ];
}
