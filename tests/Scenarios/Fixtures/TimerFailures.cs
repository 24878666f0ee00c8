using System.Collections.Concurrent;
using FunctionsApp.Platform.Messaging;
using LocalHost.Timers;
using Microsoft.Extensions.Logging;

namespace Scenarios.Fixtures;

/// <summary>
/// What timer functions failed with, apart from outages: nobody waits for their answer, so that a test would not see it otherwise.
/// </summary>
internal sealed class TimerFailures : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> found = [];

    public IReadOnlyCollection<string> Found => found;

    public ILogger CreateLogger(string categoryName) =>
        categoryName == typeof(TimerRunner).FullName ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel) || (exception is not null && Outage.Is(exception))) return;
        found.Enqueue($"{formatter(state, exception)} {exception}");
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Dispose()
    {
    }
}
