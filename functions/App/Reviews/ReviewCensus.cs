using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;

namespace FunctionsApp.Reviews;

/// <summary>A group of reviews: of one programme, at one stage, for about the same time.</summary>
/// <param name="Stage">Of an open assignment; or <see cref="ReviewCensus.Supplement"/>, or <see cref="ReviewCensus.Nobody"/>.</param>
/// <param name="Age">Band of the time since submission, see <see cref="ReviewCensus.Band"/>.</param>
public readonly record struct ReviewGroup(string Programme, string Stage, string Age);

/// <summary>What the reviews are at, at one moment.</summary>
/// <param name="Groups">Those that are not empty.</param>
/// <param name="Oldest">Time since the oldest open assignment was opened; zero when there is none.</param>
public sealed record Census(IReadOnlyDictionary<ReviewGroup, long> Groups, TimeSpan Oldest);

/// <summary>Counts reviews from the lists of those under review and of open assignments.</summary>
public static class ReviewCensus
{
    /// <summary>Stage of a returned application: it waits for its applicant.</summary>
    public const string Supplement = "AwaitingSupplement";

    /// <summary>Stage of a review that waits for no person: the machine checks, or too few people may be asked.</summary>
    public const string Nobody = "Unassigned";

    /// <summary>Bands of <see cref="Band"/>, the youngest first.</summary>
    public static readonly IReadOnlyList<string> Bands = ["below 1 day", "1-7 days", "7-30 days", "30 days and more"];

    /// <summary>Reads a partition for each programme and for each person of the directory.</summary>
    public static async Task<Census> TakeAsync(
        Lists lists, ProgrammeCatalogue catalogue, StaffDirectory staff, DateTimeOffset now, CancellationToken cancellation)
    {
        var (open, pending) = (new List<OpenApplication>(), new List<AssignmentLine>());
        await foreach (var application in lists.ReadOpenAsync(catalogue, cancellation)) open.Add(application);

        // People are asked about other things as well.
        var reviewed = open.Select(application => application.Id).ToHashSet();
        foreach (var member in staff.All)
        {
            await foreach (var line in lists.ReadAllAsync(AssignmentIndex.OfPerson, member.Id, cancellation))
            {
                if (reviewed.Contains(line.Ask.Subject)) pending.Add(line);
            }
        }

        return new Census(Count(open, pending, now), Oldest(pending, now));
    }

    /// <summary>The groups that are not empty.</summary>
    /// <param name="open">1 line an application.</param>
    /// <param name="pending">0..n lines an application; those of one are of one stage.</param>
    public static IReadOnlyDictionary<ReviewGroup,
        long> Count(IEnumerable<OpenApplication> open, IEnumerable<AssignmentLine> pending, DateTimeOffset now)
    {
        var stages = pending.GroupBy(line => line.Ask.Subject).ToDictionary(lines => lines.Key, lines => lines.First().Ask.Step);
        return open
            .GroupBy(application => new ReviewGroup(
                application.Programme,
                stages.GetValueOrDefault(application.Id) ?? (application.Status == ApplicationStatus.Returned ? Supplement : Nobody),
                Band(now - application.SubmittedAt)))
            .ToDictionary(group => group.Key, group => group.LongCount());
    }

    /// <summary>Time since the oldest open assignment was opened; zero when there is none.</summary>
    public static TimeSpan Oldest(IEnumerable<AssignmentLine> pending, DateTimeOffset now) =>
        pending.Select(line => now - line.Opened).DefaultIfEmpty(TimeSpan.Zero).Max();

    /// <summary>The lower bound belongs to a band.</summary>
    public static string Band(TimeSpan age) => age.TotalDays switch
    {
        < 1 => Bands[0],
        < 7 => Bands[1],
        < 30 => Bands[2],
        _ => Bands[3],
    };
}
