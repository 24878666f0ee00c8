using App.Tests.Fixtures;
using App.Tests.Pages;
using FunctionsApp.Alerts;
using FunctionsApp.Alerts.Drafts;
using FunctionsApp.Assignments;
using FunctionsApp.Assignments.Inbox;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics;
using FunctionsApp.Statistics.Releases;
using FunctionsApp.Statistics.Tables;
using FunctionsApp.WhitePapers;
using Microsoft.Extensions.Options;

namespace App.Tests.WhitePapers;

/// <summary>White papers over stores in memory, of the last quarter of 2025, which is released.</summary>
internal sealed class MemoryPapers
{
    public const string Quarter = "2025-Q4";

    public static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private readonly StatisticsDesk statistics;

    public MemoryPapers(params StaffMember[] staff)
    {
        App = new MemoryApp(Now, WhitePaperAggregate.Kind, staff);
        Files = new WhitePaperStore(Blobs.Client);
        statistics = new StatisticsDesk(App.Store, App.Lists, new ReleaseStore(Blobs.Client));
        Question = new WhitePaperQuestion(App.Tools, Files, Options.Create(new WhitePaperOptions()));
        Questions = new Questions([Question]);
        Alerts = new AlertStore(App.Tables);
        Inbox = new InboxHttp(Questions, App.QuestionPages, App.Lists, RenderedPage.Site(), App.Time);
    }

    public MemoryApp App { get; }

    public MemoryBlobs Blobs { get; } = new();

    public WhitePaperStore Files { get; }

    public WhitePaperQuestion Question { get; }

    public Questions Questions { get; }

    public AlertStore Alerts { get; }

    public InboxHttp Inbox { get; }

    public PlanWhitePapers Plan => new(App.Store, statistics, App.Time);

    public WhitePaperHttp Http => new(App.Lists, Files, RenderedPage.Site());

    public WhitePaperEditorHttp Editor => new(App.Store, Plan, RenderedPage.Site(), App.Time);

    public WhitePaperRun Run { get; } = new(Quarter, 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static PaperApprovalForm Approve(LocalizedText? foreword = null) => new("token", ApprovalDecision.Approve, foreword);

    public static PaperApprovalForm Reject(string? comment = null) => new("token", ApprovalDecision.Reject, null, comment);

    /// <summary>Revenue of three organisations in one sector, so many each.</summary>
    public static ReleaseContent Released(string period, decimal each, int revision = 0) => MakeRelease.First(
        ReleasePeriod.Find(period)!.Value,
        [
            new IndicatorValues(Indicators.All[0].Code,
                [.. Enumerable.Range(0, 3).Select(number => new ReportedValue($"o{number}", "it", "440305", each))]),
        ], _ => new HashSet<CellKey>(), new Coverage(3, 4)) with { Revision = revision };

    public async Task ReleaseAsync(string period, decimal each, int revision = 0)
    {
        var content = Released(period, each, revision);
        await new ReleaseStore(Blobs.Client).WriteAsync(content, Cancellation);
        var at = Now.AddDays(-30);
        var item = new ReleaseItem(period, at, at, revision, at, content.Coverage, content.TablesDigest);
        await App.Lists.UpdateAsync(
            new LineSubject(ReleaseAggregate.Kind.Table, $"release-{period}"),
            [ReleaseIndex.Released.Line(ReleaseIndex.Public, LineOrder.NewestFirst(item.Planned, period), item)], [], Cancellation);
    }

    public Task GatherAsync(WhitePaperRun? run = null) =>
        new GatherWhitePaperActivity(App.Store, statistics, Files, App.Lists, App.Time).RunAsync(run ?? Run, Cancellation);

    public Task AnswerAsync(PaperApprovalForm form)
    {
        var letter = App.Letters[^1];
        return App.Store.ChangeAsync(WhitePaperAggregate.Kind, AssignmentId.Parse(letter.Callback!.Subject)!.Ask.Subject,
            state => Question.Decide(state, AssignmentId.Parse(letter.Callback!.Subject)!, form, App.By(letter)), Cancellation);
    }

    public async Task<WhitePaper> ReadAsync(WhitePaperRun? run = null) =>
        (await App.Store.GetAsync(WhitePaperAggregate.Kind, (run ?? Run).PaperId, Cancellation)).State.Paper;

    public Task PublishAsync() => new PublishWhitePaperActivity(App.Store, Files, new AlertNews(Alerts), App.Time).RunAsync(
        Run.PaperId, Cancellation);

    /// <summary>The surroundings of a paper's orchestration.</summary>
    public PlayedOrchestration Play(params (double Hours, Func<Task> Act)[] happens) => new(App.Time, RunAsync, happens);

    private Task<object?> RunAsync(string activity, object input) => MemoryApp.AskAsync(Questions, activity, input, async () =>
    {
        switch (activity)
        {
            case nameof(GatherWhitePaperActivity):
                await GatherAsync((WhitePaperRun)input);
                return null;
            case nameof(ReadWhitePaperActivity):
                return await new ReadWhitePaperActivity(App.Store).RunAsync((string)input, Cancellation);
            case nameof(LapseWhitePaperActivity):
                return await new LapseWhitePaperActivity(App.Store).RunAsync((string)input, Cancellation);
            default:
                await PublishAsync();
                return null;
        }
    });
}
