using System.Text.Json.Serialization;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Documents.Readings;

/// <summary>A person outside the organisations that apply read a document.</summary>
/// <param name="Sha256">Of what was read, hex.</param>
/// <param name="Assignment">Id of what the person was asked about the application; absent where nothing was.</param>
public sealed record DocumentRead(
    string Application, string Type, int Version, string Sha256, ReadingWay Way,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Assignment = null)
    : ConfidentialFact;

/// <summary>A version of a document that is about to be read.</summary>
public sealed record ReadVersion(string Type, int Version, string Sha256);

/// <summary>Records that documents are read.</summary>
public static class ReadDocument
{
    /// <summary>Browsers fetch one document in several requests: those of an hour are one reading.</summary>
    public static readonly TimeSpan OneReading = TimeSpan.FromHours(1);

    /// <summary>A fact for each document; none for one that the person is reading already.</summary>
    public static Change<DocumentReadings> Decide(
        DocumentReadings? current, string application, IReadOnlyList<ReadVersion> read, ReadingWay way, string person, string? assignment,
        DateTimeOffset now)
    {
        var state = current ?? new DocumentReadings(application, []);
        var begun = read.Where(each => Find(state, each)?.At is not { } at || now - at >= OneReading).ToList();
        var next = begun.Select(each => new LastReading(person, each.Type, each.Version, way, now));
        var gone = begun.Select(each => Find(state, each));
        return Change.To(
            state with { Last = [.. state.Last.Except(gone.OfType<LastReading>()), .. next] }, person,
            begun.Select(each => new DocumentRead(application, each.Type, each.Version, each.Sha256, way, assignment)));

        LastReading? Find(DocumentReadings readings, ReadVersion each) => readings.Last.FirstOrDefault(last =>
            last.Person == person && last.Type == each.Type && last.Version == each.Version && last.Way == way);
    }
}
