using System.Text.Json;

namespace Governance.Tests.CommandLine;

public sealed class PoliciesDryRunTests : IDisposable
{
    private readonly CommandRun _run = new();

    [Fact]
    public async Task Documents_without_errors_are_good()
    {
        _run.File("one.md", Document("one"));
        _run.File("below/two.md", Document("two"));
        _run.File("README.txt", "no policy");

        Assert.Equal(0, await _run.Of("policies", "import", "--dry-run", _run.Folder));
        Assert.EndsWith("2 files: 2 good.\n", _run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_errors_of_a_file_are_named_with_their_lines_and_the_others_go_on()
    {
        var bad = _run.File("bad.md", "---\nreference: X\ntitel: y\n---\n\n## 1. Purpose\n");
        _run.File("good.md", Document("good"));

        Assert.Equal(1, await _run.Of("policies", "import", "--dry-run", _run.Folder));
        Assert.Contains($"{bad}:2: ", _run.Output, StringComparison.Ordinal);
        Assert.Contains($"{bad}:3: ", _run.Output, StringComparison.Ordinal);
        Assert.Contains("good", _run.Output.Split('\n').First(line => line.Contains("good.md", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.EndsWith("2 files: 1 has an error, 1 good.\n", _run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_files_with_one_reference_are_both_errors()
    {
        var a = _run.File("a.md", Document("same"));
        var b = _run.File("b.md", Document("same"));

        Assert.Equal(1, await _run.Of("policies", "import", "--dry-run", _run.Folder));
        Assert.Contains($"{a}:2: {b} has the same reference, same.", _run.Output, StringComparison.Ordinal);
        Assert.Contains($"{b}:2: {a} has the same reference, same.", _run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_named_twice_is_one_file()
    {
        var file = _run.File("one.md", Document("one"));

        Assert.Equal(0, await _run.Of("policies", "import", "--dry-run", file, _run.Folder));
        Assert.EndsWith("1 file: 1 good.\n", _run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_documents_is_wrong_usage()
    {
        Assert.Equal(2, await _run.Of("policies", "import", "--dry-run", _run.Folder));
        Assert.Contains("There is no *.md file in ", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_programs_each_line_is_one_JSON_object()
    {
        _run.File("bad\e[2J.md", [0xff]);
        _run.File("good.md", Document("good"));

        Assert.Equal(1, await _run.Of("policies", "import", "--dry-run", "--json", _run.Folder));
        var lines = _run.Output.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["error", "good"], lines.Take(2).Select(line => line.GetProperty("outcome").GetString()));
        Assert.Equal(1, lines[2].GetProperty("outcomes").GetProperty("good").GetInt32());
    }

    public void Dispose() => _run.Dispose();

    private static string Document(string reference) =>
        $$"""
        ---
        reference: {{reference}}
        title: A policy
        kind: policy
        area: legal
        owner: {role: policy-owner, area: legal}
        audience: [all staff]
        scope: Everything
        jurisdiction: [IE]
        language: en
        review-cycle: 12 months
        platforms: [all]
        account-classes: [official]
        ---

        ## 1. Purpose {#purpose}

        1.1 We speak with one voice. {#purpose-voice}

        """.ReplaceLineEndings("\n");
}
