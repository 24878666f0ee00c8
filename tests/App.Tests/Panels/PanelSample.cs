using Moq;
using Microsoft.DurableTask.Client;
using FunctionsApp.Platform.Facts;
using Azure.Messaging.ServiceBus;
using System.Text.Json;
using App.Tests.Assignments;
using App.Tests.Reviews;
using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Panels;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using Microsoft.Extensions.Options;

namespace App.Tests.Panels;

/// <summary>A programme of which one stage is a panel of three, and its application under review, in memory.</summary>
internal sealed class PanelSample
{
    public const string Stage = "Panel";

    public static readonly PanelDefinition Definition = new()
    {
        Name = Stage, Title = new LocalizedText("专家评审", "Expert panel"), Role = Role.Expert, Assignees = 3, Quorum = 2, WorkingDays = 10,
        ReminderWorkingDays = 2, DelegateWorkingDays = 3, DeclareWorkingDays = 3, PassMark = 60,
        Rubric =
        [
            new Criterion("innovation", new LocalizedText("创新性", "Innovation"), 60) { CommentBelow = 50 },
            new Criterion("feasibility", new LocalizedText("可行性", "Feasibility"), 40),
        ],
    };

    private readonly ProgrammeCatalogue catalogue;
    private bool requiresAgreement;
    private CheckPanelActivity activity;
    private DateTimeOffset since = ReviewSample.Opened;

    public PanelSample(params IEnumerable<StaffMember> people) : this(Catalogue, people)
    {
    }

    /// <param name="catalogue">Of which a stage is another panel of the same name.</param>
    public PanelSample(ProgrammeCatalogue catalogue, params IEnumerable<StaffMember> people)
    {
        this.catalogue = catalogue;
        Bench = new AskingBench(ReviewSample.Opened, PanelAggregate.Kind, ReviewAggregate.Kind, ApplicationAggregate.Kind);
        var tools = Bench.Tools(people);
        Declaring = new DeclarationQuestion(tools, catalogue, null!);
        Scoring = new ScoringQuestion(tools, catalogue, null!);
        activity = Activity(tools);
    }

    public static ProgrammeCatalogue Catalogue { get; } =
        ReviewSample.Catalogue(ReviewSample.FirstStage(), Definition, ReviewSample.Stage("Department"));

    public AskingBench Bench { get; }

    public DeclarationQuestion Declaring { get; }

    public ScoringQuestion Scoring { get; }

    /// <summary>The moment that the last check named.</summary>
    public DateTimeOffset? Next { get; private set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static IEnumerable<StaffMember> Experts(int count) => Enumerable.Range(1, count).Select(number => Polls.Member($"e{number}"));

    public static ScoreForm Marks(decimal innovation, decimal feasibility, string comment = "Fine.", string? why = "Because.") => new(
        "token", [new MarkForm("innovation", innovation, why), new MarkForm("feasibility", feasibility, null)], comment);

    public async Task<PanelSample> StartAsync()
    {
        await Bench.Store.PutAsync(ReviewSample.State());
        await CheckAsync();
        return this;
    }

    /// <summary>From now on panels need the yearly agreement of these people.</summary>
    public PanelSample NeedsAgreement(params IEnumerable<StaffMember> people)
    {
        requiresAgreement = true;
        Staff(people);
        return this;
    }

    /// <summary>The operator changes the directory: from now on these are its people.</summary>
    public void Staff(params IEnumerable<StaffMember> people) => activity = Activity(Bench.Tools(people));

    /// <summary>As the orchestrator does after an event.</summary>
    public async Task<StageOutcome?> CheckAsync(int round = 0)
    {
        var at = Bench.Time.GetUtcNow();
        var progress = await activity.RunAsync(new StageCheck(new StageRequest(ReviewSample.Id, Stage, round), since, at), Cancellation);
        (since, Next) = (at, progress.Next);
        return progress.Outcome;
    }

    /// <summary>As the orchestrator does when nobody answers: waits for the moment that the check named.</summary>
    public async Task<StageOutcome?> WaitAsync()
    {
        Bench.Time.SetUtcNow(Next!.Value);
        return await CheckAsync();
    }

    public async Task<PanelState> StateAsync() => (await Bench.Store.GetAsync(PanelAggregate.Kind, ReviewSample.Id, Cancellation)).State;

    /// <summary>Who is asked a question now, by number.</summary>
    public async Task<IReadOnlyList<string>> AskedAsync(string kind) =>
    [
        .. (await StateAsync()).Review.Assignments.Where(each => each.Ask.Kind == kind && each.State == AssignmentState.Open)
            .OrderBy(each => each.Number).Select(each => each.Assignee),
    ];

    public Task DeclareAsync(string person, ConflictChoice conflict = ConflictChoice.None, string? text = null) => AnswerAsync(
        PanelTimes.Declaring, person, (state, id, by) => Declaring.Decide(state, id, new DeclarationForm("token", conflict, text), by));

    public Task ScoreAsync(string person, ScoreForm form) =>
        AnswerAsync(PanelTimes.Scored, person, (state, id, by) => Scoring.Decide(state, id, form, by));

    /// <summary>All declare, and give these marks for both criteria.</summary>
    public async Task ScoreAllAsync(params decimal[] marks)
    {
        foreach (var (person, mark) in (await AskedAsync(PanelTimes.Declaring)).Zip(marks))
        {
            await DeclareAsync(person);
            await ScoreAsync(person, Marks(mark, mark, $"Comment {mark}."));
        }
    }

    /// <summary>What follows from a fact; no run is there to be woken.</summary>
    public Task OnFactAsync(SealedFact fact) => new ReviewOnFacts(new Questions([Declaring, Scoring]), null!).OnFactAsync(
        ServiceBusModelFactory.ServiceBusReceivedMessage(BinaryData.FromString(JsonSerializer.Serialize(fact, AppJson.Options))),
        new Mock<DurableTaskClient>("test").Object, Cancellation);

    private CheckPanelActivity Activity(AskingTools tools) =>
        new(Bench.Store, catalogue, tools.Staff, WorkingCalendar.Official, tools.Letters, Bench.Bulletins, Ties(tools));

    // The samples' addresses are all of one domain.
    private ReadTies Ties(AskingTools tools) => new(
        Bench.Store, Bench.Lists, tools.Staff,
        Options.Create(new PanelOptions { PublicMailDomains = "example.com", RequiresAgreement = requiresAgreement }));

    private async Task AnswerAsync(
        string kind, string person, Func<PanelState, AssignmentId, Answering, Change<PanelState>> decide)
    {
        var assignment = (await StateAsync()).Review.Assignments.Where(each => each.Ask.Kind == kind && each.Assignee == person)
            .MaxBy(each => each.Number) ?? throw new InvalidOperationException($"{person} has no {kind}.");
        var by = new Answering(person, ContentDigest.Of(ReviewSample.Applied), Bench.Time.GetUtcNow());
        await Bench.Store.ChangeAsync(
            PanelAggregate.Kind, ReviewSample.Id, state => decide(state, new AssignmentId(assignment.Ask, assignment.Number), by), Cancellation);
    }
}
