using App.Tests.Assignments;
using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Reviews;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Reviews;

public sealed class ReturnReviewTests
{
    private static readonly DateTimeOffset Due = BeijingTime.Deadline(new DateOnly(2026, 3, 16));
    private readonly AskingBench bench = new(Opened, ReviewAggregate.Kind, ApplicationAggregate.Kind);

    [Fact]
    public async Task Run_StageReturned_OpensTheRoundAndWritesToTheApplicant()
    {
        await bench.Store.PutAsync(Returned());

        Assert.Equal(Due, await RunAsync());
        var application = (await bench.Store.ReviewAsync()).Application;
        Assert.Equal((ApplicationStatus.Returned, 1), (application.Status, application.Supplement.Round));
        var letter = Assert.Single(bench.Letters);
        Assert.Equal(($"application-returned.{Id}.1", "a@example.com"), (letter.Id, letter.Email));
        Assert.Equal("- 计划书：page 3；page 4\n- 预算：sums", letter.Values["items"]);
        Assert.Equal("2026-03-16 18:00", letter.Values["due"]);
    }

    [Fact]
    public async Task Run_CrashBeforeTheLetter_SendsItAtTheRetryAndRecordsOnce()
    {
        await bench.Store.PutAsync(Returned());
        bench.Bus.Broken = Topology.Letters;
        await Assert.ThrowsAnyAsync<Exception>(RunAsync);

        Assert.Equal(Due, await RunAsync());
        Assert.Single(bench.Letters);
        Assert.Single(await bench.FactsAsync(ReviewAggregate.Kind, Id), fact => fact == nameof(ApplicationReturned));
    }

    [Fact]
    public async Task Run_WithdrawnMeanwhile_WritesNothing()
    {
        await bench.Store.PutAsync(Returned().In(ApplicationStatus.Withdrawn));
        await RunAsync();

        Assert.Empty(bench.Letters);
        Assert.Equal(ApplicationStatus.Withdrawn, (await bench.Store.ReviewAsync()).Application.Status);
    }

    [Fact]
    public async Task Run_StageReturnedNothing_Throws()
    {
        await bench.Store.PutAsync(State(runs: Run()));

        await Assert.ThrowsAsync<InvalidOperationException>(RunAsync);
    }

    private static ReviewState Returned() => State(runs: Run() with
    {
        State = StageRunState.Closed, Outcome = StageOutcome.Returned,
        Items = [new ReturnItem("plan", "page 3\npage 4"), new ReturnItem("budget", "sums")], 
    });

    private Task<DateTimeOffset> RunAsync() =>
        new ReturnReviewActivity(bench.Store, Catalogue(FirstStage(), Stage()), WorkingCalendar.Official, bench.Bulletins)
        .RunAsync(new ReturnRequest(new SupplementRequest(Id, 1, "Panel"), Opened), TestContext.Current.CancellationToken);
}
