using System.Text.Json;
using App.Tests.Assignments;
using App.Tests.City;
using App.Tests.Fixtures;
using App.Tests.Portal;
using App.Tests.Reviews;
using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Operations;
using FunctionsApp.Platform;
using FunctionsApp.Portal;
using FunctionsApp.Reviews;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using static App.Tests.Assignments.Polls;

namespace App.Tests.Operations;

/// <summary>An assignment and a round of corrections reach into 2027, whose notice is missing at first.</summary>
[Collection(Traced.Tests)]
public sealed class CalendarTests : IDisposable
{
    /// <summary>Friday 25 December 2026.</summary>
    private static readonly DateTimeOffset Now = new(2026, 12, 25, 1, 0, 0, TimeSpan.Zero);

    private readonly AskingBench bench = new(Now, Kind, ReviewAggregate.Kind, ApplicationAggregate.Kind);
    private readonly Measured measured = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => measured.Dispose();

    [Fact]
    public async Task Read_NoticeMissing_ShowsWhatIsScheduledWithoutIt()
    {
        await ScheduledAsync();
        var view = await ReadAsync(WorkingCalendar.Official);

        Assert.Equal([2025, 2026], view.Years.Select(year => year.Year));
        Assert.Equal(("国办发明电〔2025〕7号", new DateOnly(2025, 11, 4)), (view.Years[1].Notice, view.Years[1].Date));
        Assert.Equal([2027], view.Missing);
        Assert.Equal(2, view.ProvisionalCount);
        Assert.Equal(["poll", "supplement"], view.Provisional.Select(each => each.Kind));
        Assert.Equal([AssignmentId.Of(Lunch, 1), ReviewSample.Id], view.Provisional.Select(each => each.Id));
        Assert.All(view.Provisional, each => Assert.Equal([2027], each.Years));
    }

    [Fact]
    public async Task Read_NoticeEntered_ShowsNothing()
    {
        await ScheduledAsync();
        var view = await ReadAsync(WorkingCalendarTests.With2027);

        Assert.Empty(view.Missing);
        Assert.Equal((0, 0), (view.Provisional.Count, view.ProvisionalCount));
    }

    [Fact]
    public async Task Check_NoticeMissing_IsCountedAndPostponesNothing()
    {
        await ScheduledAsync();
        await CheckAsync(WorkingCalendar.Official);

        Assert.Equal(1, measured.Now("calendar.missing_notices")["year=2027"]);
        Assert.Equal(["assignment-opened b"], bench.Mailed);
    }

    [Fact]
    public async Task Check_NoticeArrived_CountsEverythingOpenAgainOnce()
    {
        await ScheduledAsync();
        await CheckAsync(Longer);
        await CheckAsync(Longer);

        Assert.Empty(measured.Now("calendar.missing_notices"));
        Assert.Equal(["assignment-opened b", "assignment-postponed b", "application-postponed a@example.com"], bench.Mailed.Distinct());
        Assert.Single(await bench.FactsAsync(Kind, Id), fact => fact == nameof(AssignmentPostponed));
        Assert.Single(await bench.FactsAsync(ReviewAggregate.Kind, ReviewSample.Id), fact => fact == nameof(SupplementPostponed));
        Assert.Equal(0, (await ReadAsync(Longer)).ProvisionalCount);
    }

    [Fact]
    public async Task Check_OneCannotBeCounted_DoesTheOthersAndFails()
    {
        await ScheduledAsync();
        bench.Bus.Broken = Topology.Letters;
        await Assert.ThrowsAnyAsync<Exception>(() => CheckAsync(Longer));
        await CheckAsync(Longer);

        Assert.Contains("application-postponed a@example.com", bench.Mailed);
        Assert.Contains(nameof(SupplementPostponed), await bench.FactsAsync(ReviewAggregate.Kind, ReviewSample.Id));
    }

