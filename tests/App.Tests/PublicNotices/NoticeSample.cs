using App.Tests.Assignments;
using App.Tests.Reviews;
using FunctionsApp.Applications;
using FunctionsApp.Assignments;
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
    private readonly ObjectionQuestion question;
    private DateTimeOffset since;

    public NoticeSample(params IEnumerable<StaffMember> people)
    {
        since = ReviewSample.Opened;
        Bench = new AskingBench(since, NoticeAggregate.Kind, ReviewAggregate.Kind, ApplicationAggregate.Kind, OrganisationAggregate.Kind);
        question = new ObjectionQuestion(Bench.Tools(people));
        activity = new CheckNoticeActivity(Bench.Store, Catalogue, WorkingCalendar.Official, new Questions([question]), Bench.Bulletins);
    }

    public static ProgrammeCatalogue Catalogue { get; } =
        ReviewSample.Catalogue(ReviewSample.FirstStage(), ReviewSample.Stage(), Definition);

    public static StageRequest Request => new(ReviewSample.Id, Stage, 0);

    public static string Id => PublicNotice.IdOf(Request);

    public AskingBench Bench { get; }

    /// <summary>The moment that the last check named.</summary>
    public DateTimeOffset? Next { get; private set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Officers of the department: o1, o2, …</summary>
    public static IEnumerable<StaffMember> Officers(int count) =>
        Enumerable.Range(1, count).Select(number => Polls.Member($"o{number}") with { Roles = [Role.DepartmentOfficer] });

    /// <summary>As someone writes it who signs it.</summary>
    public static ObjectionForm Form(string name = "赵明", string grounds = "执照已过期。") =>
        new(name, "zhao@objector.example", grounds, Signature: name, Confirmed: true);

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

    /// <summary>Someone objects now; then the notice is looked after.</summary>
    public async Task<NoticeSample> ObjectAsync(string person = "zhao", ObjectionForm? form = null, Language language = Language.Chinese)
    {
        var now = Bench.Time.GetUtcNow();
        await Bench.Store.ChangeAsync(
            NoticeAggregate.Kind, Id,
            state => SubmitObjection.Decide(state, form ?? Form(), person, language, WorkingCalendar.Official, now), Cancellation);
        await CheckAsync();
        return this;
    }

    /// <summary>Who examines an objection now.</summary>
    public async Task<Assignment> ExaminerAsync(int objection = 1) => (await StateAsync()).Assignments
        .Single(each => each.Ask.Round == objection && each.State == AssignmentState.Open);

    /// <summary>A person rules on an objection now, by the newest letter about it; then the notice is looked after.</summary>
    public async Task<StageOutcome?> RuleAsync(
        Assignment assignment, Ruling ruling = Ruling.Dismissed, string reason = "属实。", string answer = "已核查。")
    {
        var digest = Bench.Letters.Last(letter => letter.Callback?.Subject == assignment.Id).Callback!.Digest;
        var by = new Answering(assignment.Assignee, digest, Bench.Time.GetUtcNow());
        await Bench.Store.ChangeAsync(
            NoticeAggregate.Kind, Id,
            state => question.Decide(
                state, new AssignmentId(assignment.Ask, assignment.Number), new RulingForm("token", ruling, reason, answer), by),
            Cancellation);
        return await CheckAsync();
    }

    public async Task<NoticeState> StateAsync() => (await Bench.Store.GetAsync(NoticeAggregate.Kind, Id, Cancellation)).State;

    public Task<IReadOnlyList<string>> ReviewFactsAsync() => Bench.FactsAsync(ReviewAggregate.Kind, ReviewSample.Id);
}
