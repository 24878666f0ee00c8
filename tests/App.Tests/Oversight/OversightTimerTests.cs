using App.Tests.Fixtures;
using App.Tests.Reviews;
using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Oversight;
using FunctionsApp.Reviews;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Oversight;

public sealed class OversightTimerTests
{
    private static readonly StaffMember Administrator = MemoryApp.Member("admin", role: Role.Administrator);

    private readonly MemoryApp app = new(Opened, ReviewAggregate.Kind, []);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Escalate_PromisedTimeIsOver_IsRecordedOnceAndWrittenEachDay()
    {
        await app.Store.PutAsync(State(null, null, []).With(Run()));
        await EscalateAsync(13);
        await EscalateAsync(13);
        await EscalateAsync(16);

        Assert.Equal(
            ["reviews-overdue.2026-03-13.admin", "reviews-overdue.2026-03-13.admin", "reviews-overdue.2026-03-16.admin"],
            app.Letters.Select(letter => letter.Id));
        Assert.Equal("1", app.Letters[0].Values["count"]);
        Assert.Contains("检测平台: Panel, 2026-03-12 18:00", app.Letters[0].Values["reviews"], StringComparison.Ordinal);
        Assert.Equal("http://localhost:7071/oversight?light=Red", app.Letters[0].Values["page"]);
        Assert.Single(app.Facts, fact => fact == nameof(StageOverdue));
        Assert.Equal(At(13).ToUniversalTime(), (await app.Store.ReviewAsync()).Run("Panel", 0)!.OverdueAt);
    }

    [Theory]
    [InlineData(12)] // In time until 18:00.
    [InlineData(14)] // Saturday.
    public async Task Escalate_InTimeOrNoWorkingDay_DoesNothing(int day)
    {
        await app.Store.PutAsync(State(null, null, []).With(Run()));

        await EscalateAsync(day);

        Assert.Empty(app.Letters);
        Assert.DoesNotContain(nameof(StageOverdue), app.Facts);
    }

    [Fact]
    public async Task Escalate_OfTheAdministratorsOwnOrganisation_IsRecordedWithoutALetter()
    {
        await app.Store.PutAsync(State(null, null, []).With(Run()));

        await EscalateAsync(13, Administrator with { Organisation = Applied.Applicant.Organisation });

        Assert.Empty(app.Letters);
        Assert.Contains(nameof(StageOverdue), app.Facts);
    }

    [Fact]
    public void Decide_ClosedMeanwhile_IsNone()
    {
        var closed = State(null, null, []).With(Run() with { State = StageRunState.Closed });

        Assert.Empty(MarkOverdue.Decide(closed, "Panel", 0, Opened, Opened).Facts);
        Assert.Empty(MarkOverdue.Decide(closed, "Other", 0, Opened, Opened).Facts);
    }

    [Fact]
    public async Task Find_ByLightProgrammeAndDistrict_CountsAllThatTheReaderSees()
    {
        await app.Store.PutAsync(State(null, null, []).With(Run()));
        app.Time.SetUtcNow(At(13));

        var found = await FindAsync(new OversightQuery(TrafficLight.Red, "special-fund-rd", "440305"), null);
        var other = await FindAsync(new OversightQuery(TrafficLight.Green), null);
        var own = await FindAsync(new OversightQuery(), Applied.Applicant.Organisation);

        var review = Assert.Single(found.Items);
        Assert.Equal(
            (Id, "检测平台", "440305", "Panel", TrafficLight.Red),
            (review.Application, review.Title, review.District, review.Stage, review.Light));
        Assert.Equal((0, 1), (other.Items.Count, other.Counts[TrafficLight.Red]));
        Assert.Equal((0, 0), (own.Items.Count, own.Counts[TrafficLight.Red]));
    }

    private static DateTimeOffset At(int day) => BeijingTime.At(new DateOnly(2026, 3, day), new TimeOnly(9, 5));

    private ReviewsUnderWay UnderWay() => new(app.Lists, Catalogue(Stage()), WorkingCalendar.Official, app.Time);

    private Task<ReviewsInTime> FindAsync(OversightQuery query, CreditCode? organisation) => UnderWay().FindAsync(
        query, new Caller("a", "a", null, new HashSet<Role> { Role.Auditor }, organisation, null, FunctionsApp.Platform.Language.English),
        Cancellation);

    private Task EscalateAsync(int day, StaffMember? administrator = null)
    {
        app.Time.SetUtcNow(At(day));
        var staff = new StaffDirectory(Options.Create(new StaffOptions { Staff = [administrator ?? Administrator] }));
        return new OversightTimer(
            UnderWay(), app.Store, staff, WorkingCalendar.Official, new LetterSender(app.Bus.Client), app.Address, app.Time)
            .EscalateAsync(new TimerInfo(), Cancellation);
    }
}
