using FunctionsApp.Applications.Appealing;
using FunctionsApp.Applications.Partners;
using FunctionsApp.Applications.Promises;
using FunctionsApp.Applications.Signing;
using FunctionsApp.Approvals;
using FunctionsApp.Assignments;
using FunctionsApp.Completeness;
using FunctionsApp.Duplicates;
using FunctionsApp.Panels;
using FunctionsApp.PublicNotices;
using FunctionsApp.Referrals;
using FunctionsApp.Reviews;
using FunctionsApp.Reviews.Appeals;
using FunctionsApp.SiteVisits;

namespace LocalHost.Tests.Durable.TwoEngines;

internal static class StageStories
{
    private const string Approval = "ApprovalStage";
    private const string Changed = StageRequest.Changed;

    public static IReadOnlyList<Story> All { get; } =
    [
        new("decided-at-the-second-look", SecondLookAsync),
        new("nobody-decides", NobodyDecidesAsync),
        new("delegate-decides", DelegateDecidesAsync),
        new("decided-before-it-waits", DecidedBeforeItWaitsAsync),
        new("blocked-at-first", BlockedAtFirstAsync),
        new("storage-fails-twice", StorageFailsTwiceAsync),
        new("machine-then-people", MachineThenPeopleAsync),
        new("panel-looks-again", PanelLooksAgainAsync),
        new("duplicates-after-an-outage", DuplicatesAfterAnOutageAsync),
        new("notice-looks-again", NoticeLooksAgainAsync),
        new("visit-looks-again", play => WatchLooksAgainAsync(play, "SiteVisitStage", nameof(CheckVisitActivity))),
        new("defence-looks-again", play => WatchLooksAgainAsync(play, "DefenceStage", nameof(CheckVisitActivity))),
        new("referral-looks-again", play => WatchLooksAgainAsync(play, "ReferralStage", nameof(CheckReferralActivity))),
        new("signed-at-the-second-look",
            play => Signing(play).AnsweredAtTheSecondLookAsync(play, SigningOutcome.Signed, endsByAnswer: true)),
        new("nobody-signs", play => Signing(play).LapsesAsync(play, SigningOutcome.Lapsed)),
        new("appeal-upheld-by-the-second-person", AppealUpheldAsync),
        new("partners-consent-at-the-second-look", play => Consent(play).AnsweredAtTheSecondLookAsync(play, ConsentOutcome.Agreed)),
        new("partner-does-not-answer", play => Consent(play).LapsesAsync(play, ConsentOutcome.Lapsed)),
        new("promise-watched-until-it-is-over", PromiseWatchedAsync),
    ];

    private static AskedRun<ConsentRun, ConsentOutcome> Consent(Play play)
    {
        var run = new ConsentRun(play.Story, 0, "91440300MA5EXB340R");
        return new(
            nameof(ConsentOrchestrator), run.InstanceId, run, ConsentOrchestrator.Changed, nameof(ReadConsentActivity),
            nameof(CloseConsentActivity));
    }

    private static AskedRun<SigningRun, SigningOutcome> Signing(Play play)
    {
        var run = SigningRun.New(play.Story, 0);
        return new(
            nameof(SigningOrchestrator), run.InstanceId, run, SigningOrchestrator.Changed, nameof(ReadSigningActivity),
            nameof(CloseSigningActivity));
    }

    private static async Task PromiseWatchedAsync(Play play)
    {
        var looks = 0;
        play.Answer<PromiseCheck>(
            nameof(CheckPromisesActivity), check => ++looks < 3 ? check.At.AddMilliseconds(20) : (DateTimeOffset?)null);
        var run = new PromiseRun(play.Story);
        await play.StartAsync(nameof(PromiseOrchestrator), run.InstanceId, run);
        await play.EndsAsync<object>(run.InstanceId);
        Assert.Equal(3, looks);
    }

    /// <summary>The first person's time and the delegate's pass; another person is asked, and rules.</summary>
    private static async Task AppealUpheldAsync(Play play)
    {
        AppealRuling? ruling = null;
        play.Answer<AppealRun>(nameof(ReceiveAppealActivity), _ => null);
        play.Answer<AskAt>(
            nameof(OpenAssignmentsActivity), asked => (asked.Ask.Round == 0 ? Pace.Fast : Pace.Slow).Open(asked));
        play.Answer<AppealRun>(nameof(ReadAppealActivity), _ => ruling);
        play.Answer<AppealRun>(nameof(CloseAppealActivity), _ => AppealRuling.Upheld);
        var run = new AppealRun(play.Story);
        await play.StartAsync(nameof(AppealOrchestrator), run.InstanceId, run);
        await play.WaitsAfterAsync(run.InstanceId, nameof(OpenAssignmentsActivity), 2);
        ruling = AppealRuling.Upheld;
        await play.RaiseAsync(run.InstanceId, AppealOrchestrator.Changed);
        await play.RaiseAsync(run.InstanceId, AppealOrchestrator.Changed);
        Assert.Equal(AppealRuling.Upheld, await play.EndsAsync<AppealRuling>(run.InstanceId));
    }

