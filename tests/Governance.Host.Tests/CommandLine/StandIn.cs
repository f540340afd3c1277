using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Governance.Host.Tests.CommandLine;

/// <summary>Something that answers as a service might, on a free loopback port; remembers what it was asked.</summary>
public sealed class StandIn : IAsyncDisposable
{
    private readonly WebApplication _app = Quiet();
    private readonly Queue<Func<HttpContext, Task>> _answers;

    private StandIn(IEnumerable<Func<HttpContext, Task>> answers) => _answers = new(answers);

    public string Url => _app.Urls.Single();

    /// <summary>The idempotency keys in the order of asking.</summary>
    public List<string> Keys { get; } = [];

    /// <summary>Paths and queries in the order of asking.</summary>
    public List<string> Asked { get; } = [];

    public static async Task<StandIn> With(params Func<HttpContext, Task>[] answers)
    {
        var standIn = new StandIn(answers);
        standIn._app.Urls.Add("http://127.0.0.1:0");
        standIn._app.Run(http =>
        {
            standIn.Asked.Add(http.Request.Path + http.Request.QueryString);
            standIn.Keys.Add(http.Request.Headers["Idempotency-Key"].ToString());
            return standIn._answers.Dequeue()(http);
        });
        await standIn._app.StartAsync();
        return standIn;
    }

    public static Func<HttpContext, Task> Answer(int status, string body, string? retryAfter = null) => http =>
    {
        http.Response.StatusCode = status;
        if (retryAfter is not null) http.Response.Headers.RetryAfter = retryAfter;
        return http.Response.WriteAsync(body);
    };

    private static WebApplication Quiet()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        return builder.Build();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