    [Theory]
    [InlineData("en", "The holiday notice of 2027 is not entered")]
    [InlineData("zh-CN", "未录入 2027 年节假日安排通知")]
    public async Task Ready_NoticeMissing_IsDegradedAndNamesTheYear(string language, string reason)
    {
        var health = await ReadyAsync(WorkingCalendar.Official, language);
        Assert.Equal("degraded", health.GetProperty("status").GetString());
        Assert.Equal([reason], health.GetProperty("reasons").EnumerateArray().Select(each => each.GetString()));
    }

    [Fact]
    public async Task Ready_NoticeEntered_IsReadyWithoutReasons()
    {
        var health = await ReadyAsync(WorkingCalendarTests.With2027, "en");
        Assert.Equal("ready", health.GetProperty("status").GetString());
        Assert.False(health.TryGetProperty("reasons", out _));
    }

    /// <summary>A notice that frees two working days at the turn of the year more than the law.</summary>
    private static WorkingCalendar Longer { get; } = new(
    [
        .. WorkingCalendar.Official.Years,
        .. CalendarLoader.Load([("2027.json", MadeUpNotice.Of2027
            .Replace("\"first\": \"2027-01-01\", \"last\": \"2027-01-03\"", "\"first\": \"2027-01-01\", \"last\": \"2027-01-05\"", StringComparison.Ordinal))]),
    ]);

    private async Task ScheduledAsync()
    {
        await bench.Store.HoldAsync();
        await ((Question)Poll(WorkingCalendar.Official)).OpenAsync(Lunch, Now, Cancellation);
        var due = WorkingCalendar.Official.Due(Now, 10);
        await bench.Store.PutAsync(ReviewSample.State() with
        {
            Application = ReviewSample.Applied with
            {
                Status = ApplicationStatus.Returned,
                Supplement = new Supplement(1, [new ReturnItem("plan", "x")])
                {
                    Time = new SupplementTime(Now, due, WorkingCalendar.Official.Edition(Now, due)),
                },
            },
        });
    }

    private PollQuestion Poll(WorkingCalendar calendar)
    {
        bench.Calendar = calendar;
        return new PollQuestion(bench.Tools(Member("a"), Member("b")), Plan(1));
    }

    private Schedule Times => new(
        bench.Lists, ReviewSample.Catalogue(ReviewSample.FirstStage(), ReviewSample.Stage()), AskingBench.Directory([Member("a"), Member("b")]));

    private static IOptions<CityOptions> City => Options.Create(new CityOptions());

    private async Task<CalendarView> ReadAsync(WorkingCalendar calendar)
    {
        var (http, body) = await MemoryApp.CallAsync(
            request => new CalendarHttp(calendar, Times, City, bench.Time).ReadAsync(request, Cancellation), "ops");
        Assert.Equal(200, http.Response.StatusCode);
        return JsonSerializer.Deserialize<CalendarView>(body, AppJson.Options)!;
    }

    private async Task<JsonElement> ReadyAsync(WorkingCalendar calendar, string language)
    {
        var (_, body) = await MemoryApp.CallAsync(request =>
        {
            request.Headers.AcceptLanguage = language;
            return new HealthHttp(ReadinessChecksTests.Healthy(), calendar, City, bench.Time).ReadyAsync(request, Cancellation);
        }, null);
        return JsonSerializer.Deserialize<JsonElement>(body, AppJson.Options);
    }

    private Task CheckAsync(WorkingCalendar calendar) => new CalendarTimer(
        calendar, Times, new Questions([Poll(calendar)]),
        new PostponeReview(
            bench.Store, ReviewSample.Catalogue(ReviewSample.FirstStage(), ReviewSample.Stage()), calendar, bench.Bulletins, bench.Time),
        new CalendarMetrics(measured.Meters), City, bench.Time, NullLogger<CalendarTimer>.Instance).CheckAsync(new TimerInfo(), Cancellation);
}
