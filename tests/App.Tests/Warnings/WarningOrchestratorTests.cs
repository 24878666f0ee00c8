using App.Tests.Fixtures;
using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Warnings;
using static App.Tests.Fixtures.MemoryApp;

namespace App.Tests.Warnings;

/// <summary>The orchestration from draft to end, without any event: what the next look finds.</summary>
public class WarningOrchestratorTests
{
    private readonly MemoryWarnings memory = new(Member("a", "b"), Member("b", "a"));

    [Fact]
    public async Task Run_NobodyVerifies_RemindsPassesOnAndLapses()
    {
        await memory.DraftAsync();
        var context = memory.Play();

        Assert.Equal(WarningStatus.Lapsed, await RunAsync(context));

        Assert.Equal(
            ["assignment-opened", "assignment-reminder", "assignment-escalated"], memory.App.Letters.Select(letter => letter.Template));
        Assert.NotEqual(memory.App.Letters[0].StaffId, memory.App.Letters[2].StaffId);
        Assert.Equal(
            [
                (0, nameof(OpenAssignmentsActivity)), (4, nameof(RemindAssigneesActivity)), (8, nameof(EscalateAssignmentsActivity)),
                (24, nameof(LapseAssignmentsActivity)), (24, nameof(LapseWarningActivity)),
            ],
            context.Calls.Where(call => call.Name != nameof(AnnounceWarningActivity)));
        Assert.Equal(WarningStatus.Lapsed, (await memory.ReadAsync()).Warning.Status);
        Assert.Empty(memory.App.Bus.To(Topology.Bulletins));
    }

    [Fact]
    public async Task Run_NobodyMayVerify_IsGivenUpAfterTheLapseHours()
    {
        var alone = new MemoryWarnings(Member("reporter"));
        await alone.DraftAsync("reporter");
        var context = alone.Play();

        Assert.Equal(WarningStatus.Lapsed, await WarningOrchestrator.RunAsync(context, new WarningRun(alone.Id)));

        Assert.Equal(24, context.Hours);
        Assert.Empty(alone.App.Letters);
        Assert.Equal(
            ["WarningDrafted", "AssignmentsBlocked", "WarningLapsed"], alone.App.Bus.To(Topology.Facts).Select(
                message => message.Subject));
    }

    [Fact]
    public async Task Run_DismissedWithoutAnEvent_IsSeenByTheNextLook()
    {
        await memory.DraftAsync();
        var context = memory.Play((9, () => AnswerAsync(Sample.Dismiss())));

        Assert.Equal(WarningStatus.Dismissed, await RunAsync(context));
        Assert.Equal(24, context.Hours);
        Assert.Empty(memory.App.Bus.To(Topology.Bulletins));
    }

    [Fact]
    public async Task Run_ConfirmedAtTheLastMoment_IsPublishedAllTheSame()
    {
        await memory.DraftAsync();
        var context = memory.Play((25, CancelAsync));
        context.Before[nameof(LapseAssignmentsActivity)] = () => AnswerAsync(Sample.Confirm());

        Assert.Equal(WarningStatus.Cancelled, await RunAsync(context));
        Assert.Equal(2, memory.App.Bus.To(Topology.Bulletins).Count);
    }

    [Fact]
    public async Task Run_Verified_AnnouncesUntilItsEnd()
    {
        await memory.DraftAsync(signal: Sample.Signal(expires: Sample.Now.AddHours(30)));
        var context = memory.Play((2, () => AnswerAsync(Sample.Confirm())));

        Assert.Equal(WarningStatus.Expired, await RunAsync(context));

        Assert.Equal(30, context.Hours);
        Assert.Equal(["assignment-opened"], memory.App.Letters.Select(letter => letter.Template));
        Assert.Equal([$"{memory.Id}-1"], memory.App.Bus.To(Topology.Bulletins).Select(message => message.MessageId));
    }

    [Fact]
    public async Task Run_LongLife_ContinuesAsNewWithoutAskingOrAnnouncingAgain()
    {
        await memory.DraftAsync(signal: Sample.Signal(expires: Sample.Now.AddDays(90)));
        var context = memory.Play((2, () => AnswerAsync(Sample.Confirm())), (30, UpdateAsync));

        await RunAsync(context);

        Assert.Equal(new WarningRun(memory.Id, Verified: true, Announced: 2), context.Next);
        var second = memory.Play((1, CancelAsync));
        Assert.Equal(WarningStatus.Cancelled, await WarningOrchestrator.RunAsync(second, (WarningRun)context.Next!));
        Assert.All(second.Calls, call => Assert.Equal(nameof(AnnounceWarningActivity), call.Name));
        Assert.Equal(
            [$"{memory.Id}-1", $"{memory.Id}-2", $"{memory.Id}-3"], memory.App.Bus.To(Topology.Bulletins).Select(
                message => message.MessageId));
    }

    private Task<WarningStatus> RunAsync(PlayedOrchestration context) => WarningOrchestrator.RunAsync(context, new WarningRun(memory.Id));

    private async Task AnswerAsync(VerificationForm form)
    {
        var letter = memory.App.Letters[^1];
        await memory.ChangeAsync(state => memory.Question.Decide(
            state, AssignmentId.Parse(letter.Callback!.Subject)!, form, memory.App.By(letter)));
    }

    private Task UpdateAsync() =>
        memory.ChangeAsync(state => UpdateWarning.Decide(state, new UpdateBody(Level: WarningLevel.Blue), memory.By("p")));

    private Task CancelAsync() => memory.ChangeAsync(state => CancelWarning.Decide(state, Sample.Over, memory.By("p")));
}
