using Governance.Notices;
using Governance.Shared;

namespace Governance.Hosting;

/// <summary>Notices by example.</summary>
internal static class NoticeExamples
{
    private const string Id = "0197c3a26d0b7c519a640d6e1b1f5d10.p-1007";
    private const string Account = "0197c3a26d0b7c519a640d6e1b1f5b10";

    private static readonly DateTimeOffset Due = new(2027, 9, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly Notice Told = new(Id, "p-1007", NoticeKind.AttestationDue, StreamKeys.Account(Account), StreamKeys.Account(Account), Due.AddDays(-14)) { On = Due };

    private static readonly NoticeView View = new(Id, Told.Kind, ReadNotices.Sentence(Told, "https://www.instagram.com/acmesportswear/"), $"/accounts/{Account}", Told.At, Due, null);

    internal static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>
    {
        ["listNotices"] = Example.Read(new Page<NoticeView>([View], PageCursor.Encode([$"{Told.At:O}", Id]))),
        ["readNotice"] = Example.Command(new MarkNoticeRead(), Examples.On(StreamKeys.Notice(Id), 1, "/notices", null, nameof(NoticeRead))),
    };
}
