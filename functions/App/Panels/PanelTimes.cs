using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Programmes.Stages;

namespace FunctionsApp.Panels;

/// <summary>What experts are asked, and until when.</summary>
/// <remarks>An expert's times depend on the panel's opening and on the expert alone: others' conflicts must not show in them.</remarks>
public static class PanelTimes
{
    /// <summary>Kind of the question that is asked first.</summary>
    public const string Declaring = "declaration";

    public const string Scored = "scoring";

    public static LadderPolicy DeclaringLadder(PanelDefinition panel) => new LadderPolicy.WorkingDays(
        panel.DeclareWorkingDays, panel.DeclareWorkingDays > 1 ? 1 : 0, panel.DelegateWorkingDays);

    public static LadderPolicy ScoringLadder(PanelDefinition panel) => new LadderPolicy.WorkingDays(
        panel.WorkingDays - panel.DeclareWorkingDays, 0, panel.DelegateWorkingDays);

    /// <summary>When the panel's sheets are due; later where a holiday notice has made it later since it was opened.</summary>
    public static DateTimeOffset Due(DateTimeOffset opened, DateTimeOffset? promised, PanelDefinition panel, WorkingCalendar calendar) =>
        Max(calendar.Due(opened, panel.WorkingDays), promised);

    /// <summary>The first question to an expert.</summary>
    public static Assignment Declaration(
        Ask ask, int number, string person, AssignmentAbout about, PanelDefinition panel, DateTimeOffset at, WorkingCalendar calendar)
    {
        var (policy, ladder) = (DeclaringLadder(panel), DeclaringLadder(panel).Start(at, calendar));
        return new Assignment
        {
            Ask = ask, Number = number, Assignee = person, OpenedAt = at, Due = ladder.Due, Lapses = ladder.Lapse,
            Calendar = policy.Edition(at, calendar), Sight = AssignmentSight.Title, About = about,
        };
    }

    /// <summary>
    /// The second question, to an expert who declared no conflict: due with the panel, for late ones after a delegate's time.
    /// </summary>
    public static Assignment Scoring(
        Assignment declared, PanelState state, PanelDefinition panel, DateTimeOffset at, WorkingCalendar calendar)
    {
        var run = state.Review.Run(declared.Ask.Step, declared.Ask.Round);
        var promised = run is null ? (DateTimeOffset?)null : Due(run.OpenedAt, run.Due, panel, calendar);
        var due = Max(calendar.Due(at, panel.DelegateWorkingDays), promised);
        var lapses = calendar.Due(due, panel.DelegateWorkingDays);
        return declared with
        {
            Ask = declared.Ask with { Kind = Scored }, OpenedAt = at, Due = due, Lapses = lapses, Promised = null, Replaces = null,
            State = AssignmentState.Open, AnsweredAt = null, Calendar = calendar.Edition(at, lapses), Sight = AssignmentSight.Content,
        };
    }

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;
}
