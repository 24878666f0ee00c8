using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.PublicNotices;

/// <summary>An objection was not decided in time: the delegate's days begin once more.</summary>
/// <param name="Count">Of the extensions of this objection, 1, 2, 3 …</param>
public sealed record ExaminationExtended(string Assignment, int Count, DateTimeOffset Due) : ConfidentialFact;

/// <summary>Gives an objection that no one decided in time more time: a person decides it, or the stage waits.</summary>
/// <remarks>A link is void some days after its assignment lapses: without more time no one could decide any more.</remarks>
public static class ExtendExamination
{
    /// <summary>None where nothing is overdue beyond the delegate's time.</summary>
    public static Change<NoticeState> Decide(NoticeState state, WorkingCalendar calendar, DateTimeOffset at)
    {
        if (state.Notice.Outcome is not null) return Change.None(state);
        var (next, facts) = (state, new List<Fact>());
        foreach (var late in state.Assignments.Where(each => each.State == AssignmentState.Open && each.Lapses <= at).ToList())
        {
            var objection = state.Objection(late.Ask.Round) ?? throw new InvalidOperationException($"{late.Id} has no objection.");
            var due = calendar.Due(at, state.Notice.Examiners.DelegateWorkingDays).ToUniversalTime();
            var extension = new Extension((objection.Extended?.Count ?? 0) + 1, at.ToUniversalTime());
            next = next.With(objection with { Extended = extension }) with
            {
                // Due is kept in the past: it passes on where someone is left. The new time is no holiday notice's doing: no promise.
                Assignments = next.Assignments.With([late with { Lapses = due, Promised = null }]),
            };
            facts.Add(new ExaminationExtended(late.Id, extension.Count, due));
        }

        return Change.To(next, nameof(CheckNoticeActivity), facts);
    }
}
