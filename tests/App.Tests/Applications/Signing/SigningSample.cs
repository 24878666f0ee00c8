using App.Tests.Fixtures;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Partners;
using FunctionsApp.Applications.Signing;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;
using Microsoft.Extensions.Options;

namespace App.Tests.Applications.Signing;

/// <summary>A complete draft of a programme that asks for a signature, over stores in memory.</summary>
internal sealed class SigningSample
{
    /// <summary>2026-03-02 to 2026-04-30.</summary>
    public static readonly ProgrammeDefinition Definition = Examples.Institution with { Signing = SigningRule.Signatory };

    public static readonly Application Draft = Examples.Whole(Definition);

    private static readonly ProgrammeCatalogue Catalogue = new([Definition]);

    public SigningSample(params StaffMember[] staff)
    {
        App = new MemoryApp(Examples.Now, SigningAggregate.Kind, staff);
        Question = new SigningQuestion(App.Tools, Catalogue, Options.Create(new ApplicationOptions()));
        Questions = new Questions([Question]);
    }

    public MemoryApp App { get; }

    public SigningQuestion Question { get; }

    public Questions Questions { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static StaffMember Signatory(string id, string? @delegate = null) =>
        MemoryApp.Member(id, @delegate, Role.Signatory) with { Organisation = Examples.Applicant.Organisation };

    public static Change<Application> Send(Application draft, string actor = "u1", DateTimeOffset? at = null, params string[] signatories) =>
        SubmitApplication.Decide(draft, Answers.None, Definition, actor, at ?? Examples.Now, new Signatories(signatories.ToHashSet(), _ => new HashSet<string>()));

    public Task<Stored<SigningState>> SendAsync() => App.Store.PutAsync(
        SigningAggregate.Kind, Examples.Id, current =>
        {
            var change = Send(current?.Application ?? Draft, at: App.Time.GetUtcNow(), signatories: ["a"]);
            var next = current ?? new SigningState(Draft, Answers.None, []);
            return new Change<SigningState>(next with { Application = change.Next }, change.Facts);
        }, Cancellation);

    public Task<Opening> OpenAsync(int round = 0) => new OpenAssignmentsActivity(Questions).RunAsync(
        new AskAt(SigningQuestion.AskOf(Examples.Id, round), App.Time.GetUtcNow()), Cancellation);

    public Task AnswerAsync(SigningDecision decision, string? comment = null)
    {
        var letter = App.Letters[^1];
        return ChangeAsync(state => Question.Decide(
            state, AssignmentId.Parse(letter.Callback!.Subject)!, new SigningForm("token", decision, comment), App.By(letter)));
    }

    public Task ChangeAsync(Func<SigningState, Change<SigningState>> decide) =>
        App.Store.ChangeAsync(SigningAggregate.Kind, Examples.Id, decide, Cancellation);

    public async Task<SigningState> ReadAsync() => (await App.Store.GetAsync(SigningAggregate.Kind, Examples.Id, Cancellation)).State;

    /// <summary>The surroundings of the orchestration.</summary>
    public PlayedOrchestration Play(params (double Hours, Func<Task> Act)[] happens) => new(App.Time, RunAsync, happens);

    private Task<object?> RunAsync(string activity, object input) => MemoryApp.AskAsync(Questions, activity, input, async () =>
        activity == nameof(ReadSigningActivity)
            ? await new ReadSigningActivity(App.Store).RunAsync((SigningRun)input, Cancellation)
            : await new CloseSigningActivity(App.Store, Catalogue, new LetterSender(App.Bus.Client), App.Time).RunAsync(
                (SigningRun)input, Cancellation));
}
