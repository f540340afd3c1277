using Governance.Database;
using Governance.Host.Tests.Database;
using Governance.Host.Tests.Policies;
using Microsoft.Extensions.Logging.Abstractions;

namespace Governance.Host.Tests.Api;

public sealed class DatabaseAwayTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [Fact]
    public async Task While_the_database_is_away_the_service_says_so_and_when_it_is_back_everything_works_by_itself()
    {
        await TestCluster.CopyPristineAsync(_scratch.DataFolder);
        var server = await StartAsync();
        var service = await Service.OfItsOwn(connection: server.ConnectionString("governance"));
        try
        {
            var acme = await service.Found();
            var policy = await acme.Draft();
            await server.DisposeAsync();

            (await acme.Send(null, "GET", "/health/live")).Expect(200);
            foreach (var away in (Answer[])[await acme.Get(Acme.Drafter, policy), await acme.Post(Acme.Drafter, $"{policy}/submit"), await acme.Send(null, "GET", "/health/ready")])
            {
                away.ExpectProblem(503, "service.unavailable");
                Assert.Equal("2", away.Headers["Retry-After"]);
            }

            server = await StartAsync();
            await Eventually.IsTrue(async () => (await acme.Send(null, "GET", "/health/ready")).Status == 200, "the service is ready again");
            (await acme.Get(Acme.Drafter, policy)).Expect(200);
            (await acme.Post(Acme.Drafter, $"{policy}/submit")).Expect(200);
        }
        finally
        {
            await service.DisposeAsync();
            await server.DisposeAsync();
        }
    }

    public void Dispose() => _scratch.Dispose();

    private Task<PrivateServer> StartAsync() => PrivateServer.StartAsync(_scratch.DataFolder, null, [], NullLogger.Instance, TestContext.Current.CancellationToken);
}
