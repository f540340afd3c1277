using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Governance.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Governance.Host.Tests.Access;

public sealed partial class LocalModeTests(Service service) : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("governance-local-").FullName;

    private string File => Path.Combine(folder, "local-keys.json");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    private Task<IReadOnlyDictionary<string, ApiKey>> Keys(Acme acme, TimeSpan later = default) =>
        new LocalKeys(service.Store, folder, new FakeTimeProvider(service.Clock.GetUtcNow() + later)).For(acme.Tenant, Cancel);

    [Fact]
    public async Task Everybody_who_is_there_gets_a_key_that_works_and_keeps_it()
    {
        var acme = await service.Found();
        (await acme.Post(Acme.Administrator, "/people/p-1002/leave")).Expect(200);
        var keys = await Keys(acme);
        Assert.Equal(13, keys.Count);
        Assert.DoesNotContain("p-1002", keys.Keys);
        foreach (var (person, key) in keys) Assert.Equal(person, (await service.GetWith($"Bearer {key}", "/me")).Expect(200).Text("person", "id"));
        Assert.Equal(keys, await Keys(acme));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public async Task A_key_that_does_not_work_any_more_is_issued_anew()
    {
        var acme = await service.Found();
        var first = await Keys(acme);
        (await acme.Post(Acme.Administrator, $"/keys/{first["p-1001"].KeyId}/revoke", new { reason = "Lost" })).Expect(200);
        var second = await Keys(acme);
        Assert.NotEqual(first["p-1001"], second["p-1001"]);
        Assert.Equal(first["p-1003"], second["p-1003"]);
        var afterAYear = await Keys(acme, TimeSpan.FromDays(367));
        Assert.DoesNotContain(second["p-1003"], afterAYear.Values);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{ damaged")]
    [InlineData("{\"p-1001\":\"gov_other_0000000000000000_0\"}")]
    public async Task A_file_that_is_gone_or_damaged_is_written_anew(string? content)
    {
        var acme = await service.Found();
        var first = await Keys(acme);
        if (content is null) System.IO.File.Delete(File);
        else await System.IO.File.WriteAllTextAsync(File, content, Cancel);
        var second = await Keys(acme);
        Assert.NotEqual(first["p-1001"], second["p-1001"]);
        Assert.Equal(second, await Keys(acme));
    }

    [Theory]
    [InlineData("--urls=http://0.0.0.0:0")]
    [InlineData("--urls=http://*:0")]
    [InlineData("--urls=http://+:0")]
    [InlineData("--urls=http://[::]:0")]
    [InlineData("--urls=http://example.org:0")]
    [InlineData("--urls=http://127.0.0.1:0;http://*:0")]
    [InlineData("--http_ports=0")]
    [InlineData("--https_ports=0")]
    [InlineData("--Kestrel:Endpoints:Web:Url=http://0.0.0.0:0")]
    public async Task Local_mode_does_not_start_where_others_can_reach_it(string address)
    {
        await using var app = Listening(address);
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => app.StartAsync(Cancel));
        Assert.Contains("SignIn__Authority", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--urls=http://127.0.0.1:0")]
    [InlineData("--urls=http://[::1]:0")]
    [InlineData("--urls=http://127.0.0.2:0")]
    [InlineData("--urls=http://unix:{folder}/socket")]
    public async Task Local_mode_starts_on_this_machine(string address)
    {
        await using var app = Listening(address.Replace("{folder}", folder, StringComparison.Ordinal));
        await app.StartAsync(Cancel);
        await app.StopAsync(Cancel);
    }

    [Fact]
    public async Task The_service_greets_with_lines_that_work_as_they_are_printed_and_with_the_same_keys_again()
    {
        var connection = await TestCluster.NewDatabaseAsync();
        var first = await Greeting(connection, async lines =>
        {
            using var http = new HttpClient();
            foreach (Match line in Curl().Matches(lines))
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, line.Groups["url"].Value);
                request.Headers.TryAddWithoutValidation(line.Groups["name"].Value, line.Groups["value"].Value);
                using var answer = await http.SendAsync(request, Cancel);
                if (line.Groups["url"].Value.EndsWith("/me", StringComparison.Ordinal)) Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                Assert.NotEqual(HttpStatusCode.Unauthorized, answer.StatusCode);
            }
        });
        Assert.Equal(3, Curl().Count(first));
        Assert.Contains("Acme Sportswear (acme)", first, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[", first[first.IndexOf("Acme Sportswear (acme)", StringComparison.Ordinal)..], StringComparison.Ordinal);
        var again = await Greeting(connection, _ => Task.CompletedTask);
        Assert.Equal(Credential().Matches(first).Select(key => key.Value), Credential().Matches(again).Select(key => key.Value));
    }

    private static WebApplication Listening(string address)
    {
        var builder = WebApplication.CreateBuilder([address]);
        builder.WebHost.ConfigureKestrel(LoopbackOnly.Guard);
        return builder.Build();
    }

    private async Task<string> Greeting(string connection, Func<string, Task> meanwhile)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(Program).Assembly.Location, "--urls=http://127.0.0.1:0"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ConnectionStrings__Governance"] = connection;
        start.Environment["Database__DataFolder"] = folder;
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Cancel);
        var lines = "";
        while (Curl().Count(lines) < 3) lines += await process.StandardOutput.ReadLineAsync(Cancel) is { } line ? line + "\n" : throw new InvalidOperationException(lines + await errors);
        await meanwhile(lines);
        process.Kill();
        await process.WaitForExitAsync(Cancel);
        return lines;
    }

    [GeneratedRegex("curl -H '(?<name>[^:]+): (?<value>[^']+)' '(?<url>[^']+)'")]
    private static partial Regex Curl();

    [GeneratedRegex("gov_acme_[0-9a-f_]+")]
    private static partial Regex Credential();
}
