using System.Text.Json;
using Governance.Audit.Ledger;
using Governance.Shared;

namespace Governance.Hosting;

/// <summary>The ledger, by example.</summary>
internal static class LedgerExamples
{
    private const string Origin = "governance.acme.example/governance/acme";
    private const string Checkpoint = Origin + "\n1042\n9lQ4nXJpWZ1yq0h2W4bT6s0kqv0cX2u3mY5r8d7f1aE=\n\n\u2014 " + Origin + " GyxhHvB1bT0m…\n";

    internal static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>
    {
        ["getLedger"] = Example.Read(new LedgerStatusView(
            Origin, Origin + "+1b2c611e+AfX0…", 1042, 1042, Examples.Approved, 0, null, 0, 0, 1, [new WitnessView("witness.auditor.example", "witness.auditor.example+3c2a5f10+BGc…", 1042, null)], [])),
        ["getCheckpoint"] = Example.Text("text/plain", Checkpoint),
        ["getTile"] = Example.Text("application/octet-stream", "…"),
        ["getConsistency"] = Example.Text("text/plain", "9lQ4nXJpWZ1yq0h2W4bT6s0kqv0cX2u3mY5r8d7f1aE=\n"),
        ["listLeaves"] = Example.Text("application/x-ndjson", """{"leaf":0,"entry":{"at":"2027-01-01T08:00:00.000000Z","k":"genesis","note":{"key":"…","origin":"governance.acme.example/governance/acme"},"tenant":"acme","v":1}}""" + "\n"),
        ["getPolicyExcerpt"] = Example.Read(new ExcerptView(
            StreamKeys.Policy(Examples.Policy), [StreamKeys.Policy(Examples.Policy), StreamKeys.Request(Examples.RequestId), StreamKeys.Flow("publish-policy"), StreamKeys.Person("p-1001")])),
        ["getAccountExcerpt"] = Example.Read(new ExcerptView(StreamKeys.Account(Examples.EventId.ToString("N")), [StreamKeys.Account(Examples.EventId.ToString("N")), StreamKeys.Person("p-1007")])),
        ["getRequestExcerpt"] = Example.Read(new ExcerptView(StreamKeys.Request(Examples.RequestId), [StreamKeys.Request(Examples.RequestId), StreamKeys.Flow("publish-policy"), StreamKeys.Person("p-1001")])),
        ["listStates"] = Example.Read<IReadOnlyList<StreamStateView>>([new(StreamKeys.Policy(Examples.Policy), 6, JsonSerializer.SerializeToElement(new { area = "communications" }, Json.Options))]),
        ["getEventProof"] = Example.Text("text/plain", "c2sp.org/tlog-proof@v1\nindex 1041\n9lQ4nXJpWZ1yq0h2W4bT6s0kqv0cX2u3mY5r8d7f1aE=\n\n" + Checkpoint),
        ["getEventEntry"] = Example.Text(
            "application/json",
            """{"actor":"p-1001","at":"2027-01-01T09:00:00.000000Z","b":"n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg","id":"0197c3a2-6d0b-7c51-9a64-0d6e1b1f5a30","k":"event","seq":"1042","stream":"policy/social-media-policy","tenant":"acme","type":"PolicyPublished","v":1,"ver":5}"""),
    };
}
