using Governance.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Governance.Host.Tests.Api;

public sealed class GoneClientTests(Service service)
{
    [Fact]
    public async Task A_client_that_goes_while_it_is_told_of_its_fault_is_no_failure()
    {
        using var gone = new CancellationTokenSource();
        await using var request = service.Host.Services.CreateAsyncScope();
        var http = new DefaultHttpContext { RequestServices = request.ServiceProvider, RequestAborted = gone.Token };
        http.Response.Body = new Hanging(gone);

        Assert.True(await new Failures(NullLogger<Failures>.Instance).TryHandleAsync(http, new BadHttpRequestException("The body ended early."), CancellationToken.None));
        Assert.True(gone.IsCancellationRequested);
    }

    /// <summary>A connection that ends with the first word.</summary>
    private sealed class Hanging(CancellationTokenSource gone) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            gone.Cancel();
            throw new OperationCanceledException(cancellationToken);
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => WriteAsync(default, cancellationToken).AsTask();
    }
}
