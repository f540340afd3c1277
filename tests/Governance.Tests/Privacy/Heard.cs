using Governance.Privacy;
using Microsoft.Extensions.Logging;

namespace Governance.Tests.Privacy;

/// <summary>What somebody who watches the log would be woken by.</summary>
internal sealed class Heard : ILogger<PersonalKeys>
{
    private readonly List<string> alarms = [];

    public IReadOnlyList<string> Alarms => alarms;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel == LogLevel.Critical) alarms.Add(formatter(state, exception));
    }
}
