using Microsoft.Extensions.Logging;

namespace App.Tests.Fixtures;

/// <summary>A logger that keeps what it is given.</summary>
internal sealed class LoggedLines<T> : ILogger<T>
{
    private readonly List<(LogLevel Level, EventId Id, string Text)> lines = [];

    public IReadOnlyList<(LogLevel Level, EventId Id, string Text)> Lines => lines;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Add((logLevel, eventId, formatter(state, exception)));
}
