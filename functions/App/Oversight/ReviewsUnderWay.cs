using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;

namespace FunctionsApp.Oversight;

/// <summary>A review under way, and how it keeps to its promised time.</summary>
/// <param name="Stage">Name of the stage that was opened last; null while none asked anyone.</param>
/// <param name="Round">Of corrections.</param>
/// <param name="Since">When the stage was opened, UTC.</param>
/// <param name="Until">Promised end of the stage, UTC; null while paused, and where nothing is promised.</param>
public sealed record ReviewUnderWay(
    string Application, string Programme, string? Title, string? District, ApplicationStatus Status, string? Stage,
    LocalizedText? StageTitle, int Round, DateTimeOffset? Since, DateTimeOffset? Until, TrafficLight Light)
{
    /// <summary>Credit code of the organisation that applies.</summary>
    [JsonIgnore]
    public string? Organisation { get; init; }

    public static ReviewUnderWay Of(
        OpenApplication line, ProgrammeDefinition definition, WorkingCalendar calendar, DateTimeOffset now)
    {
        var time = StageTime.Of(line, definition, calendar, now);
        return new ReviewUnderWay(
            line.Id, line.Programme, line.Title, line.District, line.Status, line.Reached?.Stage,
            line.Reached is { } reached ? definition.StageTitle(reached.Stage) : null, line.Reached?.Round ?? 0, line.Reached?.At,
            time.Until, time.Light)
        {
            Organisation = line.Organisation,
        };
    }
}

/// <summary>Reviews that fit, the most urgent first, and how many there are of each light.</summary>
/// <param name="Counts">Of all that the reader may see, whatever was looked for.</param>
/// <param name="IsCut">There are more reviews under way than were looked at.</param>
public sealed record ReviewsInTime(
    IReadOnlyList<ReviewUnderWay> Items, IReadOnlyDictionary<TrafficLight, int> Counts,
    bool IsCut);

/// <summary>Reads the reviews under way from the lists of open applications, a partition for each programme.</summary>
public sealed class ReviewsUnderWay(Lists lists, ProgrammeCatalogue catalogue, WorkingCalendar calendar, TimeProvider time)
{
    /// <summary>Reviews that a page looks at.</summary>
    private const int MostRead = 5000;

    /// <summary>Reviews that a page shows.</summary>
    private const int MostShown = 200;

    public async Task<ReviewsInTime> FindAsync(OversightQuery query, Caller caller, CancellationToken cancellation)
    {
        var (found, read) = (new List<ReviewUnderWay>(), 0);
        await foreach (var (line, review) in ReadAsync(cancellation))
        {
            if (++read > MostRead) break;
            if (ApplicationAccess.MaySee(caller, line.Organisation, line.Status, Right.Course)) found.Add(review);
        }

        var counts = Enum.GetValues<TrafficLight>().ToDictionary(light => light, light => found.Count(review => review.Light == light));
        return new ReviewsInTime(
            [.. found.Where(query.Fits).OrderBy(review => review.Until ?? DateTimeOffset.MaxValue).ThenBy(review => review.Application)
                .Take(MostShown)],
            counts, read > MostRead);
    }

    /// <summary>Those whose promised time is over.</summary>
    public async Task<IReadOnlyList<ReviewUnderWay>> OverdueAsync(CancellationToken cancellation)
    {
        var overdue = new List<ReviewUnderWay>();
        await foreach (var (_, review) in ReadAsync(cancellation)) if (review.Light == TrafficLight.Red) overdue.Add(review);
        return [.. overdue.OrderBy(review => review.Until)];
    }

    private async IAsyncEnumerable<(OpenApplication Line, ReviewUnderWay Review)> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await foreach (var line in lists.ReadOpenAsync(catalogue, cancellation))
        {
            // A line of an earlier version of the app has none; the comparison of lists brings it up to date.
            if (line.Version == 0) continue;
            var definition = catalogue.Get(line.Programme, line.Version, line.Guide);
            yield return (line, ReviewUnderWay.Of(line, definition, calendar, now));
        }
    }
}