    /// <summary>Each event comes twice.</summary>
    private static async Task SecondLookAsync(Play play)
    {
        var (desk, stage) = await AskedAsync(play, Pace.Slow);
        await play.RaiseAsync(stage.InstanceId, Changed);
        await play.RaiseAsync(stage.InstanceId, Changed);
        await play.WaitsAfterAsync(stage.InstanceId, nameof(CloseApprovalActivity), 2);
        desk.Decide(stage, StageOutcome.Rejected);
        await play.RaiseAsync(stage.InstanceId, Changed);
        await play.RaiseAsync(stage.InstanceId, Changed);
        await EndsAsync(play, stage, StageOutcome.Rejected);
    }

    /// <summary>Reminder, delegates, lapse.</summary>
    private static async Task NobodyDecidesAsync(Play play)
    {
        var (desk, stage) = (new Desk(play, Pace.Fast), Stage(play));
        play.Answer<Ask>(nameof(LapseAssignmentsActivity), _ =>
        {
            desk.Decide(stage, StageOutcome.Rejected);
            return null;
        });
        await play.StartAsync(Approval, stage.InstanceId, stage);
        await EndsAsync(play, stage, StageOutcome.Rejected);
    }

    /// <summary>One wait for the event outlasts two timers.</summary>
    private static async Task DelegateDecidesAsync(Play play)
    {
        var (desk, stage) = await AskedAsync(play, Pace.Fast with { Lapse = TimeSpan.FromHours(1) });
        await play.WaitsAfterAsync(stage.InstanceId, nameof(EscalateAssignmentsActivity));
        desk.Decide(stage, StageOutcome.Passed);
        await play.RaiseAsync(stage.InstanceId, Changed);
        await EndsAsync(play, stage, StageOutcome.Passed);
    }

    /// <summary>The events come while the stage is being opened.</summary>
    private static async Task DecidedBeforeItWaitsAsync(Play play)
    {
        var (desk, stage) = (new Desk(play, Pace.Slow), Stage(play));
        play.AnswerAsync<AskAt>(nameof(OpenAssignmentsActivity), async ask =>
        {
            await play.RaiseAsync(stage.InstanceId, Changed);
            desk.Decide(stage, StageOutcome.Passed);
            await play.RaiseAsync(stage.InstanceId, Changed);
            return Pace.Slow.Open(ask);
        });
        await play.StartAsync(Approval, stage.InstanceId, stage);
        await EndsAsync(play, stage, StageOutcome.Passed);
    }

    /// <summary>Too few people at first: an event ends the wait of a day.</summary>
    private static async Task BlockedAtFirstAsync(Play play)
    {
        var (desk, stage) = (new Desk(play, Pace.Slow), Stage(play));
        var blocked = true;
        play.Answer<AskAt>(nameof(OpenAssignmentsActivity), ask => blocked ? new Opening(OpeningState.Blocked) : Pace.Slow.Open(ask));
        await play.StartAsync(Approval, stage.InstanceId, stage);
        await play.WaitsAfterAsync(stage.InstanceId, nameof(OpenAssignmentsActivity));
        blocked = false;
        await play.RaiseAsync(stage.InstanceId, Changed);
        await play.WaitsAfterAsync(stage.InstanceId, nameof(OpenAssignmentsActivity), 2);
        desk.Decide(stage, StageOutcome.Returned);
        await play.RaiseAsync(stage.InstanceId, Changed);
        await EndsAsync(play, stage, StageOutcome.Returned);
    }

    /// <summary>The second attempt at an activity comes after 2 s, the third after 4 more.</summary>
    private static async Task StorageFailsTwiceAsync(Play play)
    {
        var (desk, stage) = (new Desk(play, Pace.Slow), Stage(play));
        var attempts = 0;
        play.Answer<AskAt>(
            nameof(OpenAssignmentsActivity),
            ask => ++attempts < 3 ? throw new TimeoutException("Storage is away.") : Pace.Slow.Open(ask));
        await play.StartAsync(Approval, stage.InstanceId, stage);
        await play.WaitsAfterAsync(stage.InstanceId, nameof(OpenAssignmentsActivity), 3);
        desk.Decide(stage, StageOutcome.Withdrawn);
        await play.RaiseAsync(stage.InstanceId, Changed);
        await EndsAsync(play, stage, StageOutcome.Withdrawn);
    }

