using System.Diagnostics;
using System.Text;
using Governance.Hostile;

namespace Governance.Host.Tests.Api;

public sealed class HostileGeneratorTests(Service service)
{
    private static readonly Circumstances Everybody = new([Acme.Drafter, Acme.Administrator], new Dictionary<string, IReadOnlyList<string>>());

    private async Task<Generator> Generator(int seed = 1) => new((await ApiDocument.Read(service)).Root, Everybody, seed);

    [Fact]
    public async Task The_same_seed_makes_the_same_requests_and_another_one_others()
    {
        var (first, again, other) = (await Generator(), await Generator(), await Generator(2));
        foreach (var number in Enumerable.Range(0, 2_000)) Assert.Equal(Written(first.Request(number)), Written(again.Request(number)));
        Assert.NotEqual(Enumerable.Range(0, 100).Select(number => first.Request(number).ToString()), Enumerable.Range(0, 100).Select(number => other.Request(number).ToString()));
    }

    [Fact]
    public async Task Every_operation_is_asked_wrongly_in_every_place_that_it_has()
    {
        var generator = await Generator();
        var all = Enumerable.Range(0, generator.Cases).Select(number => generator.Request(number)).ToLookup(request => request.Operation, request => request.Kind);
        foreach (var operation in (await ApiDocument.Read(service)).Operations)
        {
            string[] kinds = ["as it should be", "caller", "body", "query", "path", "method", "header", "wire"];
            foreach (var kind in kinds.Concat(operation.Body is { Length: > 2 } ? ["member", "media type"] : [])) Assert.True(all[operation.ToString()].Contains(kind), $"{operation}: {kind}");
        }
    }

    [Fact]
    public async Task The_line_of_a_request_sends_the_very_bytes_of_its_body()
    {
        var generator = await Generator();
        var bodies = Enumerable.Range(0, 3_000).Select(number => generator.Request(number)).Where(request => request.Body is { Length: > 0 } && CurlLine.Of(request).Contains("| curl", StringComparison.Ordinal)).Take(12).ToList();
        Assert.Equal(12, bodies.Count);
        foreach (var request in bodies) Assert.Equal(request.Body, await Said(CurlLine.Of(request)));
    }

    /// <summary>What a shell would send, with a curl that prints it.</summary>
    private static async Task<byte[]> Said(string line)
    {
        var start = new ProcessStartInfo("bash", ["-c", $"exec 2> /dev/null; curl() {{ cat; }}; key() {{ echo k; }}; url=http://127.0.0.1:9; {line}"]) { RedirectStandardOutput = true };
        using var bash = Process.Start(start)!;
        using var said = new MemoryStream();
        await bash.StandardOutput.BaseStream.CopyToAsync(said, TestContext.Current.CancellationToken);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        return said.ToArray();
    }

    private static string Written(HostileRequest request) =>
        $"{request} {request.Method} {request.Target} {request.Person} {string.Join('\n', request.Headers)} {Text(request.Body)} {Text(request.Wire)}";

    private static string Text(byte[]? bytes) => bytes is null ? "" : Encoding.Latin1.GetString(bytes);
}
