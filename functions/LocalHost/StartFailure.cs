using LocalHost.Durable;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace LocalHost;

/// <summary>Says what stopped a start so that the person who started it can put it right.</summary>
internal static class StartFailure
{
    /// <returns>Null: a fault of LocalHost or of the app itself.</returns>
    public static LocalHostException? InWords(Exception failure, LocalHostOptions options) => failure switch
    {
        LocalHostException known => known,
        DurableStoreException or InvalidDataException => new(failure.Message, failure),
        OptionsValidationException invalid => Settings(invalid.Failures, options, failure),
        // What the binder refuses: a number or a name that is none.
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => Settings(Messages(failure), options, failure),
        AggregateException several when several.InnerExceptions.All(one => one is OptionsValidationException) =>
            Settings(several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(one => one.Failures), options, failure),
        IOException { InnerException: AddressInUseException } => Port(options.HttpPort, failure),
        SqliteException => new($"A database in {options.DataDirectory} cannot be used: {failure.Message}", failure),
        IOException or UnauthorizedAccessException => new(
            $"The data folder {options.DataDirectory} cannot be used: {failure.Message}", failure),
        _ => null,
    };

    public static LocalHostException Port(int port, Exception? cause = null) =>
        new($"Port {port} is taken by another program. Free it, or choose another with --port.", cause);

    private static LocalHostException Settings(IEnumerable<string> failures, LocalHostOptions options, Exception cause) => new(
        $"A setting is missing or invalid: {string.Join(' ', failures)}{Environment.NewLine}"
        + $"Settings come from {options.LocalSettings} and from environment variables; functions/App/SETTINGS.md lists them.",
        cause);

    private static IEnumerable<string> Messages(Exception failure)
    {
        for (var one = failure; one is not null; one = one.InnerException) yield return one.Message;
    }
}
