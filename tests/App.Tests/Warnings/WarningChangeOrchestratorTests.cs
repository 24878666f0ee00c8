using App.Tests.Fixtures;
using FunctionsApp.Assignments;
using FunctionsApp.Warnings;
using static App.Tests.Fixtures.MemoryApp;

namespace App.Tests.Warnings;

/// <summary>The verification of a change through its times; no event ever comes.</summary>
public class WarningChangeOrchestratorTests
{
    private readonly MemoryWarnings memory = new(Member("a", "b"), Member("b", "a"), Member("p", "a"));

    [Fact]
    public async Task Run_Requester_IsNeverAskedAndConfirmationPublishes()
    {
        await ProposedAsync("p");
        var context = memory.Play((2, AnswerAsync));

        await RunAsync(context);

        Assert.All(memory.App.Letters, letter => Assert.NotEqual("p", letter.StaffId));
        Assert.Equal(WarningLevel.Red, (await memory.ReadAsync()).Warning.Level);
        Assert.DoesNotContain(context.Calls, call => call.Name == nameof(LapseChangeActivity));
    }

    [Fact]
    public async Task Run_NobodyAnswers_PassesOnAndLapses()
    {
        await ProposedAsync("p");
        var context = memory.Play();

        await RunAsync(context);

        Assert.Equal((24, nameof(LapseChangeActivity)), context.Calls[^1]);
        Assert.Equal(
            ["assignment-opened", "assignment-reminder", "assignment-escalated"], memory.App.Letters.Select(letter => letter.Template));
        Assert.All(memory.App.Letters, letter => Assert.NotEqual("p", letter.StaffId));
        var warning = (await memory.ReadAsync()).Warning;
        Assert.Equal((WarningLevel.Yellow, null), (warning.Level, warning.Proposed));
    }

    [Fact]
    public async Task Run_OnlyTheRequesterMayVerify_IsGivenUp()
    {
        var alone = new MemoryWarnings(Member("p"));
        await alone.VerifiedAsync();
        await alone.ChangeAsync(state => PublishWarning.Decide(state, alone.By("test")));
        await alone.ChangeAsync(state => EscalateWarning.Decide(state, new EscalateBody(WarningLevel.Red), alone.By("p")));

        await WarningChangeOrchestrator.RunAsync(alone.Play(), new WarningChangeRun(alone.Id, 1));

        Assert.Empty(alone.App.Letters);
        Assert.Null((await alone.ReadAsync()).Warning.Proposed);
    }

    private async Task ProposedAsync(string requester)
    {
        await memory.VerifiedAsync();
        await memory.ChangeAsync(state => PublishWarning.Decide(state, memory.By("test")));
        await memory.ChangeAsync(state => EscalateWarning.Decide(state, new EscalateBody(WarningLevel.Red), memory.By(requester)));
    }

    private Task RunAsync(PlayedOrchestration context) => WarningChangeOrchestrator.RunAsync(context, new WarningChangeRun(memory.Id, 1));

    private async Task AnswerAsync()
    {
        var letter = memory.App.Letters[^1];
        await memory.ChangeAsync(state => memory.Question.Decide(
            state, AssignmentId.Parse(letter.Callback!.Subject)!, Sample.Confirm(), memory.App.By(letter)));
    }
}
