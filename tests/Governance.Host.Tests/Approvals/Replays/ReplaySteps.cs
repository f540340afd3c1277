using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Governance.Host.Tests.Approvals.Replays;

/// <summary>Past requests, replays of flows over them, and what the database holds meanwhile.</summary>
public static class ReplaySteps
{
    /// <summary>A flow for posts: so many of communications, and whoever else is asked.</summary>
    public static string Posts(int communications, string more = "", int version = 2) => $$"""
        flow: approve-post
        version: {{version}}
        subject: post
        title: Approve a post
        content: {bind: [accounts, links, media, text], editorial: [campaign, notes, publishAt]}
        people:
          communications: {group: communications}
          legal: {group: legal}
          executives: {group: executives}
        stages:
          - id: four-eyes
            all: [{id: second-reader, approve: {{communications}}, of: communications}]
            reject: {by: [communications], count: 1, effect: end}
        {{more}}
        """;

    /// <summary>A post that p-1005 asked for and p-1006 approved.</summary>
    public static async Task<string> ApprovedPost(this Acme acme, string subjectId = "post-1")
    {
        var request = await acme.AskPost(subjectId);
        (await acme.Approve(Acme.OtherComms, request, await acme.Digest(request))).Expect(200);
        return request;
    }

    /// <summary>Orders a replay; while others keep the service busy, it is ordered again.</summary>
    public static async Task<Answer> OrderReplay(this Acme acme, object body, string flow = "approve-post", string person = Acme.Drafter, params (string, string)[] headers)
    {
        Answer? answer = null;
        await Database.Eventually.IsTrue(async () => (answer = await acme.Post(person, $"/flows/{flow}/replays", body, headers)).Status != 429, "there is room for a replay");
        return answer!;
    }

    public static async Task<string> StartReplay(this Acme acme, object body, string flow = "approve-post") => (await acme.OrderReplay(body, flow)).Expect(202).Headers["Location"];

    /// <summary>The replay once it has ended.</summary>
    public static async Task<Answer> Ended(this Acme acme, string replay)
    {
        Answer? answer = null;
        await Database.Eventually.IsTrue(async () => (answer = await acme.Get(Acme.Drafter, replay)).Expect(200).Text("state") != "running", "the replay ends");
        return answer!;
    }

    public static async Task<Answer> Replayed(this Acme acme, object body, string flow = "approve-post") => await acme.Ended(await acme.StartReplay(body, flow));

    public static (int Same, int Different, int CannotBeTold, int Open) Counts(this Answer replay) =>
        (replay.At("same").GetInt32(), replay.At("different").GetInt32(), replay.At("cannotBeTold").GetInt32(), replay.At("open").GetInt32());

    /// <summary>How many rows each table of events and documents has.</summary>
    public static async Task<string> AllRows(this Service service)
    {
        var rows = new List<string>();
        foreach (var table in await service.Ask("select schemaname || '.' || tablename from pg_tables where schemaname in ('governance', 'messages') order by 1"))
            rows.Add($"{table} {string.Join("", await service.Ask($"select count(*)::text from {table}"))}");
        return string.Join("\n", rows);
    }

    public static async Task<IReadOnlyList<string>> Ask(this Service service, string question)
    {
        await using var command = service.Host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(question);
        await using var reader = await command.ExecuteReaderAsync();
        var answers = new List<string>();
        while (await reader.ReadAsync()) answers.Add(reader.GetString(0));
        return answers;
    }

    /// <summary>The same past request so many times more, made in the database: its facts word for word, under ids of their own.</summary>
    public static async Task Copy(this Acme acme, string request, int times)
    {
        var of = $"id = '{ApprovalSteps.StreamOf(request)}' and tenant_id = '{acme.Tenant}'";
        await acme.Service.Ask($"""
            with copies as (select to_char(n, 'FM00000') as suffix from generate_series(1, {times}) n),
            streams as (insert into governance.mt_streams select (jsonb_populate_record(s, jsonb_build_object('id', s.id || '-' || suffix))).* from governance.mt_streams s, copies where {of}),
            documents as (insert into governance.mt_doc_request select (jsonb_populate_record(r, jsonb_build_object('id', r.id || '-' || suffix, 'data', r.data || jsonb_build_object('id', r.id || '-' || suffix)))).* from governance.mt_doc_request r, copies where {of})
            select ''
            """);
        await acme.Service.Ask($"""
            insert into governance.mt_events select (jsonb_populate_record(e, jsonb_build_object('seq_id', nextval('governance.mt_events_sequence'), 'id', gen_random_uuid(), 'stream_id', e.stream_id || '-' || suffix))).*
            from (select to_char(n, 'FM00000') as suffix from generate_series(1, {times}) n) copies, governance.mt_events e
            where e.stream_id = '{ApprovalSteps.StreamOf(request)}' and e.tenant_id = '{acme.Tenant}' order by suffix, version returning ''
            """);
    }
}
