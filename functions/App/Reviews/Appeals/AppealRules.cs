using FunctionsApp.Applications;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.City;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;

namespace FunctionsApp.Reviews.Appeals;

/// <summary>Which rejections can be appealed, and who may examine an appeal or review again after it.</summary>
public static class AppealRules
{
    /// <summary>
    /// A refusal with how it can be appealed: what people rejected can, once. What no person decided cannot, nor a place in a ranking,
    /// nor what follows one.
    /// </summary>
    /// <param name="at">Of the rejection, UTC.</param>
    public static Refusal With(
        Refusal refusal, ReviewState review, ProgrammeDefinition definition, ConcludeRequest conclude, AppealPeriod period,
        DateTimeOffset at)
    {
        if (WhyNot(review, definition, conclude) is { } why) return refusal with { NoAppeal = why };
        var by = period.Calendar.Due(at, period.WorkingDays).ToUniversalTime();
        return refusal with { Appeal = new AppealTerm(conclude.Stage, conclude.Round, period.WorkingDays, by) };
    }

    /// <summary>Why a rejection cannot be appealed; null where it can.</summary>
    public static NoAppeal? WhyNot(ReviewState review, ProgrammeDefinition definition, ConcludeRequest conclude)
    {
        if (review.Application.Appeal is not null) return NoAppeal.Appealed;
        if (conclude.Conclusion == Conclusion.SupplementOverdue) return NoAppeal.NotCorrected;
        // What a selection reserved is released by the rejection, and may be given to others at once.
        var until = definition.Held.TakeWhile(stage => stage.Name != conclude.Stage).Append(definition.Stage(conclude.Stage));
        if (until.Any(stage => stage is SelectionDefinition)) return NoAppeal.Selected;
        var byPeople = review.AssignmentsOf(conclude.Stage, conclude.Round).Count > 0
            || review.Decisions.Any(decision => (decision.Stage, decision.Round) == (conclude.Stage, conclude.Round));
        return byPeople ? null : NoAppeal.NoPerson;
    }

    /// <summary>Staff ids of all who had a part in an application: whoever was asked or decided anything of it, and who applied.</summary>
    /// <remarks>Not those whom an appeal was asked of and who did not answer: they know it, and judged nothing.</remarks>
    public static IReadOnlySet<string> Involved(ReviewState review) =>
        review.Assignments.Where(assignment => assignment.Ask.Kind != AppealQuestion.Name).Select(assignment => assignment.Assignee)
            .Concat(review.Decisions.Concat(review.TakenBack).Select(decision => decision.Person))
            .Append(review.Application.Applicant.Person)
            .ToHashSet();

    /// <summary>
    /// Staff ids of all who had a part before a review that follows an upheld appeal, and of those whom the appeal was asked of; empty
    /// for the rounds before it.
    /// </summary>
    /// <param name="round">Of asking.</param>
    public static IReadOnlySet<string> InvolvedBefore(ReviewState review, int round)
    {
        if (review.Application.Appeal is not { Ruling: AppealRuling.Upheld } appeal || round <= appeal.Round) return new HashSet<string>();
        return review.Assignments
            .Where(assignment => assignment.Ask.Kind == AppealQuestion.Name || assignment.Ask.Round <= appeal.Round)
            .Select(assignment => assignment.Assignee)
            .Concat(review.Decisions.Concat(review.TakenBack).Where(decision => decision.Round <= appeal.Round)
                .Select(decision => decision.Person))
            .ToHashSet();
    }
}

/// <summary>How long a rejection can be appealed.</summary>
public sealed record AppealPeriod(int WorkingDays, WorkingCalendar Calendar);
