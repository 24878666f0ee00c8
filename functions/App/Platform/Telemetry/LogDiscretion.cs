using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace FunctionsApp.Platform.Telemetry;

/// <summary>
/// Exports logs without what might name a person: exceptions without messages, and of other libraries' logs the template without
/// its values.
/// </summary>
public sealed class LogDiscretion(IOptions<LogDiscretion.Names> names) : BaseProcessor<LogRecord>
{
    private const string Template = "{OriginalFormat}";

    public override void OnEnd(LogRecord data)
    {
        var attributes = data.Attributes ?? [];
        if (!IsOwn(data.CategoryName))
        {
            attributes = [.. attributes.Where(attribute => attribute.Key == Template)];
            data.FormattedMessage = attributes.Select(attribute => attribute.Value?.ToString()).FirstOrDefault() ?? data.CategoryName;
        }

        if (data.Exception is { } failure)
        {
            attributes =
            [
                .. attributes,
                new("exception.type", failure.GetType().FullName),
                new("exception.message", FailureWords.Of(failure)),
                new("exception.stacktrace", FailureWords.Trace(failure)),
            ];
            data.Exception = null;
        }

        data.Attributes = attributes;
        // Exporters that find no attributes would take the state, as it was logged.
        data.Body = data.Attributes.Select(attribute => attribute.Key == Template
            ? attribute.Value?.ToString() : null).FirstOrDefault(text => text is not null);
    }

    private bool IsOwn(string? category) => category is not null
        && names.Value.Own.Any(name => category == name || category.StartsWith($"{name}.", StringComparison.Ordinal));

    /// <summary>Namespaces of loggers whose values are known to name no person.</summary>
    public sealed class Names
    {
        public List<string> Own { get; } = [];
    }
}
