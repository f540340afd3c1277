using System.Text.Encodings.Web;
using System.Text.Json;

namespace Governance.Verify;

/// <summary>The report for programs: one JSON object.</summary>
public static class JsonReport
{
    private static readonly JsonWriterOptions Form = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the report.</summary>
    public static void Write(Report report, Stream to)
    {
        using var json = new Utf8JsonWriter(to, Form);
        json.WriteStartObject();
        json.WriteBoolean("verified", report.Verified);
        json.WriteString("verdict", TextReport.Verdict(report));
        json.WriteString("bundle", report.Bundle);
        json.WriteBoolean("whole", report.Whole);
        Log(json, report);
        Counts(json, report);
        Strings(json, "notes", report.Findings.Notes);
        Findings(json, "problems", report.Findings.Problems);
        json.WriteNumber("problemCount", report.Findings.Count);
        Findings(json, "known", report.Findings.Accepted);
        json.WriteEndObject();
        json.Flush();
        to.WriteByte((byte)'\n');
    }

    private static void Log(Utf8JsonWriter json, Report report)
    {
        if (report.Checkpoint is { } checkpoint)
        {
            json.WriteStartObject("checkpoint");
            json.WriteString("origin", checkpoint.Origin);
            json.WriteNumber("size", checkpoint.Size);
            json.WriteString("root", checkpoint.Root.ToBase64());
            json.WriteEndObject();
        }
        json.WriteStartObject("trust");
        json.WriteString("source", report.TrustSource switch
        {
            TrustSource.Keys => "key",
            TrustSource.PolicyFile => "policy",
            TrustSource.Bundle => "bundle",
            _ => "none",
        });
        if (report.Vouching?.LogKey is { } key) json.WriteString("logKey", key);
        Strings(json, "witnesses", report.Vouching?.Witnesses ?? []);
        json.WriteEndObject();
        if (report.Since is { } since) json.WriteNumber("since", since);
    }

    private static void Counts(Utf8JsonWriter json, Report report)
    {
        json.WriteStartObject("counts");
        foreach (var (name, count) in new (string, long)[]
        {
            ("files", report.Files), ("tiles", report.Tiles), ("leaves", report.Leaves), ("events", report.Events), ("streams", report.Streams), ("sealed", report.Sealed), ("olderThanLedger", report.Older),
            ("nodes", report.Nodes), ("disclosed", report.Disclosed), ("withheld", report.Withheld), ("erased", report.Erased), ("replayed", report.Played), ("states", report.States), ("consistencyProofs", report.Consistent),
        }) json.WriteNumber(name, count);
        json.WriteEndObject();
    }

    private static void Findings(Utf8JsonWriter json, string name, IReadOnlyList<Finding> findings)
    {
        json.WriteStartArray(name);
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("code", finding.Code);
            json.WriteString("sentence", TextReport.Printable(finding.Sentence));
            if (finding.Leaf is { } leaf) json.WriteNumber("leaf", leaf);
            if (finding.Stream is { } stream) json.WriteString("stream", stream);
            if (finding.Version is { } version) json.WriteNumber("version", version);
            if (finding.Type is { } type) json.WriteString("type", type);
            if (finding.At is { } at) json.WriteString("at", at);
            if (finding.File is { } file) json.WriteString("file", file);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(TextReport.Printable(value));
        json.WriteEndArray();
    }
}
