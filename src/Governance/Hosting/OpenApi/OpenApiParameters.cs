using System.Text.Json.Nodes;
using Governance.Shared;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.OpenApi;

namespace Governance.Hosting;

/// <summary>What each parameter of paths and queries means; a name means the same everywhere, unless its operation is named.</summary>
public static class OpenApiParameters
{
    private static readonly Dictionary<string, (string Description, string Example)> Words = new()
    {
        ["policyId"] = ("The policy's reference.", "social-media-policy"),
        ["commentId"] = ("The comment's id, as GET /policies/{policyId}/comments lists it.", "0197c3a26d0b7c519a640d6e1b1f5a10"),
        ["requestId"] = ("The request's id, as GET /requests and GET /inbox list it.", "0197c3a26d0b7c519a640d6e1b1f5a20"),
        ["personId"] = ("The person's pseudonymous id.", "p-1001"),
        ["keyId"] = ("The key's public id, as GET /keys lists it: the third part of the key.", "9f86d081884c7d65"),
        ["name"] = ("The flow's name.", "publish-policy"),
        ["replayId"] = ("The replay's id, as POST /flows/{name}/replays answers it.", "0197c3a26d0b7c519a640d6e1b1f5a30"),
        ["leadId"] = ("The lead's id, as GET /leads lists it: it follows from the account's canonical address.", Examples.LeadId),
        ["sweepId"] = ("The sweep's id, as POST /sweeps answers it.", Examples.SweepId),
        ["probeId"] = ("The probe's id, as POST /probes answers it.", Examples.ProbeId),
        ["caseId"] = ("The case's id, as GET /impostors lists it.", Examples.CaseId),
        ["listLeads.state"] = ("Leads in this state.", "open"),
        ["listLeads.overdue"] = ("true: only what waits for a steward for longer than 5 workdays; false: only the others.", "true"),
        ["listImpostors.state"] = ("Cases in this state.", "reported"),
        ["listImpostors.overdue"] = ("true: only where something is late; false: only the others.", "true"),
        ["danger"] = ("true: only where somebody is in danger; false: only the others.", "true"),
        ["platform"] = ("Accounts on this platform, by its name.", "facebook"),
        ["accountId"] = ("The account's id, as GET /accounts lists it.", "0197c3a26d0b7c519a640d6e1b1f5b10"),
        ["claimId"] = ("The claim's id, as GET /claims lists it.", "0197c3a26d0b7c519a640d6e1b1f5b13"),
        ["disputeId"] = ("The dispute's id, as GET /disputes lists it.", "0197c3a26d0b7c519a640d6e1b1f5c10"),
        ["noticeId"] = ("The notice's id, as GET /notices lists it.", "0197c3a26d0b7c519a640d6e1b1f5d10.p-1007"),
        ["unread"] = ("true: only what you have not read; false: only what you have.", "true"),
        ["listClaims.accountId"] = ("Claims on this account.", "0197c3a26d0b7c519a640d6e1b1f5b10"),
        ["listDisputes.accountId"] = ("Disputes about this account.", "0197c3a26d0b7c519a640d6e1b1f5b10"),
        ["claimant"] = ("Claims of this person.", "p-1005"),
        ["listClaims.state"] = ("Claims in this state.", "submitted"),
        ["listDisputes.state"] = ("Disputes in this state.", "open"),
        ["unit"] = ("Accounts of this business unit.", "Marketing"),
        ["owner"] = ("Accounts of this owner.", "p-1007"),
        ["listAccounts.person"] = ("Accounts of which this person holds anything.", "p-1007"),
        ["listAccounts.state"] = ("Accounts in this state.", "registered"),
        ["listAccounts.overdue"] = ("true: only accounts whose attestation is overdue; false: only the others.", "true"),
        ["class"] = ("Accounts of this class.", "official"),
        ["level"] = ("Accounts whose control is shown at this level, 0 to 3.", "2"),
        ["disputed"] = ("true: only accounts in dispute; false: only the others.", "true"),
        ["governed"] = ("true: only accounts that somebody answers for; false: only the others.", "true"),
        ["outThere"] = ("true: only accounts that people can see; false: only the others.", "true"),
        ["unclaimed"] = ("true: only accounts that nobody has claimed; false: only the others.", "true"),
        ["getOwner.url"] = ("The account's address, in any spelling.", "https://x.com/acme"),
        ["isOfficial.url"] = ("The account's address, in any spelling.", "https://x.com/acme"),
        ["getOwner.on"] = ("At which moment; absent: now.", "2027-03-03T12:00:00Z"),
        ["verdict"] = ("Requests that come out so.", "different"),
        ["limit"] = ("How many items at most.", "50"),
        ["cursor"] = ("The next of the page before; absent: from the beginning.", "WyJwb2xpY3kvc29jaWFsLW1lZGlhLXBvbGljeSJd"),
        ["version"] = ("As it was right behind this version of its history, from 1. One of version, asOf and position.", "3"),
        ["asOf"] = ("As it was known at this moment: in the newest state of the organisation's log that was signed at or before it: what is recorded is signed within seconds, and GET /ledger/checkpoint waits for that. RFC 3339, or a date for its beginning in UTC.", "2027-01-15T09:00:00Z"),
        [AsOf.PositionName] = ("As it was known when the organisation's log had so many leaves.", "1042"),
        ["inForceOn"] = ("Policies of which a version was, is or will be in force at this moment, or at some time of this day in UTC, as far as is known (with asOf or position: was known then); each says which in inForceThen, of a day the last.", "2027-03-03T00:00:00Z"),
        ["on"] = ("The text that was, is or will be in force at this moment, or last on this day in UTC, as far as is known now.", "2027-01-15T09:00:00Z"),
        ["label"] = ("A version label, a version of the history, or draft; absent: the version in force, else the draft.", "1.0"),
        ["format"] = ("In which form; the Content-Type says it back.", "json"),
        ["getPolicyRedline.from"] = ("The older text: a label, a version of the history, or draft; absent: the version in force.", "1.0"),
        ["getPolicyRedline.to"] = ("The newer text; absent: the draft.", "draft"),
        ["getRequestChanges.from"] = ("The older revision, from 1; absent: the one before the newer.", "1"),
        ["getRequestChanges.to"] = ("The newer revision; absent: the current one.", "2"),
        ["revision"] = ("Which revision, from 1; absent: the current one.", "1"),
        ["listEvents.from"] = ("Appended at or after this moment.", "2027-01-01T00:00:00Z"),
        ["listEvents.to"] = ("Appended before this moment.", "2027-02-01T00:00:00Z"),
        ["eventId"] = ("The event's id, as receipts and GET /events give it.", "0197c3a2-6d0b-7c51-9a64-0d6e1b1f5a30"),
        ["getEventProof.position"] = ("Up to a checkpoint of this size; absent: the newest.", "1042"),
        ["listLeaves.position"] = ("Up to a checkpoint of this size; absent: the newest.", "1042"),
        ["size"] = ("The size of an earlier checkpoint; absent: the newest.", "1042"),
        ["disclose"] = ("true: with what tells the concealed texts about people; absent or false, they are withheld.", "true"),
        ["after"] = ("Leaves after this one; absent: from the beginning.", "999"),
        ["listLeaves.stream"] = ("Only leaves of these streams, with the genesis and the keys; may be given several times.", "policy/social-media-policy"),
        ["listStates.stream"] = ("These streams; may be given several times.", "policy/social-media-policy"),
        ["listStates.position"] = ("As of this size of the log; absent: now.", "1042"),
        ["path"] = ("Level and index of a tile, or entries and an index; the index in groups of three digits (C2SP tlog-tiles).", "0/000.p/42"),
        ["getConsistency.from"] = ("The smaller size, from 1.", "1"),
        ["getConsistency.to"] = ("The greater size; absent: the newest checkpoint's.", "1042"),
        ["type"] = ("Events of this type.", "PolicyPublished"),
        ["actor"] = ("What this person did, or system:clock.", "p-1001"),
        ["stream"] = ("Events of this stream.", "policy/social-media-policy"),
        ["listPolicies.state"] = ("Policies in this state.", "inForce"),
        ["listRequests.state"] = ("Requests in this state.", "pending"),
        ["draft"] = ("Policies whose draft has this status.", "submitted"),
        ["listPolicies.area"] = ("Policies of this area.", "communications"),
        ["listPeople.area"] = ("People who work in this area.", "communications"),
        ["kind"] = ("Policies of this kind.", "policy"),
        ["dueBefore"] = ("Policies whose next review is due before this moment.", "2027-12-31T00:00:00Z"),
        ["getInbox.sort"] = ("until: the overdue first, then the nearest moment, then the oldest; age: the oldest first. A cursor holds for one order only.", "until"),
        ["sort"] = ("The order; a cursor holds for one order only.", "title"),
        ["flow"] = ("Requests under this flow.", "publish-policy"),
        ["subjectType"] = ("Requests about this kind of subject.", "post"),
        ["overdue"] = ("true: only what is overdue; false: only what is not.", "true"),
        ["exception"] = ("true: only what went ahead without its approvals and is not reviewed yet; false: only the others.", "true"),
        ["waitingFor"] = ("Requests that wait for this person.", "p-1006"),
        ["subjectId"] = ("Requests about this subject, such as a policy.", "social-media-policy"),
        ["group"] = ("Members of this group.", "legal"),
        ["role"] = ("Holders of this role, in any area.", "approver"),
        ["person"] = ("Delegations of this person.", "p-1001"),
        ["readAddress.url"] = ("The address as people write it, or an account stated as @name@host.", "http://m.facebook.com/Acme/?ref=x"),
        ["includeLeft"] = ("true: also those who have left.", "false"),
    };

