using App.Tests.Assignments;
using App.Tests.Reviews;
using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Organisations;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.PublicNotices;
using FunctionsApp.Reviews;

namespace App.Tests.PublicNotices;

/// <summary>A programme with a public notice of five and five working days, and its application under review, in memory.</summary>
internal sealed class NoticeSample
{
    public const string Stage = "PublicNotice";

    public static readonly PublicNoticeDefinition Definition = new() { Name = Stage, Title = new LocalizedText("公示", "Public notice") };

    private readonly CheckNoticeActivity activity;
    private DateTimeOffset since;

    public NoticeSample(params IEnumerable<StaffMember> people)
    {
        since = ReviewSample.Opened;
        Bench = new AskingBench(since, NoticeAggregate.Kind, ReviewAggregate.Kind, ApplicationAggregate.Kind, OrganisationAggregate.Kind);
        Question = new ObjectionQuestion(Bench.Tools(people));
        activity = new CheckNoticeActivity(Bench.Store, Catalogue, WorkingCalendar.Official, new Questions([Question]), Bench.Bulletins);
    }

    public static ProgrammeCatalogue Catalogue { get; } =
        ReviewSample.Catalogue(ReviewSample.FirstStage(), ReviewSample.Stage(), Definition);

    public static StageRequest Request => new(ReviewSample.Id, Stage, 0);

    public static string Id => PublicNotice.IdOf(Request);

    public AskingBench Bench { get; }

    /// <summary>The moment that the last check named.</summary>
    public DateTimeOffset? Next { get; private set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async Task<NoticeSample> StartAsync(ReviewState? state = null)
    {
        await Bench.Store.PutAsync(state ?? ReviewSample.State());
        Assert.Null(await CheckAsync());
        return this;
    }

    /// <summary>As the orchestrator does after an event.</summary>
    public async Task<StageOutcome?> CheckAsync()
    {
        var at = Bench.Time.GetUtcNow();
        var progress = await activity.RunAsync(new StageCheck(Request, since, at), Cancellation);
        (since, Next) = (at, progress.Next);
        return progress.Outcome;
    }

    /// <summary>As the orchestrator does without an event: waits for the moment that the check named.</summary>
    public async Task<StageOutcome?> WaitAsync()
    {
        Bench.Time.SetUtcNow(Next!.Value);
        return await CheckAsync();
    }

    public async Task<NoticeState> StateAsync() => (await Bench.Store.GetAsync(NoticeAggregate.Kind, Id, Cancellation)).State;

    public Task<IReadOnlyList<string>> ReviewFactsAsync() => Bench.FactsAsync(ReviewAggregate.Kind, ReviewSample.Id);
}
