namespace FunctionsApp.Documents.Readings;

/// <summary>How a document was read.</summary>
public enum ReadingWay
{
    /// <summary>In the page.</summary>
    Viewed,

    /// <summary>As a file.</summary>
    Downloaded,

    /// <summary>In the application's dossier.</summary>
    Dossier,
}

/// <summary>When a person last read a version of a document.</summary>
/// <param name="Person">User id.</param>
/// <param name="At">UTC.</param>
public sealed record LastReading(string Person, string Type, int Version, ReadingWay Way, DateTimeOffset At);

/// <summary>Who read the documents of an application; their facts say how often.</summary>
public sealed record DocumentReadings(string Application, IReadOnlyList<LastReading> Last);
