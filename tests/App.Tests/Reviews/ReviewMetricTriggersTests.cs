using App.Tests.Fixtures;
using FunctionsApp.Applications;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using static App.Tests.Applications.Examples;

namespace App.Tests.Reviews;

[Collection(Traced.Tests)]
public sealed class ReviewMetricTriggersTests : IDisposable
{
    private readonly FakeTimeProvider time = new(Now);
    private readonly MemoryTables tables = new();
    private readonly Measured measured = new();
    private readonly ApplicationLists lists;
    private readonly ApplicationPartition partition;
    private readonly Inbox inbox;
    private readonly ReviewMetricTriggers triggers;

    public ReviewMetricTriggersTests()
    {
        lists = new ApplicationLists(tables);
        inbox = new Inbox(tables);
        var facts = new FactStore(tables, new FactPublisher(new MemoryBus().Client), new Outbox(tables, time), time, NullLogger<FactStore>.Instance);
        partition = new ApplicationPartition(tables, facts, lists);
        var staff = new StaffDirectory(Options.Create(new StaffOptions { Staff = [new StaffMember { Id = "wu", Name = "n", Email = "wu@x.example" }] }));
        triggers = new ReviewMetricTriggers(new ReviewMetrics(measured.Meters, time), lists, partition, inbox, Catalogue, staff, time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => measured.Dispose();

    [Fact]
    public async Task Census_AssignmentOpen_IsCountedAtItsStage()
    {
        var application = await SubmitAsync();
        var run = new StageRun("District", 0, StageRunState.Open, Now, null, Now.AddDays(5), Now.AddDays(8));
        await inbox.ShowAsync(application, run, [new Assignment(application.Id, "District", 0, 1, "wu", Now, Now.AddDays(5), AssignmentState.Open)], Cancellation);
        time.Advance(TimeSpan.FromHours(2));

        await CountAsync();

        Assert.Equal(1, measured.Now("reviews.open")["age=below 1 day, programme=special-fund-rd, stage=District"]);
        Assert.Equal(7_200, measured.Now("reviews.oldest_pending_assignment").Values.Single());
    }

    [Fact]
    public async Task Census_NobodyCouldBeAsked_IsCountedAsUnassigned()
    {
        await SubmitAsync();

        await CountAsync();

        Assert.Equal(1, measured.Now("reviews.open")[$"age=below 1 day, programme=special-fund-rd, stage={ReviewCensus.Nobody}"]);
    }

    [Fact]
    public async Task Census_Decided_IsNotCounted()
    {
        var application = await SubmitAsync();
        await partition.ChangeAsync(application.Id, current => Settlement.Approve(current, Fund, "officer", Now), Cancellation);

        await CountAsync();

        Assert.Empty(measured.Now("reviews.open"));
    }

    [Fact]
    public async Task Census_LineThatOutlivedItsReview_IsTakenOut()
    {
        await SubmitAsync();
        await lists.ShowAsync(Submitted() with { Id = "1123456789abcdefghjk" }, Cancellation);

        await CountAsync();

        Assert.Equal(1, measured.Now("reviews.open").Values.Sum());
        Assert.Equal([Id], await OpenAsync());
    }

    [Fact]
    public async Task Census_NobodyCollects_ReadsNothing()
    {
        await lists.ShowAsync(Submitted(), Cancellation);
        measured.Dispose();

        await CountAsync();

        // A read would have taken out the line of an application that is not there.
        Assert.Equal([Id], await OpenAsync());
    }

    private Task CountAsync() => triggers.CountAsync(new TimerInfo(), Cancellation);

    private async Task<Application> SubmitAsync()
    {
        await partition.AddAsync(Whole(), new NewFact(ApplicationFacts.Drafted, "u1", new { }), Cancellation);
        return await partition.ChangeAsync(Id, current => Submission.Submit(current, Fund, "u1", Now), Cancellation);
    }

    private async Task<IReadOnlyList<string>> OpenAsync()
    {
        var open = new List<string>();
        await foreach (var application in lists.OpenAsync(Fund.Programme, Cancellation)) open.Add(application.Id);
        return open;
    }
}
