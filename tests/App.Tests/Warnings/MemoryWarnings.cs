using App.Tests.Fixtures;
using App.Tests.Pages;
using FunctionsApp.Assignments;
using FunctionsApp.Assignments.Inbox;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Warnings;
using FunctionsApp.Warnings.Editing;
using FunctionsApp.Warnings.National;
using Microsoft.Extensions.Options;

namespace App.Tests.Warnings;

/// <summary>The feature over stores in memory, with one warning: that of <see cref="Sample.Signal"/>.</summary>
internal sealed class MemoryWarnings
{
    public MemoryWarnings(params StaffMember[] staff)
    {
        App = new MemoryApp(Sample.Now, WarningAggregate.Kind, staff);
        var options = Options.Create(new WarningOptions());
        Question = new WarningQuestion(App.Tools, App.Address, options);
        Questions = new Questions([Question]);
        Assignments = new AssignmentHttp(Questions, App.QuestionPages, App.Lists);
        Inbox = new InboxHttp(Questions, App.QuestionPages, App.Lists, RenderedPage.Site(), App.Time);
        Signals = new SignalHttp(App.Store, options, App.Time);
        Warnings = new WarningHttp(App.Store, App.Lists, App.Address, options, RenderedPage.Site(), App.Time);
        Editor = new WarningEditorHttp(App.Store, App.Address, options, RenderedPage.Site(), App.Time);
        Changes = new WarningChangeHttp(App.Store, App.Address, options, RenderedPage.Site(), App.Time);
        Numbers = new NationalNumbers(App.Store, App.Lists, options);
        National = new NationalHttp(App.Store, Numbers);
        Canaries = new CanaryStore(App.Tables, App.Time);
        Announce = new AnnounceWarningActivity(
            App.Store, Numbers, new BulletinTopic(App.Bus.Client), Canaries, App.Address, options, App.Time);
    }

    public MemoryApp App { get; }

    public CanaryStore Canaries { get; }

    public WarningQuestion Question { get; }

    public Questions Questions { get; }

    public AssignmentHttp Assignments { get; }

    public InboxHttp Inbox { get; }

    public SignalHttp Signals { get; }

    public WarningHttp Warnings { get; }

    public WarningEditorHttp Editor { get; }

    public WarningChangeHttp Changes { get; }

    public AnnounceWarningActivity Announce { get; }

    public NationalNumbers Numbers { get; }

    public NationalHttp National { get; }

    public string Id { get; } = Sample.Signal().WarningId;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Task DraftAsync(string reporter = "stats", Signal? signal = null) =>
        App.Store.PutAsync(
            WarningAggregate.Kind, Id, current => DraftWarning.Decide(current, signal ?? Sample.Signal(), By(reporter)), Cancellation);

    public async Task VerifiedAsync()
    {
        await DraftAsync();
        await ChangeAsync(state => VerifyWarning.Decide(state, Sample.Confirm(), Sample.Officer()));
    }

    public Task<Opening> OpenAsync() =>
        new OpenAssignmentsActivity(Questions).RunAsync(new AskAt(WarningQuestion.AskOf(Id), App.Time.GetUtcNow()), Cancellation);

    public Task EscalateAsync() =>
        new EscalateAssignmentsActivity(Questions).RunAsync(new AskAt(WarningQuestion.AskOf(Id), App.Time.GetUtcNow()), Cancellation);

    public Task ChangeAsync(Func<WarningState, Change<WarningState>> decide) => App.Store.ChangeWarningAsync(Id, decide, Cancellation);

    public async Task<WarningState> ReadAsync() => (await App.Store.GetWarningStateAsync(Id, Cancellation)).State;

    public async Task<IReadOnlyList<WarningLine>> PublicAsync() =>
        (await App.Lists.ReadPageAsync(WarningIndex.Warnings, WarningIndex.Public, null, 10, Cancellation)).Items;

    public async Task<IReadOnlyList<WarningEntry>> EntriesAsync() =>
        (await App.Lists.ReadPageAsync(WarningIndex.Messages, WarningIndex.Public, null, 50, Cancellation)).Items;

    public Acting By(string actor) => new(actor, App.Time.GetUtcNow(), Sample.Settings);

    /// <summary>The surroundings of the warning's orchestration.</summary>
    public PlayedOrchestration Play(params (double Hours, Func<Task> Act)[] happens) => new(App.Time, RunAsync, happens);

    private Task<object?> RunAsync(string activity, object input) => MemoryApp.AskAsync(Questions, activity, input, async () =>
    {
        if (activity == nameof(AnnounceWarningActivity)) return await Announce.RunAsync((AnnounceRequest)input, Cancellation);
        if (activity == nameof(ReadChangeActivity)) return await new ReadChangeActivity(App.Store).RunAsync(
            (WarningChangeRun)input, Cancellation);
        if (activity == nameof(LapseChangeActivity)) await new LapseChangeActivity(App.Store).RunAsync(
            (WarningChangeRun)input, Cancellation);
        else await new LapseWarningActivity(App.Store).RunAsync((string)input, Cancellation);
        return null;
    });
}