    /// <summary>What the machine leaves open, people decide.</summary>
    private static async Task MachineThenPeopleAsync(Play play)
    {
        var (desk, stage) = (new Desk(play, Pace.Slow), Stage(play));
        play.Answer<CompletenessRequest>(nameof(CheckCompletenessActivity), _ => null);
        await play.StartAsync("CompletenessStage", stage.InstanceId, stage);
        await play.WaitsAfterAsync(stage.InstanceId, nameof(OpenAssignmentsActivity));
        desk.Decide(stage, StageOutcome.Passed);
        await play.RaiseAsync(stage.InstanceId, Changed);
        await EndsAsync(play, stage, StageOutcome.Passed);
    }

    /// <summary>At an event, at a moment, at another event.</summary>
    private static async Task PanelLooksAgainAsync(Play play)
    {
        var stage = Stage(play);
        var looks = 0;
        play.Answer<StageCheck>(nameof(CheckPanelActivity), check => ++looks switch
        {
            2 => new StageProgress(null, check.At.AddSeconds(1)),
            4 => new StageProgress(StageOutcome.Passed, null),
            _ => new StageProgress(null, check.At.AddHours(1)),
        });
        await play.StartAsync("PanelStage", stage.InstanceId, stage);
        await play.WaitsAfterAsync(stage.InstanceId, nameof(CheckPanelActivity));
        await play.RaiseAsync(stage.InstanceId, Changed);
        await play.WaitsAfterAsync(stage.InstanceId, nameof(CheckPanelActivity), 3);
        await play.RaiseAsync(stage.InstanceId, Changed);
        await EndsAsync(play, stage, StageOutcome.Passed);
    }

    private static async Task DuplicatesAfterAnOutageAsync(Play play)
    {
        var attempts = 0;
        play.Answer<ComparisonRequest>(
            nameof(CompareApplicationActivity), _ => ++attempts == 1 ? throw new TimeoutException("Storage is away.") : null);
        var request = new ComparisonRequest(play.Story, 0);
        await play.StartAsync(nameof(DuplicateOrchestrator), request.InstanceId, request);
        await play.EndsAsync<object>(request.InstanceId);
    }

    /// <summary>At an event, at a moment, at another event.</summary>
    private static async Task NoticeLooksAgainAsync(Play play)
    {
        var stage = Stage(play);
        var looks = 0;
        play.Answer<StageCheck>(nameof(CheckNoticeActivity), check => ++looks switch
        {
            2 => new StageProgress(null, check.At.AddSeconds(1)),
            4 => new StageProgress(StageOutcome.Rejected, null),
            _ => new StageProgress(null, check.At.AddHours(1)),
        });
        await play.StartAsync("PublicNoticeStage", stage.InstanceId, stage);
        await play.WaitsAfterAsync(stage.InstanceId, nameof(CheckNoticeActivity));
        await play.RaiseAsync(stage.InstanceId, Changed);
        await play.WaitsAfterAsync(stage.InstanceId, nameof(CheckNoticeActivity), 3);
        await play.RaiseAsync(stage.InstanceId, Changed);
        await EndsAsync(play, stage, StageOutcome.Rejected);
    }

    /// <summary>At an event, at a moment, at another event.</summary>
    private static async Task WatchLooksAgainAsync(Play play, string orchestrator, string activity)
    {
        var stage = Stage(play);
        var looks = 0;
        play.Answer<StageCheck>(activity, check => ++looks switch
        {
            2 => new StageProgress(null, check.At.AddSeconds(1)),
            4 => new StageProgress(StageOutcome.Passed, null),
            _ => new StageProgress(null, check.At.AddHours(1)),
        });
        await play.StartAsync(orchestrator, stage.InstanceId, stage);
        await play.WaitsAfterAsync(stage.InstanceId, activity);
        await play.RaiseAsync(stage.InstanceId, Changed);
        await play.WaitsAfterAsync(stage.InstanceId, activity, 3);
        await play.RaiseAsync(stage.InstanceId, Changed);
        await EndsAsync(play, stage, StageOutcome.Passed);
    }

    private static StageRequest Stage(Play play) => new(play.Story, "Panel", 0);

    private static async Task<(Desk Desk, StageRequest Stage)> AskedAsync(Play play, Pace pace)
    {
        var (desk, stage) = (new Desk(play, pace), Stage(play));
        await play.StartAsync(Approval, stage.InstanceId, stage);
        await play.WaitsAfterAsync(stage.InstanceId, nameof(OpenAssignmentsActivity));
        return (desk, stage);
    }

    private static async Task EndsAsync(Play play, StageRequest stage, StageOutcome outcome) =>
        Assert.Equal(outcome, await play.EndsAsync<StageOutcome>(stage.InstanceId));
}
