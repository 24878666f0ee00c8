using App.Tests.Fixtures;
using App.Tests.Pages;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Warnings;
using FunctionsApp.Warnings.Tasks;

namespace App.Tests.Warnings.Tasks;

/// <summary>A warning in force, and what organisations are asked to do about it, over stores in memory.</summary>
internal sealed class MemoryTasks
{
    public static readonly CreditCode Code = CreditCode.Parse("91440300MA5EXB340R");

    private readonly MemoryWarnings memory;

    public MemoryTasks(params IEnumerable<StaffMember> people)
    {
        memory = new MemoryWarnings([MemoryApp.Member("pan", role: Role.Publisher), .. people]);
        Question = new WarningTaskQuestion(App.Tools);
        Desk = new WarningTaskDesk(App.Store, App.Lists, App.Time);
        Http = new WarningTaskHttp(Desk, App.Store, RenderedPage.Site(), App.Time);
        questions = new Questions([Question]);
    }

    private readonly Questions questions;

    public MemoryApp App => memory.App;

    public string Warning => memory.Id;

    public WarningTaskQuestion Question { get; }

    public WarningTaskDesk Desk { get; }

    public WarningTaskHttp Http { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static StaffMember Person(string id, Role role = Role.Signatory) =>
        MemoryApp.Member(id, role: role) with { Organisation = Code };

    public static Caller Publisher { get; } =
        new("pan", "pan", null, new HashSet<Role> { Role.Publisher }, null, null, FunctionsApp.Platform.Language.English);

    public static WarningTaskBody Body(WarningTaskKind kind = WarningTaskKind.Emergency, int hours = 8) =>
        new(kind, [Code.Value], kind == WarningTaskKind.Emergency ? "Secure the deliveries." : null, hours);

    public async Task PublishAsync()
    {
        await memory.VerifiedAsync();
        await memory.ChangeAsync(state => PublishWarning.Decide(state, memory.By("publisher")));
    }

    public Task CancelAsync() => memory.ChangeAsync(state => CancelWarning.Decide(state, Sample.Over, memory.By("pan")));

    /// <summary>Publishes, and assigns to the organisation.</summary>
    public async Task<string> AssignedAsync(WarningTaskKind kind = WarningTaskKind.Emergency)
    {
        await PublishAsync();
        return Assert.Single(await AssignAsync(Body(kind)));
    }

    public Task<IReadOnlyList<string>> AssignAsync(WarningTaskBody body, string key = "key") =>
        Desk.AssignAsync(Warning, body, key, Publisher, Cancellation);

    public async Task<WarningTask> ReadAsync(string task) =>
        (await App.Store.GetAsync(WarningTaskAggregate.Kind, task, Cancellation)).State.Task;

    public Task AnswerAsync(string task, WarningTaskForm form)
    {
        var letter = App.Letters[^1];
        return App.Store.ChangeAsync(WarningTaskAggregate.Kind, task, state => Question.Decide(
            state, AssignmentId.Parse(letter.Callback!.Subject)!, form, App.By(letter)), Cancellation);
    }

    /// <summary>The surroundings of the orchestration.</summary>
    public PlayedOrchestration Play(params (double Hours, Func<Task> Act)[] happens) => new(App.Time, RunAsync, happens);

    private Task<object?> RunAsync(string activity, object input) => MemoryApp.AskAsync(questions, activity, input, async () =>
        activity == nameof(ReadTaskActivity)
            ? await new ReadTaskActivity(App.Store, App.Time).RunAsync((WarningTaskRun)input, Cancellation)
            : await new CloseTaskActivity(App.Store, new LetterSender(App.Bus.Client), App.Tools.Staff, App.Address, App.Time).RunAsync(
                (WarningTaskRun)input, Cancellation));
}
