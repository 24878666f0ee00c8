using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;

namespace FunctionsApp.PublicNotices;

/// <summary>A proposed result is on public notice.</summary>
/// <param name="Name">Of the programme.</param>
/// <param name="Organisation">Its name; its credit code while it is not registered.</param>
/// <param name="Ends">Until when objections are taken, UTC.</param>
public sealed record NoticeOpened(
    string Programme, LocalizedText Name, string Application, string Title, string Organisation, string Sector, DateTimeOffset Ends)
    : Fact;

/// <summary>Puts an application on public notice.</summary>
public static class OpenNotice
{
    private const string Actor = nameof(CheckNoticeActivity);

    /// <summary>The notice of a stage that opens now.</summary>
    /// <param name="organisation">The applicant's name.</param>
    public static PublicNotice Of(
        ReviewState review, ProgrammeDefinition definition, StageRequest stage, string organisation, DateTimeOffset at,
        WorkingCalendar calendar)
    {
        var (application, notice) = (review.Application, (PublicNoticeDefinition)definition.Stage(stage.Stage));
        var (applicant, subject) = (application.Applicant, application.Subject);
        return new PublicNotice
        {
            Id = PublicNotice.IdOf(stage),
            Stage = stage,
            Content = new NoticeContent(
                application.Id, application.Programme, definition.Name, organisation, subject.Title, subject.Sector,
                notice.ShowsAmount ? review.Reserved ?? subject.Amount : null),
            Span = new NoticeSpan(at, notice.WorkingDays, notice.ExaminationWorkingDays, calendar.Due(at, notice.WorkingDays)),
            Examiners = new NoticeExaminers(
                notice.Role, notice.DelegateWorkingDays, applicant.District, applicant.Organisation.Value,
                [.. StagePlan.Excluded(review, stage.Stage, stage.Round).Order(StringComparer.Ordinal)])
            {
                Partners = application.PartnerCodes,
            },
        };
    }

    /// <summary>None where an earlier attempt opened it.</summary>
    public static Change<NoticeState> Decide(NoticeState? current, PublicNotice notice)
    {
        if (current is not null) return Change.None(current);
        var (content, ends) = (notice.Content, notice.Span.Promised);
        return Change.To(
            new NoticeState(notice, [], [], []), Actor, new NoticeOpened(
                content.Programme, content.Name, content.Application, content.Title, content.Organisation, content.Sector, ends));
    }

    /// <summary>The review's side of it. None where the stage was asked already, or the application is not under review.</summary>
    public static Change<ReviewState> Decide(ReviewState review, PublicNotice notice)
    {
        var (_, stage, round) = notice.Stage;
        if (review.Run(stage, round) is not null || review.Application.Status != ApplicationStatus.Submitted) return Change.None(review);
        var run = new StageRun(stage, round, StageRunState.Open, notice.Span.OpenedAt) { Due = notice.Span.Promised };
        return Change.To(review.With(run), Actor, new StageOpened(stage, round, 0, notice.Span.Promised));
    }
}
