using System.Collections.Concurrent;
using Governance.CommandLine.Demo.Worlds;
using Governance.Database;
using Governance.Fetching;
using Governance.Host.Tests.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Governance.Host.Tests.Fetching;

public sealed class LoopbackWorldTests : IAsyncLifetime
{
    private readonly string root = Path.Combine(Path.GetTempPath(), $"governance-world-{Guid.NewGuid():N}.pem");
    private PretendWorld world = null!;

    public async ValueTask InitializeAsync() => world = await PretendWorld.Start();

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        File.Delete(root);
    }

    [Fact]
    public async Task The_setting_leads_the_service_into_the_world_and_says_so_aloud_at_each_start()
    {
        var builder = Builder("Development", world.Settings(root));
        var said = new Said();
        builder.Logging.ClearProviders().AddProvider(said);
        builder.AddFetching();
        await using var app = builder.Build();
        await app.StartAsync(TestContext.Current.CancellationToken);
        Assert.Contains(said.Lines, line => line.StartsWith("Warning: Fetching:LoopbackWorld is set", StringComparison.Ordinal));
        world.Serve("acme.example", "/", "text/plain", "hello");
        Assert.IsType<Fetched>(await app.Services.GetRequiredService<GuardedFetcher>().Get("https://acme.example/", ["text/plain"], TestContext.Current.CancellationToken));
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Production_does_not_start_in_it()
    {
        var failure = Assert.Throws<StartFailure>(() => Builder("Production", world.Settings(root)).AddFetching());
        Assert.StartsWith("Fetching:LoopbackWorld is set", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_service_itself_ends_in_production_with_a_sentence_before_it_touches_a_database()
    {
        using var scratch = new ScratchFolder();
        using var service = new ServiceProcess(
            [.. world.Settings(root).Select(setting => (setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value)), ("DOTNET_ENVIRONMENT", "Production"), ("Database__DataFolder", scratch.DataFolder)]);
        var (code, said) = await service.EndedAsync();
        Assert.Equal(1, code);
        Assert.StartsWith("Fetching:LoopbackWorld is set", said, StringComparison.Ordinal);
        Assert.Single(said.Trim().Split('\n'));
        Assert.False(System.IO.Directory.Exists(scratch.DataFolder));
    }

    [Theory]
    [InlineData("NameServer", "8.8.8.8:53")]
    [InlineData("NameServer", "nonsense")]
    [InlineData("HttpsPort", "")]
    [InlineData("HttpsPort", "70000")]
    [InlineData("Root", "/nowhere/root.pem")]
    [InlineData("Root", "")]
    public void A_half_set_world_or_one_that_is_not_on_this_machine_does_not_start(string name, string value)
    {
        var settings = new Dictionary<string, string>(world.Settings(root)) { [$"{LoopbackWorld.Section}:{name}"] = value };
        var failure = Assert.Throws<StartFailure>(() => Builder("Development", settings).AddFetching());
        Assert.Contains($"LoopbackWorld:{name}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_setting_there_is_no_world()
    {
        Assert.Null(LoopbackWorld.From(new ConfigurationManager(), Builder("Production", new Dictionary<string, string>()).Environment));
        var builder = Builder("Production", new Dictionary<string, string> { ["Fetching:NameServer"] = "nonsense" });
        Assert.Throws<StartFailure>(builder.AddFetching);
    }

    private static WebApplicationBuilder Builder(string environment, IReadOnlyDictionary<string, string> settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { EnvironmentName = environment });
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value));
        builder.Services.AddSingleton(TimeProvider.System);
        return builder;
    }

    private sealed class Said : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Enqueue($"{logLevel}: {formatter(state, exception)}");

        public void Dispose()
        {
        }
    }
}
