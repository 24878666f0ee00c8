using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Reviews;

public sealed class ReviewPhasesTests
{
    private readonly List<(Fact Fact, int Day)> facts = [];

    [Fact]
    public void Of_AReviewWithCorrectionsAndANotice_CountsWhatIsTheReviewersAlone()
    {
        // Days of March 2026; the 2nd is a Monday.
        facts.AddRange(
        [
            (new StageOpened("Completeness", 0, 0, null), 2), (Closed("Completeness", 0), 2),
            (new StageOpened("Panel", 0, 3, null), 2), (Closed("Panel", 0, StageOutcome.Returned), 6),
            (new ApplicationReturned(1, []), 6), (new ApplicationResubmitted(1, [], []), 20),
            (new StageOpened("Panel", 1, 3, null), 20), (Closed("Panel", 1), 24),
            (new StageOpened("Notice", 1, 0, null), 24),
        ]);

        var course = Of(31);

        Assert.Equal(
            [("Panel", 0, 4, 8, true), (null, 1, 10, null, false), ("Panel", 1, 2, 8, true), ("Notice", 1, 5, null, false)],
            course.Phases.Select(phase => (phase.Stage, phase.Round, phase.Days, phase.Promised, phase.IsCounted)));
        Assert.Equal((6, 16), (course.Used, course.Promised));
        Assert.Equal([6, 20, 24, null], course.Phases.Select(phase => phase.Until is { } until ? BeijingTime.Day(until).Day : (int?)null));
    }

    [Fact]
    public void Of_AReviewThatEnded_HasNoOpenPart()
    {
        facts.AddRange([(new StageOpened("Panel", 0, 3, null), 2), (new ApplicationWithdrawn(), 4)]);

        var phase = Assert.Single(Of(31).Phases);

        Assert.Equal((2, 4), (phase.Days, BeijingTime.Day(phase.Until!.Value).Day));
    }

    /// <summary>A stage is announced again where it asks further people.</summary>
    [Fact]
    public void Of_AStageThatAsksFurtherPeople_IsOnePart()
    {
        facts.AddRange([(new StageOpened("Panel", 0, 3, null), 2), (new StageOpened("Panel", 0, 3, null), 4)]);

        Assert.Equal(2, BeijingTime.Day(Assert.Single(Of(9).Phases).From).Day);
    }

    [Fact]
    public void Of_FactsThatAreWithheld_AreLeftOut()
    {
        facts.Add((new StageOpened("Panel", 0, 3, null), 2));

        Assert.Empty(Of(9, isShown: false).Phases);
    }

    private static StageClosed Closed(string stage, int round, StageOutcome outcome = StageOutcome.Passed) =>
        new(stage, round, outcome, 0, 0, 0, 0);

    private static DateTimeOffset March(int day) => BeijingTime.At(new DateOnly(2026, 3, day), new TimeOnly(10, 0));

    private ReviewPhases Of(int now, bool isShown = true)
    {
        var (head, chain) = (FactHead.Start, new List<SealedFact>());
        foreach (var (fact, day) in facts)
        {
            var added = FactChain.Append(Id, head, [new NewFact("test", fact)], March(day));
            chain.AddRange(added);
            head = new FactHead(added[^1].Number, added[^1].Hash);
        }

        var record = FactRecord.Of(Id, head, chain, new RecordView(_ => isShown));
        var notice = new PublicNoticeDefinition { Name = "Notice", Title = new("公示", "Notice") };
        return ReviewPhases.Of(record, Definition(FirstStage(), Stage(), notice), WorkingCalendar.Official, March(now));
    }
}
