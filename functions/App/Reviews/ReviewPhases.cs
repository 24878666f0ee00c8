using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Programmes;

namespace FunctionsApp.Reviews;

/// <summary>A part of a review's course: a stage in one round, or a round of corrections.</summary>
/// <param name="Stage">Name of the stage; null for corrections.</param>
/// <param name="From">UTC.</param>
/// <param name="Until">UTC; null while it lasts.</param>
/// <param name="Days">Working days that it took, or took so far.</param>
/// <param name="Promised">Working days; null where nothing is promised.</param>
/// <param name="IsCounted">False where the applicant or the public is waited for.</param>
public sealed record Phase(string? Stage, int Round, DateTimeOffset From, DateTimeOffset? Until, int Days, int? Promised, bool IsCounted);

/// <summary>The course of a review in phases, oldest first, with the time that each took beside what was promised.</summary>
/// <param name="Used">Working days of what is counted.</param>
/// <param name="Promised">Working days that were promised for the same phases.</param>
public sealed record ReviewPhases(IReadOnlyList<Phase> Phases, int Used, int Promised)
{
    /// <summary>From the facts that a reader may see, in order.</summary>
    public static ReviewPhases Of(FactRecord record, ProgrammeDefinition definition, WorkingCalendar calendar, DateTimeOffset now)
    {
        var phases = new List<Phase>();
        foreach (var entry in record.Facts)
        {
            var at = entry.Time();
            switch (entry.Read())
            {
                case StageOpened opened when Open(opened.Stage, opened.Round) < 0:
                    Begin(opened.Stage, opened.Round, at);
                    break;
                case StageClosed closed when Open(closed.Stage, closed.Round) is var place and >= 0:
                    End(place, at);
                    break;
                case ApplicationReturned returned:
                    Begin(null, returned.Round, at);
                    break;
                case ApplicationResubmitted resubmitted when Open(null, resubmitted.Round) is var place and >= 0:
                    End(place, at);
                    break;
                case ApplicationApproved or ApplicationRejected or ApplicationWithdrawn:
                    foreach (var place in Enumerable.Range(0, phases.Count).Where(place => phases[place].Until is null)) End(place, at);
                    break;
                default:
                    break;
            }
        }

        // What the machine did at once has no time to speak of.
        var shown = phases.Where(phase => phase.Promised is not null || !phase.IsCounted).ToList();
        var counted = shown.Where(phase => phase.IsCounted).ToList();
        return new ReviewPhases(shown, counted.Sum(phase => phase.Days), counted.Sum(phase => phase.Promised ?? 0));

        int Open(string? stage, int round) =>
            phases.FindIndex(phase => phase.Stage == stage && phase.Round == round && phase.Until is null);

        void Begin(string? name, int round, DateTimeOffset at)
        {
            var stage = definition.Stages.FirstOrDefault(each => each.Name == name);
            var isCounted = name is not null && stage is not { IsPause: true };
            phases.Add(new Phase(name, round, at, null, Days(at, now), isCounted ? stage?.Promised : null, isCounted));
        }

        void End(int place, DateTimeOffset at) =>
            phases[place] = phases[place] with { Until = at, Days = Days(phases[place].From, at) };

        int Days(DateTimeOffset from, DateTimeOffset until) => calendar.Count(BeijingTime.Day(from), BeijingTime.Day(until));
    }
}
