using System.Net;
using System.Text.Json;

namespace Scenarios.Reviews;

/// <summary>Due times over holidays whose notice is not entered, and when it is.</summary>
public sealed class HolidayTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>New Year 2027 and National Day 2027 are free by law; without the notice nothing more is.</summary>
    [Theory]
    [InlineData("2026-12-29", "2027-01-06", "2027-01-11")]
    [InlineData("2027-09-28", "2027-10-06", "2027-10-11")]
    public async Task Stage_OverAHolidayWithoutNotice_CountsTheStatutoryDays(string opened, string due, string lapses)
    {
        await using var city = new CityWithACalendar(Morning(opened));
        await city.InitializeAsync();
        var application = await city.SubmitAsync("Holiday");
        var (_, first) = Assert.Single(application.Asked("District"));

        Assert.Equal(Close(due), Due((await application.FactsAsync("StageOpened")).Single(Asks)));
        await city.PassUntilAsync(Close(due) - TimeSpan.FromMinutes(1));
        Assert.Empty(await application.FactsAsync("AssignmentEscalated"));
        await city.PassUntilAsync(Close(due));

        var escalated = Assert.Single(await application.FactsAsync("AssignmentEscalated"));
        Assert.Equal((first, Close(lapses)), (escalated.GetProperty("from").GetString(), Due(escalated)));
    }

    [Fact]
    public async Task Notice_EnteredWhileATaskIsOpen_GivesItsTimeByLetterAndTheReviewWaits()
    {
        await using var city = new CityWithACalendar(Morning("2027-09-28"));
        await city.InitializeAsync();
        var application = await city.SubmitAsync("Notice");
        var (mail, assignee) = Assert.Single(application.Asked("District"));
        Assert.Equal(("degraded", "2027", $"review {application.Id}"), await CalendarAsync(city));

        await city.PassAsync(TimeSpan.FromDays(1));
        await city.EnterNoticeAsync();
        application = city.Again(application);
        await city.PassToAsync(6, 1);

        var postponed = Assert.Single(await application.FactsAsync("AssignmentPostponed"));
        Assert.Equal((Close("2027-10-11"), assignee), (Due(postponed), postponed.GetProperty("assignee").GetString()));
        var letter = Assert.Single(city.MailsTo(assignee), sent => sent.Subject == "截止时间延后：Notice（区级初审）");
        Assert.Equal(("ready", "", ""), await CalendarAsync(city));

        // The reminder and the due time of the first promise pass.
        await city.PassUntilAsync(Close("2027-10-08") - TimeSpan.FromMinutes(1));
        Assert.DoesNotContain(city.MailsTo(assignee), sent => sent.Subject.StartsWith("提醒", StringComparison.Ordinal));
        await city.PassUntilAsync(Close("2027-10-11") - TimeSpan.FromMinutes(1));
        Assert.Single(city.MailsTo(assignee), sent => sent.Subject.StartsWith("提醒", StringComparison.Ordinal));
        Assert.Empty(await application.FactsAsync("AssignmentEscalated"));
        // Both links are the assignee's: the first one, and that of the letter about the new time.
        Assert.Equal(mail.Link!.AbsolutePath, letter.Link!.AbsolutePath);
        (await application.TryDecideAsync(letter, assignee, "Approve")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        Assert.Equal(2, application.Asked("Department").Count);
    }

    /// <summary>The daily check of that day is over: the step itself looks.</summary>
    [Fact]
    public async Task Notice_EnteredHoursBeforeTheDueTime_IsSeenByTheStepItself()
    {
        await using var city = new CityWithACalendar(Morning("2027-09-28"));
        await city.InitializeAsync();
        var (waiting, returned) = (await city.SubmitAsync("Waiting"), await city.SubmitAsync("Returned"));
        await returned.ReturnAsync("District", "budget", "Unclear");
        await city.PassUntilAsync(Close("2027-10-06") - TimeSpan.FromHours(4));

        await city.EnterNoticeAsync();
        (waiting, returned) = (city.Again(waiting), city.Again(returned));
        await city.PassUntilAsync(Close("2027-10-06").AddMinutes(1));
        Assert.Empty(await waiting.FactsAsync("AssignmentEscalated"));
        Assert.Equal(Close("2027-10-11"), Due(Assert.Single(await waiting.FactsAsync("AssignmentPostponed"))));
        await city.PassUntilAsync(Close("2027-10-11"));
        Assert.Equal(Close("2027-10-14"), Due(Assert.Single(await waiting.FactsAsync("AssignmentEscalated"))));

        // Ten working days: 13 October as it was promised, 18 October by the notice.
        await city.PassUntilAsync(Close("2027-10-18") - TimeSpan.FromMinutes(1));
        Assert.Equal("Returned", await returned.StatusAsync());
        Assert.Equal(Close("2027-10-18"), Due(Assert.Single(await returned.FactsAsync("SupplementPostponed"))));
        Assert.Single(city.MailsTo("lin"), sent => sent.Subject == "补正时间延后：Returned");
        await city.PassUntilAsync(Close("2027-10-18"));
        Assert.Equal("Rejected", await returned.StatusAsync());
    }

    /// <summary>The health page, the years whose notices are missing, and what is scheduled without them.</summary>
    private static async Task<(string Status, string Missing, string Scheduled)> CalendarAsync(CityUnderTest city)
    {
        var health = (await city.Person(null).GetAsync("/api/health/ready", Cancellation)).Expect(HttpStatusCode.OK).Json;
        Assert.Equal(HttpStatusCode.Forbidden, (await city.Person("lin").GetAsync("/api/operations/calendar", Cancellation)).Status);
        var view = (await city.Person("admin").GetAsync("/api/operations/calendar", Cancellation)).Expect(HttpStatusCode.OK).Json;
        return (
            health.GetProperty("status").GetString()!,
            string.Join(' ', view.GetProperty("missing").EnumerateArray()),
            string.Join(' ', view.GetProperty("provisional").EnumerateArray().Select(each =>
                $"{each.GetProperty("kind").GetString()} {each.GetProperty("id").GetString()!.Split('.')[1]}")));
    }

    private static bool Asks(JsonElement opened) => opened.GetProperty("stage").GetString() == "District";

    private static DateTimeOffset Due(JsonElement fact) => fact.GetProperty("due").GetDateTimeOffset();

    private static DateTimeOffset Morning(string day) => At(day, 9);

    private static DateTimeOffset Close(string day) => At(day, 18);

    private static DateTimeOffset At(string day, int hour) =>
        new(DateOnly.Parse(day).ToDateTime(new TimeOnly(hour, 0)), TimeSpan.FromHours(8));
}
