using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Reviews;

/// <param name="Template">assignment-opened, assignment-reminder or assignment-escalated.</param>
public sealed record AssigneeNotice(StageRequest Request, string Template);

public sealed class NotifyAssigneesActivity(ReviewStore store, StaffDirectory staff, ProgrammeCatalogue catalogue, NoticeSender notices, IOptions<ReviewsOptions> options)
{
    public const string Opened = "assignment-opened";
    public const string Reminder = "assignment-reminder";
    public const string Escalated = "assignment-escalated";
    public const string Purpose = "decide";

    /// <summary>Writes to each whose assignment is open; of an escalation, to the delegates only. Safe to run twice: a notice has one id.</summary>
    [Function(nameof(NotifyAssigneesActivity))]
    public async Task RunAsync([ActivityTrigger] AssigneeNotice notice, CancellationToken cancellation)
    {
        var (stage, round) = (notice.Request.Stage, notice.Request.Round);
        var state = await store.ReadAsync(notice.Request.ApplicationId, cancellation);
        if (state.Run(stage.Name, round) is not { State: StageRunState.Open } run) return;
        var programme = catalogue.Get(state.Application.Programme, state.Application.Version).Name;
        foreach (var assignment in state.AssignmentsOf(stage.Name, round))
        {
            if (assignment.State != AssignmentState.Open || (notice.Template == Escalated && assignment.Replaces is null)) continue;
            await notices.SendAsync(Write(notice.Template, state, run, assignment, stage, programme), cancellation);
        }
    }

    private Notice Write(string template, ReviewState state, StageRun run, Assignment assignment, StageDefinition stage, LocalizedText programme)
    {
        var application = state.Application;
        var language = staff.Find(assignment.Assignee)?.Speaks ?? Language.Chinese;
        var expires = run.DelegateDue.AddDays(options.Value.CallbackGraceDays);
        return new Notice(
            $"{template}.{assignment.Id}", template, assignment.Assignee, null, language,
            new Dictionary<string, string>
            {
                ["title"] = application.Title,
                ["programme"] = programme.In(language),
                ["stage"] = stage.Title.In(language),
                ["due"] = ReviewWords.Time(assignment.Due),
            },
            new NoticeCallback($"assignments/{assignment.Id}/decision", Purpose, assignment.Id, ReviewDigest.Of(application), expires));
    }
}