    /// <summary>The parameters that every read understands which can be asked as of then: of one thing also a version.</summary>
    public static IEnumerable<OpenApiParameter> OfThen(bool ofOne, string operationId)
    {
        foreach (var (name, schema) in new (string, OpenApiSchema)[] { (AsOf.VersionName, SchemaOf(AsOf.VersionName, typeof(long))), (AsOf.MomentName, SchemaOf(AsOf.MomentName, typeof(Instant))), (AsOf.PositionName, SchemaOf(AsOf.PositionName, typeof(long))) })
        {
            if (name == AsOf.VersionName && !ofOne) continue;
            var (description, example) = Words.TryGetValue($"{operationId}.{name}", out var own) ? own : Words[name];
            yield return new OpenApiParameter { Name = name, In = ParameterLocation.Query, Description = description, Schema = schema, Example = schema.Type is JsonSchemaType.Integer ? JsonNode.Parse(example) : JsonValue.Create(example) };
        }
    }

    /// <summary>Describes one parameter of an operation.</summary>
    public static void Complete(OpenApiParameter parameter, string operationId, IEnumerable<ApiParameterDescription> described, OpenApiDocument document)
    {
        var (description, example) = Words.TryGetValue($"{operationId}.{parameter.Name}", out var own) ? own : Words[parameter.Name!];
        parameter.Description = description;
        var type = described.FirstOrDefault(other => other.Name == parameter.Name)?.ParameterDescriptor is IParameterInfoParameterDescriptor { ParameterInfo.ParameterType: var taken } ? taken : typeof(string);
        type = Nullable.GetUnderlyingType(type) ?? type;
        parameter.Schema = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Word<>)
            ? new OpenApiSchemaReference(OpenApiSchemas.Bare(type.GetGenericArguments()[0]), document)
            : SchemaOf(parameter.Name!, type);
        parameter.Example = parameter.Schema.Type is JsonSchemaType.Integer or JsonSchemaType.Boolean ? JsonNode.Parse(example) : JsonValue.Create(example);
    }

    private static OpenApiSchema SchemaOf(string name, Type type) =>
        type == typeof(Instant) ? new() { Type = JsonSchemaType.String, AnyOf = [new OpenApiSchema { Format = "date-time" }, new OpenApiSchema { Format = "date" }] }
        : name switch
        {
            "limit" => new() { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = $"{PageQuery.MaxSize}", Default = JsonValue.Create(PageQuery.UsualSize) },
            AsOf.VersionName or AsOf.PositionName => new() { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "1" },
            _ when type == typeof(bool) => new() { Type = JsonSchemaType.Boolean },
            _ when type == typeof(int) => new() { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "1" },
            "includeLeft" => new() { Type = JsonSchemaType.Boolean, Default = JsonValue.Create(false) },
            _ => new() { Type = JsonSchemaType.String },
        };
}
