using App.Tests.Fixtures;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;
using FunctionsApp.Reviews.Appeals;
using Microsoft.Extensions.Options;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Reviews.Appeals;

/// <summary>An application that its panel rejected on Monday 2 March 2026, and officers who may examine an appeal.</summary>
internal sealed class AppealSample
{
    public const string Grounds = "评分依据有误。";

    /// <summary>15 working days after the rejection: Monday 23 March is the last day.</summary>
    public static readonly DateTimeOffset Until = BeijingTime.Deadline(new DateOnly(2026, 3, 23));

    public static readonly AppealTerm Term = new("Panel", 0, 15, Until.ToUniversalTime());

    public static readonly Refusal Refused = new(new LocalizedText("未通过", "Rejected"), ["No market."]) { Appeal = Term };

    private static readonly ProgrammeCatalogue Programmes = Catalogue(FirstStage(), Stage("District"), Stage());

    public AppealSample(params StaffMember[] staff)
    {
        App = new MemoryApp(Opened, AppealAggregate.Kind, staff);
        Question = new AppealQuestion(App.Tools, Programmes, null!, Options.Create(new AppealOptions()));
        Questions = new Questions([Question]);
    }

    public MemoryApp App { get; }

    public AppealQuestion Question { get; }

    public Questions Questions { get; }

    /// <summary>Rejected by expert-1 and expert-2 of the panel; "district" approved before, and expert-3 let it pass.</summary>
    public static AppealState Rejected => new(
        State(
            [
                Assignment(1, "district", AssignmentState.Decided, "District"), Assignment(1, state: AssignmentState.Decided),
                Assignment(2, state: AssignmentState.Decided), Assignment(3, state: AssignmentState.Escalated),
            ],
            [Decision(1, DecisionKind.Reject), Decision(2, DecisionKind.Reject)],
            Run() with { State = StageRunState.Closed, Outcome = StageOutcome.Rejected }) with
        {
            Application = Applied with { Status = ApplicationStatus.Rejected, DecidedAt = Opened, Refusal = Refused },
        }, null);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static StaffMember Officer(string id, string? @delegate = null) => MemoryApp.Member(id, @delegate);

    public static Change<AppealState> Submit(
        AppealState state, DateTimeOffset? at = null, string person = "applicant-1", string grounds = Grounds,
        WorkingCalendar? calendar = null) =>
        SubmitAppeal.Decide(state, new AppealForm(grounds), person, calendar ?? WorkingCalendar.Official, at ?? Opened);

    /// <summary>Puts the rejected application into the store and appeals.</summary>
    public async Task AppealAsync(AppealState? rejected = null)
    {
        await App.Store.PutAsync(AppealAggregate.Kind, Id, _ => Change.To(rejected ?? Rejected, "test", new ReviewPut()), Cancellation);
        await App.Store.ChangeAsync(AppealAggregate.Kind, Id, state => Submit(state, App.Time.GetUtcNow()), Cancellation);
    }

    public Task<Opening> OpenAsync(int attempt = 0) => new OpenAssignmentsActivity(Questions).RunAsync(
        new AskAt(AppealQuestion.AskOf(Id, attempt), App.Time.GetUtcNow()), Cancellation);

    /// <summary>The person whom the newest letter asks answers by it.</summary>
    public Task AnswerAsync(AppealRuling? ruling, string? reason = "The sums are right.")
    {
        var letter = App.Letters.Last(each => each.Callback is not null);
        return App.Store.ChangeAsync(AppealAggregate.Kind, Id, state => Question.Decide(
            state, AssignmentId.Parse(letter.Callback!.Subject)!, new AppealAnswer("token", ruling, reason), App.By(letter)), Cancellation);
    }

    public async Task<AppealState> ReadAsync() => (await App.Store.GetAsync(AppealAggregate.Kind, Id, Cancellation)).State;

    /// <summary>The surroundings of the orchestration.</summary>
    public PlayedOrchestration Play(params (double Hours, Func<Task> Act)[] happens) => new(App.Time, RunAsync, happens);

    private Task<object?> RunAsync(string activity, object input) => MemoryApp.AskAsync(Questions, activity, input, async () =>
    {
        var (run, letters) = ((AppealRun)input, new LetterSender(App.Bus.Client));
        switch (activity)
        {
            case nameof(ReceiveAppealActivity):
                await new ReceiveAppealActivity(App.Store, Programmes, App.Tools.Staff, letters).RunAsync(run, Cancellation);
                return null;
            case nameof(ReadAppealActivity):
                return await new ReadAppealActivity(App.Store).RunAsync(run, Cancellation);
            default:
                return await new CloseAppealActivity(App.Store, Programmes, App.Tools.Staff, letters).RunAsync(run, Cancellation);
        }
    });
}
