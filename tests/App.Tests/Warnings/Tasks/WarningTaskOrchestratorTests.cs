using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using FunctionsApp.Warnings.Tasks;
using static App.Tests.Warnings.Tasks.MemoryTasks;

namespace App.Tests.Warnings.Tasks;

/// <summary>A task from its assignment to its end, without any event: what the next look finds.</summary>
public sealed class WarningTaskOrchestratorTests
{
    private readonly MemoryTasks memory = new(Person("lin"), Person("hua", Role.Applicant), Person("mei", Role.Expert));

    [Fact]
    public async Task Run_Reported_WritesTheReportToWhoeverAssignedIt()
    {
        var task = await memory.AssignedAsync();

        var status = await RunAsync(
            task, (1, () => memory.AnswerAsync(task, new WarningTaskForm("t", WarningTaskResult.NotDone, "No stock."))));

        Assert.Equal((WarningTaskStatus.NotDone, "No stock."), (status, (await memory.ReadAsync(task)).Report!.Text));
        var letter = memory.App.Letters[^1];
        Assert.Equal(("warning-task-reported", "pan", "No stock."), (letter.Template, letter.StaffId, letter.Values["report"]));
        Assert.Empty(await memory.App.InboxAsync(memory.App.Letters[0].StaffId!));
    }

    [Fact]
    public async Task Run_Acknowledged_WritesToNoOne()
    {
        var task = await memory.AssignedAsync(WarningTaskKind.Acknowledge);

        Assert.Equal(WarningTaskStatus.Done, await RunAsync(task, (1, () => memory.AnswerAsync(task, new WarningTaskForm("t")))));

        Assert.Equal(["assignment-opened"], memory.App.Letters.Select(letter => letter.Template));
    }

    [Fact]
    public async Task Run_NoAnswer_RemindsAsksTheSecondPersonLapsesAndWritesToWhoeverAssignedIt()
    {
        var task = await memory.AssignedAsync();
        var context = memory.Play();

        Assert.Equal(WarningTaskStatus.Lapsed, await WarningTaskOrchestrator.RunAsync(context, new WarningTaskRun(task)));

        Assert.Equal(8, context.Hours);
        Assert.Equal(
            ["assignment-opened", "assignment-reminder", "assignment-escalated", "warning-task-lapsed"],
            memory.App.Letters.Select(letter => letter.Template));
        Assert.Equal(["hua", "lin"], memory.App.Letters.Take(3).Select(letter => letter.StaffId).Distinct().Order());
        Assert.Equal("pan", memory.App.Letters[^1].StaffId);
    }

    [Fact]
    public async Task Run_TheWarningEnds_TakesItBack()
    {
        var task = await memory.AssignedAsync();

        Assert.Equal(WarningTaskStatus.Withdrawn, await RunAsync(task, (1, memory.CancelAsync)));

        Assert.Equal(WarningTaskStatus.Withdrawn, (await memory.ReadAsync(task)).Status);
        Assert.Empty(await memory.App.InboxAsync(memory.App.Letters[0].StaffId!));
    }

    [Fact]
    public async Task Run_NoOneOfTheOrganisation_ShowsItAndLapsesInTheEnd()
    {
        var alone = new MemoryTasks();
        var task = await alone.AssignedAsync();
        var context = alone.Play((1, async () => Assert.True((await alone.ReadAsync(task)).IsBlocked)));

        Assert.Equal(WarningTaskStatus.Lapsed, await WarningTaskOrchestrator.RunAsync(context, new WarningTaskRun(task)));

        Assert.Equal(["warning-task-lapsed"], alone.App.Letters.Select(letter => letter.Template));
    }

    [Theory]
    [InlineData(WarningTaskKind.Emergency, null, "Done.", "#/result")]
    [InlineData(WarningTaskKind.Emergency, WarningTaskResult.Done, " ", "#/text")]
    [InlineData(WarningTaskKind.Acknowledge, WarningTaskResult.Done, "\u0007", "#/text")]
    public async Task Answer_Incomplete_NamesTheInput(WarningTaskKind kind, WarningTaskResult? result, string text, string pointer)
    {
        var task = await memory.AssignedAsync(kind);
        ProblemException? refused = null;

        await RunAsync(task, (1, async () => refused = await Assert.ThrowsAsync<ProblemException>(
            () => memory.AnswerAsync(task, new WarningTaskForm("t", result, text)))));

        Assert.Equal([pointer], refused!.Errors.Select(error => error.Pointer));
    }

    [Fact]
    public async Task Answer_TheSameAgainAndAnother_IsTakenOnceAndRefused()
    {
        var task = await memory.AssignedAsync();
        var form = new WarningTaskForm("t", WarningTaskResult.Done, "Done.");

        await RunAsync(task, (1, async () =>
        {
            await memory.AnswerAsync(task, form);
            await memory.AnswerAsync(task, form);
            var refused = await Assert.ThrowsAsync<ProblemException>(() => memory.AnswerAsync(task, form with { Text = "Other." }));
            Assert.Equal("already-decided", refused.Type.Slug);
        }));

        Assert.Single(memory.App.Facts, nameof(WarningTaskReported));
    }

    [Fact]
    public async Task Answer_AfterItWasTakenBack_IsRefused()
    {
        var task = await memory.AssignedAsync();

        await RunAsync(task, (1, async () =>
        {
            await memory.Desk.WithdrawAsync(memory.Warning, task, Publisher, TestContext.Current.CancellationToken);
            var refused = await Assert.ThrowsAsync<ProblemException>(
                () => memory.AnswerAsync(task, new WarningTaskForm("t", WarningTaskResult.Done, "Done.")));
            Assert.Equal("assignment-closed", refused.Type.Slug);
        }));
    }

    private Task<WarningTaskStatus> RunAsync(string task, params (double Hours, Func<Task> Act)[] happens) =>
        WarningTaskOrchestrator.RunAsync(memory.Play(happens), new WarningTaskRun(task));
}
