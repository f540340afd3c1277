using System.Net.Http.Json;
using System.Text.Json;

namespace Governance.Benchmarks;

/// <summary>
/// The inbox of somebody for whom 5,000 of 20,000 requests wait, over HTTP. Three requests are played with ten corrections each; the other
/// rows and their events are made from these in the database: 5,000 that wait, 8,000 that wait for others, 7,000 that are closed. A tenth
/// is overdue, most are due at some moment, and of half the reader has seen an older version.
/// </summary>
internal static class InboxBenchmark
{
    private const string Reader = "p-1006";
    private const string Other = "p-1005";

    private const string Copy = """
        with copied as (select $1::text as old, 'request/' || $2::text || lpad(to_hex(n), 28, '0') as new, n from generate_series(1, $3::int) n),
        streams as (insert into governance.mt_streams select made.* from copied, governance.mt_streams first,
            lateral jsonb_populate_record(first, jsonb_build_object('id', copied.new)) made where first.id = copied.old),
        events as (insert into governance.mt_events select made.* from copied, governance.mt_events first,
            lateral jsonb_populate_record(first, jsonb_build_object('seq_id', nextval('governance.mt_events_sequence'), 'id', gen_random_uuid(), 'stream_id', copied.new)) made where first.stream_id = copied.old),
        requests as (insert into governance.mt_doc_request select made.* from copied, governance.mt_doc_request first,
            lateral jsonb_populate_record(first, jsonb_build_object('id', copied.new, 'subject_id', 'copy-' || copied.new, 'data', first.data || jsonb_build_object('id', copied.new))) made where first.id = copied.old),
        looks as (insert into governance.mt_doc_requestlook select made.* from copied, governance.mt_doc_requestlook first,
            lateral jsonb_populate_record(first, jsonb_build_object('id', $4::text || ' ' || substr(copied.new, 9), 'data', first.data || jsonb_build_object('id', $4::text || ' ' || substr(copied.new, 9)))) made
            where first.id = $4::text || ' ' || substr(copied.old, 9) and copied.n % 2 = 0)
        insert into governance.mt_doc_requestline select made.* from copied, governance.mt_doc_requestline first,
            lateral (select first.is_open and copied.n % 10 = 0 as late, timestamptz '2027-01-01' + (copied.n * 7919 % 100000) * interval '1 minute' as due) pick,
            lateral (select case when late then '0' else '1' end || to_char(due at time zone 'UTC', 'YYYYMMDDHH24MISS') || '0000000 ' || copied.new as urgency) sorted,
            lateral jsonb_populate_record(first, jsonb_build_object('id', copied.new, 'overdue', late, 'opened_at', first.opened_at - copied.n * interval '1 minute', 'urgency', sorted.urgency,
                'data', first.data || jsonb_build_object('id', copied.new, 'urgency', sorted.urgency,
                    'row', first.data->'row' || jsonb_build_object('requestId', substr(copied.new, 9), 'until', due, 'overdue', late)))) made where first.id = copied.old
        """;

    private static readonly string[] Questions =
    [
        "/inbox?limit=50", "/inbox?limit=50&sort=age", "/inbox?limit=50&overdue=true", "/inbox?limit=50&flow=approve-post", $"/requests?limit=50&waitingFor={Reader}",
        "/requests?limit=50&state=pending", "/requests?limit=50&overdue=true",
    ];

    /// <summary>Measures each question 200 times, then prints how the database answers it.</summary>
    public static async Task RunAsync()
    {
        await using var service = await RunningService.Start();
        using var reader = service.As(Reader);
        await service.Run(Copy, await Played(service, "post-1", Other), "0195", 5_000, Reader);
        await service.Run(Copy, await Played(service, "post-2", Reader), "0196", 8_000, Reader);
        await service.Run(Copy, await Played(service, "post-3", Other, closed: true), "0194", 7_000, Reader);
        await service.Run("analyze");
        foreach (var question in Questions) await Measure(reader, question);
        await Measure(reader, $"/inbox?limit=50&cursor={JsonDocument.Parse(await reader.GetStringAsync("/inbox?limit=200")).RootElement.GetProperty("next").GetString()}");
        await Machine.Measure("/requests/load", 50, () => reader.GetByteArrayAsync("/requests/load"));
        await InboxPlans.Print(service, Reader);
    }

    private static async Task Measure(HttpClient reader, string question)
    {
        var items = JsonDocument.Parse(await reader.GetStringAsync(question)).RootElement.GetProperty("items").EnumerateArray().ToList();
        var changed = items.Count(item => item.TryGetProperty("changed", out _));
        await Machine.Measure($"{question.Split("cursor=")[0]} ({items.Count} rows, {changed} changed)", 200, () => reader.GetByteArrayAsync(question));
    }

    /// <summary>A request with ten corrections, the second of which the reader has seen; answers its stream.</summary>
    private static async Task<string> Played(RunningService service, string subjectId, string author, bool closed = false)
    {
        using var http = service.As(author);
        using var opened = await Done(http.PostAsJsonAsync("/requests", new { flow = "approve-post", subjectId, title = "Spring opening hours", subject = Subject, fields = Fields(0) }));
        var id = JsonDocument.Parse(await opened.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
        using var reader = service.As(Reader);
        for (var i = 1; i <= 10; i++)
        {
            (await Done(http.PostAsJsonAsync($"/requests/{id}/revise", new { subject = Subject, fields = Fields(i), summary = $"Correction {i}" }))).Dispose();
            if (i == 2) await reader.GetStringAsync($"/requests/{id}");
        }

        if (closed) (await Done(http.PostAsJsonAsync($"/requests/{id}/withdraw", new { reason = "Not yet." }))).Dispose();
        return $"request/{id}";
    }

    private static readonly object Subject = new { topic = "service", paid = false };

    private static object Fields(int i) => new { accounts = "@acme", links = "none", media = "none", text = $"We open at {i}." };

    private static async Task<HttpResponseMessage> Done(Task<HttpResponseMessage> sent) => (await sent).EnsureSuccessStatusCode();
}
