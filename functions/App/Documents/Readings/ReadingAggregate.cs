using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Documents.Readings;

/// <summary>The readings of each application's documents.</summary>
/// <remarks>Not in the application's partition: a reading must not change its ETag, nor wait for those who decide on it.</remarks>
public static class ReadingAggregate
{
    private static readonly Part<ReadApplication> Application = Part.Own<ReadApplication>();

    private static readonly Part<IReadOnlyList<LastReading>> Last = Part.Many<LastReading>(
        "reading", reading => Ids.From(reading.Person, reading.Type, $"{reading.Version}", $"{reading.Way}"));

    public static readonly Aggregate<DocumentReadings> Kind = new(Topology.ReadingsTable, new Part<DocumentReadings>
    {
        Kinds = Last.Kinds,
        Read = rows => new DocumentReadings(Application.Read(rows).Id, Last.Read(rows)),
        Write = readings => [.. Application.Write(new ReadApplication(readings.Application)), .. Last.Write(readings.Last)],
    });

    /// <summary>The own row.</summary>
    private sealed record ReadApplication(string Id);

    /// <summary>Another id than the application's, so that no fact has the message id of one of the application's.</summary>
    public static string IdOf(string application) => Ids.From("readings", application);
}
