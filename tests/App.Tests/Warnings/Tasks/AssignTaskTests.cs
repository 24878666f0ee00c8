using FunctionsApp.Platform.Http;
using FunctionsApp.Warnings.Tasks;
using static App.Tests.Warnings.Tasks.MemoryTasks;

namespace App.Tests.Warnings.Tasks;

public sealed class AssignTaskTests
{
    private const string Other = "91440300MA5EXA1291";

    [Theory]
    [InlineData(null, Other, null, 8, "#/kind")]
    [InlineData(WarningTaskKind.Acknowledge, "", null, 8, "#/organisations")]
    [InlineData(WarningTaskKind.Acknowledge, "123", null, 8, "#/organisations")]
    [InlineData(WarningTaskKind.Acknowledge, Other, "Do it.", 8, "#/text")]
    [InlineData(WarningTaskKind.Emergency, Other, " ", 8, "#/text")]
    [InlineData(WarningTaskKind.Emergency, Other, "Do \u0000 it.", 8, "#/text")]
    [InlineData(WarningTaskKind.Emergency, Other, "Do it.", null, "#/hours")]
    [InlineData(WarningTaskKind.Emergency, Other, "Do it.", 0, "#/hours")]
    [InlineData(WarningTaskKind.Emergency, Other, "Do it.", AssignTask.MaxHours + 1, "#/hours")]
    public void Checked_AWrongMember_NamesIt(WarningTaskKind? kind, string codes, string? text, int? hours, string pointer)
    {
        var body = new WarningTaskBody(kind, AssignTask.CodesIn(codes), text, hours);

        Assert.Equal([pointer], Assert.Throws<ProblemException>(() => AssignTask.Checked(body)).Errors.Select(error => error.Pointer));
    }

    [Fact]
    public void Checked_EverythingWrong_NamesAll()
    {
        var problem = Assert.Throws<ProblemException>(() => AssignTask.Checked(new WarningTaskBody(null, null)));

        Assert.Equal(["#/kind", "#/organisations", "#/hours"], problem.Errors.Select(error => error.Pointer));
    }

    /// <summary>A column of a table, a list with either comma, the same code twice.</summary>
    [Fact]
    public void Checked_PastedCodes_AreOneEach()
    {
        var tasks = AssignTask.Checked(new WarningTaskBody(
            WarningTaskKind.Acknowledge, AssignTask.CodesIn($"{Code.Value}\r\n{Other}，{Code.Value}、 {Other}"), null, 24));

        Assert.Equal([Code.Value, Other], tasks.Organisations.Select(code => code.Value));
    }

    [Theory]
    [InlineData(AssignTask.MaxOrganisations, true)]
    [InlineData(AssignTask.MaxOrganisations + 1, false)]
    public void Checked_ManyOrganisations_HasALimit(int count, bool isTaken)
    {
        var codes = Enumerable.Range(0, count).Select(number => $"wrong {number}").ToList();

        var problem = Assert.Throws<ProblemException>(() => AssignTask.Checked(
            new WarningTaskBody(WarningTaskKind.Acknowledge, codes, null, 24)));

        // The codes are wrong, too: three are named, and the number where it is too large.
        Assert.Equal(isTaken ? 3 : 4, problem.Errors.Count);
    }

    [Fact]
    public async Task Assign_Twice_MakesOneTaskOfEachKeyAndOneAcknowledgementOfEachMessage()
    {
        var memory = new MemoryTasks(Person("lin"));
        await memory.PublishAsync();
        var (task, acknowledgement) = (Body(), Body(WarningTaskKind.Acknowledge));

        var first = await memory.AssignAsync(task, "a");
        Assert.Equal(first, await memory.AssignAsync(task, "a"));
        Assert.NotEqual(first, await memory.AssignAsync(task, "b"));
        Assert.Equal(await memory.AssignAsync(acknowledgement, "a"), await memory.AssignAsync(acknowledgement, "b"));

        Assert.Equal(3, memory.App.Facts.Count(fact => fact == nameof(WarningTaskAssigned)));
        Assert.Equal(3, (await memory.Desk.OfAsync(memory.Warning, null, TestContext.Current.CancellationToken)).Items.Count);
    }

    [Fact]
    public async Task Assign_OfAWarningThatIsOver_IsRefused()
    {
        var memory = new MemoryTasks(Person("lin"));
        await memory.PublishAsync();
        await memory.CancelAsync();

        var refused = await Assert.ThrowsAsync<ProblemException>(() => memory.AssignAsync(Body()));

        Assert.Equal("warning-not-in-force", refused.Type.Slug);
    }

    [Fact]
    public async Task Withdraw_ATaskOfAnotherWarning_IsNotFound()
    {
        var memory = new MemoryTasks(Person("lin"));
        var task = await memory.AssignedAsync();

        var refused = await Assert.ThrowsAsync<ProblemException>(() => memory.Desk.WithdrawAsync(
            FunctionsApp.Platform.Ids.From("another"), task, Publisher, TestContext.Current.CancellationToken));

        Assert.Equal("not-found", refused.Type.Slug);
        Assert.Equal(WarningTaskStatus.Asked, (await memory.ReadAsync(task)).Status);
    }
}
