using System.Text;

namespace Governance.Host.Tests.Api;

/// <summary>Requests as no well-behaved client sends them.</summary>
public static class Raw
{
    public static HttpContent Json(string body) => new StringContent(body, Encoding.UTF8, "application/json");

    /// <summary>Sends a request with a credential, or with none, and headers that are not looked at.</summary>
    public static async Task<Answer> Send(this Acme acme, string? credential, string method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var client = acme.Service.Host.Server.CreateClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        if (credential is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {credential}");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), all);
    }

    /// <summary>A problem as every problem is: its form is complete and nothing of the inside shows.</summary>
    public static Answer ExpectProblem(this Answer answer, int status, string code)
    {
        answer.Expect(status, code);
        Assert.StartsWith("application/problem+json", answer.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal($"urn:governance:problem:{code}", answer.Text("type"));
        Assert.Equal(status, answer.At("status").GetInt32());
        foreach (var member in (string[])["title", "detail", "traceId"]) Assert.NotEmpty(answer.Text(member));
        ExpectNothingInternal(answer.Body);
        return answer;
    }

    public static void ExpectNothingInternal(string body)
    {
        foreach (var word in (string[])["System.", "Governance.", "Microsoft", "Marten", "Wolverine", "JasperFx", "Npgsql", "Exception", "   at ", ".cs:", "mt_", "SELECT "])
            Assert.DoesNotContain(word, body, StringComparison.Ordinal);
    }
}
