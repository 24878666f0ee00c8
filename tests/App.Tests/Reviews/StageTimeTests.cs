using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Reviews;

public sealed class StageTimeTests
{
    /// <summary>5 working days and 3 of the delegate, from Monday 2 March: until Thursday 12 March, 18:00.</summary>
    private static readonly DateTimeOffset Until = BeijingTime.Deadline(new DateOnly(2026, 3, 12));

    // The last fifth of 8 days is one day: amber from the close of business of Wednesday 11 March.
    private static readonly DateTimeOffset Near = BeijingTime.Deadline(new DateOnly(2026, 3, 11));

    [Fact]
    public void Of_TimeOfItsPeople_IsPromised()
    {
        Assert.Equal(new StageTime(TrafficLight.Green, Until), At(Near, Stage()));
        Assert.Equal(new StageTime(TrafficLight.Amber, Until), At(Near.AddTicks(1), Stage()));
        Assert.Equal(new StageTime(TrafficLight.Amber, Until), At(Until, Stage()));
        Assert.Equal(new StageTime(TrafficLight.Red, Until), At(Until.AddTicks(1), Stage()));
    }

    [Fact]
    public void Of_ATimeOfItsOwn_IsThatAlone() => Assert.Equal(
        new StageTime(TrafficLight.Red, BeijingTime.Deadline(new DateOnly(2026, 3, 3))),
        At(Near, Stage() with { PromisedWorkingDays = 1 }));

    [Fact]
    public void Of_OneDay_IsAmberFromItsBeginning() =>
        Assert.Equal(TrafficLight.Amber, At(BeijingTime.Deadline(new DateOnly(2026, 3, 2)).AddTicks(1), Stage() with
        {
            PromisedWorkingDays = 1,
        }).Light);

    [Fact]
    public void Of_ReturnedOrOnPublicNotice_IsPaused()
    {
        var paused = new StageTime(TrafficLight.Paused, null);

        Assert.Equal(paused, At(Until.AddYears(1), Stage(), Line() with { Status = ApplicationStatus.Returned }));
        Assert.Equal(paused, At(Until.AddYears(1), new PublicNoticeDefinition
        {
            Name = "Panel", Title = new("公示", "Notice"), PromisedWorkingDays = 1,
        }));
    }

    [Fact]
    public void Of_NothingPromised_IsGreen()
    {
        var green = new StageTime(TrafficLight.Green, null);

        Assert.Equal(green, At(Until.AddYears(1), Stage(), Line() with { Reached = null }));
        Assert.Equal(green, At(Until.AddYears(1), Stage("Other")));
        Assert.Equal(green, At(Until.AddYears(1), FirstStage() with { Name = "Panel" }));
    }

    [Fact]
    public void With_AStageThatOpens_IsReachedOnceAndStaysSo()
    {
        var blocked = State().With(Run() with { State = StageRunState.Blocked });
        var opened = blocked.With(Run() with { OpenedAt = Opened.AddDays(3) });
        var closed = opened.With(Run() with { State = StageRunState.Closed });
        var again = closed.With(Run(round: 1) with { OpenedAt = Opened.AddDays(9) });

        Assert.Equal(new ReachedStage("Panel", 0, Opened), blocked.Application.Reached);
        // The time runs while too few people may be asked.
        Assert.Equal(new ReachedStage("Panel", 0, Opened), closed.Application.Reached);
        Assert.Equal(new ReachedStage("Panel", 1, Opened.AddDays(9)), again.Application.Reached);
    }

    private static OpenApplication Line() => new(Id, "special-fund-rd", ApplicationStatus.Submitted, Opened)
    {
        Version = 1, Reached = new ReachedStage("Panel", 0, Opened),
    };

    private static StageTime At(DateTimeOffset now, StageDefinition stage, OpenApplication? line = null) =>
        StageTime.Of(line ?? Line(), Definition(stage), WorkingCalendar.Official, now);
}
