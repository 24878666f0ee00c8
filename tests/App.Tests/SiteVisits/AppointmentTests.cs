using App.Tests.Assignments;
using App.Tests.Reviews;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Platform.Http;
using FunctionsApp.Reviews;
using FunctionsApp.SiteVisits;
using static App.Tests.SiteVisits.VisitSample;

namespace App.Tests.SiteVisits;

/// <summary>Which offers, answers and reports are taken.</summary>
public sealed class AppointmentTests
{
    private static readonly VisitPeople Directory = new(
        AskingBench.Directory([.. Register, Officer("o3") with { Name = "Same" }, Officer("o4") with { Name = "Same" },
            Polls.Member("own", "91440300MA5EXA1291")]),
        WorkingCalendar.Official);

    private static readonly Assignment Asked = Polls.Assignment(
        1, "o1", ask: new Ask(VisitTimes.Offering, ReviewSample.Id, Stage, 0));

    [Theory]
    [InlineData("2026-03-04T09:30", false)]
    [InlineData("2026-03-05T09:30", true)]
    [InlineData("2026-03-07T09:30", false)]
    [InlineData("2026-03-09T23:30", false)]
    [InlineData("2027-03-09T09:30", false)]
    public void Offer_Day_IsAWorkingDayAheadEnough(string begins, bool isTaken)
    {
        var at = new DateTimeOffset(DateTime.Parse(begins, System.Globalization.CultureInfo.InvariantCulture), BeijingTime.Offset);

        Assert.Equal(isTaken, Faults(Offer(at)).Count == 0);
    }

    [Fact]
    public void Offer_NothingFilledIn_NamesEveryFaultAtOnce() =>
        Assert.Equal(["begins", "ends", "place"], Faults(new OfferForm("token", null, null)));

    [Theory]
    [InlineData("http://meet.example/1", false)]
    [InlineData("https://meet.example/1", true)]
    public void Offer_Link_IsHttps(string link, bool isTaken) =>
        Assert.Equal(isTaken, Faults(Offer() with { Place = null, Link = link }).Count == 0);

    [Theory]
    [InlineData("x1", true)]
    [InlineData("Expert One", true)]
    [InlineData("o4", true)]
    [InlineData("Same", false)]
    [InlineData("own", false)]
    [InlineData("nobody", false)]
    public void Offer_Attendee_IsOneOfficerOrExpertOfTheRegister(string attendee, bool isTaken) =>
        Assert.Equal(isTaken, Faults(Offer(null, attendee)).Count == 0);

    [Fact]
    public async Task Reply_ToEarlierTerms_IsRefused()
    {
        var visit = await OfferedAsync();
        await visit.ChangeAsync(Offer(Begins.AddDays(1)));

        await RefusedAsync(visit, new AppointmentForm(AppointmentReply.Confirm, "1.0"), VisitProblems.AppointmentChanged);
    }

    [Fact]
    public async Task Reply_ConfirmedTwice_ChangesNothingTheSecondTime()
    {
        var visit = await OfferedAsync();
        await visit.ReplyAsync(AppointmentReply.Confirm);

        Assert.False((await visit.ReplyAsync(new AppointmentForm(AppointmentReply.Confirm, "1.0"))).Changed);
    }

    [Fact]
    public async Task Reply_MoveTwiceTheSame_ChangesNothingTheSecondTime()
    {
        var visit = await OfferedAsync();
        await visit.ReplyAsync(AppointmentReply.Move, "A fair.");

        Assert.False((await visit.ReplyAsync(new AppointmentForm(AppointmentReply.Move, "1.0", "A fair."))).Changed);
        await RefusedAsync(visit, new AppointmentForm(AppointmentReply.Confirm, "1.0"), VisitProblems.AppointmentChanged);
    }

    [Fact]
    public async Task Reply_AtTheEndOfTheTime_IsLate()
    {
        var visit = await OfferedAsync();
        var move = new AppointmentForm(AppointmentReply.Move, "1.0", "A fair.");
        visit.Bench.Time.SetUtcNow((await visit.CurrentAsync()).AnswerBy);

        await RefusedAsync(visit, move, VisitProblems.AppointmentLate);
    }

    [Fact]
    public async Task Reply_OnceItBegan_HasNoAppointment()
    {
        var visit = await OfferedAsync();
        visit.Bench.Time.SetUtcNow(Begins);

        await RefusedAsync(visit, new AppointmentForm(AppointmentReply.Confirm, "1.0"), VisitProblems.NoAppointment);
    }

    [Fact]
    public async Task Reply_ThirdMove_IsRefused()
    {
        var visit = await OfferedAsync();
        await visit.ReplyAsync(AppointmentReply.Move, "A fair.");
        await visit.OfferAsync(Offer(Begins.AddDays(1)));
        await visit.ReplyAsync(AppointmentReply.Move, "Another fair.");
        await visit.OfferAsync(Offer(Begins.AddDays(2)));

        await RefusedAsync(visit, new AppointmentForm(AppointmentReply.Move, "1.2", "A third."), VisitProblems.AppointmentMoves);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("A fair.", "2026-03-04")]
    [InlineData("A fair.", "2026-03-07")]
    public async Task Reply_MoveWithoutReasonsOrToAnImpossibleDay_IsRefused(string? reasons, string? day)
    {
        var visit = await OfferedAsync();
        IReadOnlyList<DateOnly> days = day is null ? [] : [DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)];

        await RefusedAsync(visit, new AppointmentForm(AppointmentReply.Move, "1.0", reasons, days), PlatformProblems.InvalidField);
    }

    [Fact]
    public void Report_WithoutAPoint_NamesIt()
    {
        var state = new VisitState(ReviewSample.State(), [Appointment(1)], []);
        var form = new ReportForm("token", [new NoteForm("site", "Seen."), new NoteForm("other", "x")], null);

        var problem = Assert.Throws<ProblemException>(() => ReportVisit.Decide(state, Asked, form, By(), Definition, []));

        Assert.Equal(["#/note/people", "#/note/other", "#/result", "#/summary"], problem.Errors.Select(error => error.Pointer));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Report_Repeat_OnlyWhileAnotherAppointmentIsAllowed(int number, bool isTaken) =>
        Assert.Equal(isTaken, ReportVisit.Results(Definition, number, []).Contains(VisitResult.Repeat));

    private static async Task<VisitSample> OfferedAsync()
    {
        var visit = await new VisitSample(null, Register).StartAsync();
        await visit.OfferAsync(Offer());
        return visit;
    }

    private static async Task RefusedAsync(VisitSample visit, AppointmentForm form, ProblemType type) =>
        Assert.Equal(type, (await Assert.ThrowsAsync<ProblemException>(() => visit.ReplyAsync(form))).Type);

    private static IReadOnlyList<string> Faults(OfferForm form)
    {
        try
        {
            OfferAppointment.Decide(new VisitState(ReviewSample.State(), [], []), Asked, form, By(), Definition, Directory);
            return [];
        }
        catch (ProblemException problem)
        {
            return [.. problem.Errors.Select(error => error.Pointer[2..])];
        }
    }

    private static Answering By() => new("o1", "digest", ReviewSample.Opened);

    private static Appointment Appointment(int number) => new()
    {
        Stage = Stage, Round = 0, Number = number, Assignment = Asked.Id, Officer = "o1", AnswerBy = Begins, ChangedAt = Begins,
        Terms = new AppointmentTerms(Begins, Begins.AddHours(1), "Here", null, [], null),
    };
}
