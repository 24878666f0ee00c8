using System.Text.Json;
using App.Tests.Assignments;
using App.Tests.Fixtures;
using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Reviews;
using Microsoft.Azure.Functions.Worker;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Reviews;

[Collection(Traced.Tests)]
public sealed class ReviewTimerTests : IDisposable
{
    private readonly AskingBench bench = new(Opened, ReviewAggregate.Kind, ApplicationAggregate.Kind, Polls.Kind);
    private readonly Measured measured = new();
    private readonly ReviewTimer timer;

    public ReviewTimerTests()
    {
        var staff = AskingBench.Directory([Polls.Member("wu")]);
        timer = new ReviewTimer(
            new ReviewMetrics(measured.Meters, bench.Time), bench.Lists, Catalogue(FirstStage(), Stage("District")), staff, bench.Time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => measured.Dispose();

    [Fact]
    public async Task Census_AssignmentOpen_IsCountedAtItsStage()
    {
        await bench.Store.PutAsync(State([Assignment(1, "wu", stage: "District")], null, Run("District")));
        bench.Time.Advance(TimeSpan.FromHours(2));

        await CountAsync();

        Assert.Equal(1, measured.Now("reviews.open")["age=below 1 day, programme=special-fund-rd, stage=District"]);
        Assert.Equal(7_200, measured.Now("reviews.oldest_pending_assignment").Values.Single());
    }

    [Fact]
    public async Task Census_NobodyCouldBeAsked_IsCountedAsUnassigned()
    {
        await bench.Store.PutAsync(State());

        await CountAsync();

        Assert.Equal(1, measured.Now("reviews.open")[$"age=below 1 day, programme=special-fund-rd, stage={ReviewCensus.Nobody}"]);
    }

    [Fact]
    public async Task Census_Decided_IsNotCounted()
    {
        await bench.Store.PutAsync(State());
        await bench.Store.ChangeApplicationAsync(Id, current => ConcludeApplication.Reject(current, "officer", Opened), Cancellation);

        await CountAsync();

        Assert.Empty(measured.Now("reviews.open"));
    }

    [Fact]
    public async Task Census_AskedAboutSomethingElse_IsNoReview()
    {
        const string Other = "1123456789abcdefghjk";
        await bench.Store.PutAsync(State());
        await bench.Store.HoldAsync(id: Other);
        await ((Question)new PollQuestion(bench.Tools(Polls.Member("wu")), Polls.Plan(1))).OpenAsync(
            Polls.Lunch with { Subject = Other }, Opened, Cancellation);
        bench.Time.Advance(TimeSpan.FromHours(2));

        await CountAsync();

        Assert.Equal(1, measured.Now("reviews.open").Values.Sum());
        Assert.Equal(0, measured.Now("reviews.oldest_pending_assignment").Values.Single());
    }

    [Fact]
    public async Task Census_NobodyCollects_ReadsNothing()
    {
        await bench.Lists.UpdateAsync(
            new LineSubject(Topology.ApplicationsTable, "x"),
            [ApplicationIndex.Open.Line("special-fund-rd", "x", null!) with { Json = "unreadable" }], [], Cancellation);
        await Assert.ThrowsAsync<JsonException>(CountAsync);
        measured.Dispose();

        await CountAsync();
    }

    private Task CountAsync() => timer.CountAsync(new TimerInfo(), Cancellation);
}
