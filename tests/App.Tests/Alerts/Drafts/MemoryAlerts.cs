using System.Text.Json;
using App.Tests.Fixtures;
using App.Tests.Pages;
using FunctionsApp.Alerts;
using FunctionsApp.Alerts.Drafts;
using FunctionsApp.Assignments;
using FunctionsApp.Assignments.Inbox;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Platform.Storage;
using Microsoft.Extensions.Options;

namespace App.Tests.Alerts.Drafts;

/// <summary>What editors write over stores in memory, with one draft by "author".</summary>
internal sealed class MemoryAlerts
{
    /// <summary>A Monday, 09:00 in Shenzhen.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public MemoryAlerts(params StaffMember[] staff)
    {
        App = new MemoryApp(Now, AlertDraftAggregate.Kind, staff);
        Store = new AlertStore(App.Tables);
        Question = new AlertQuestion(App.Tools, Options.Create(new AlertOptions()));
        Questions = new Questions([Question]);
        Assignments = new AssignmentHttp(Questions, App.QuestionPages, App.Lists);
        Inbox = new InboxHttp(Questions, App.QuestionPages, App.Lists, RenderedPage.Site(), App.Time);
        Http = new AlertDraftHttp(App.Store, App.Time);
    }

    public MemoryApp App { get; }

    public AlertStore Store { get; }

    public AlertQuestion Question { get; }

    public Questions Questions { get; }

    public AssignmentHttp Assignments { get; }

    public InboxHttp Inbox { get; }

    public AlertDraftHttp Http { get; }

    public string Id { get; } = Ids.From("draft");

    /// <summary>Alerts on the topic.</summary>
    public IReadOnlyList<Alert> Published =>
        [.. App.Bus.To(Topology.Bulletins).Select(message => JsonSerializer.Deserialize<Alert>(message.Body, AppJson.Options)!)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static AlertBody Body(string publishAt = "2026-03-04T09:00:00+08:00") =>
        new(["it", "biotech"], new("标题", "A <b> title"), new("正文", "Text"), DateTimeOffset.Parse(publishAt));

    public static AlertApprovalForm Approve(string? comment = null) => new("token", ApprovalDecision.Approve, comment);

    public static AlertApprovalForm Reject(string? comment = null) => new("token", ApprovalDecision.Reject, comment);

    public Task DraftAsync(string publishAt = "2026-03-04T09:00:00+08:00") => App.Store.PutAsync(
        AlertDraftAggregate.Kind,
        Id,
        current => DraftAlert.Decide(current, new DraftAlertCommand(Id, Body(publishAt), "author", "hash"), App.Time.GetUtcNow()),
        Cancellation);

    public Task<Opening> OpenAsync() =>
        new OpenAssignmentsActivity(Questions).RunAsync(new AskAt(AlertQuestion.AskOf(Id), App.Time.GetUtcNow()), Cancellation);

    public Task AnswerAsync(AlertApprovalForm form)
    {
        var letter = App.Letters[^1];
        return ChangeAsync(state => Question.Decide(state, AssignmentId.Parse(letter.Callback!.Subject)!, form, App.By(letter)));
    }

    public Task WithdrawAsync() => ChangeAsync(state => WithdrawAlert.Decide(state, "author"));

    public Task ChangeAsync(Func<AlertDraftState, Change<AlertDraftState>> decide) =>
        App.Store.ChangeAlertDraftAsync(Id, decide, Cancellation);

    public async Task<AlertDraftState> ReadAsync() => (await App.Store.GetAlertDraftAsync(Id, Cancellation)).State;

    public Task<IReadOnlyList<string>> PublishAsync() =>
        new PublishAlertDraftActivity(App.Store, Store, App.Time).RunAsync(Id, Cancellation);

    /// <summary>The surroundings of the draft's orchestration.</summary>
    public PlayedOrchestration Play(params (double Hours, Func<Task> Act)[] happens) => new(App.Time, RunAsync, happens);

    private Task<object?> RunAsync(string activity, object input) => MemoryApp.AskAsync(Questions, activity, input, async () =>
    {
        switch (activity)
        {
            case nameof(ReadAlertDraftActivity):
                return await new ReadAlertDraftActivity(App.Store).RunAsync((string)input, Cancellation);
            case nameof(LapseAlertDraftActivity):
                return await new LapseAlertDraftActivity(App.Store).RunAsync((string)input, Cancellation);
            case nameof(PublishAlertDraftActivity):
                return await PublishAsync();
            default:
                await new PublishAlertsActivity(Store, new BulletinTopic(App.Bus.Client)).RunAsync((string)input, Cancellation);
                return null;
        }
    });
}
