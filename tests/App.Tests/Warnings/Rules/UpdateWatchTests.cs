using CsCheck;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Warnings;
using FunctionsApp.Warnings.Rules;
using static App.Tests.Warnings.Sample;

namespace App.Tests.Warnings.Rules;

/// <summary>One live warning for each rule and scope; the machine alone changes none.</summary>
public sealed class UpdateWatchTests
{
    private const string October = "2026-10";

    private static readonly Acting Machine = By(CheckRulesActivity.Actor);

    private Watch? watch;
    private WarningState? warning;

    private WarningLevel? Proposed => warning!.Warning.Proposed?.Level;

    [Fact]
    public void BehindTheThreshold_KeepsTheReadingAlone()
    {
        Assert.Equal([nameof(RuleValueRead)], Look(-19));
        Assert.Null(warning);
        Assert.Empty(Look(-19));
    }

    [Fact]
    public void NoValue_ChangesNothing()
    {
        Look(-25);
        var before = watch;

        Assert.Empty(Look(null));
        Assert.Equal(before, watch);
    }

    [Fact]
    public void Threshold_MakesOneDraftWithRoundedFigures()
    {
        Assert.Equal([nameof(RuleValueRead), nameof(RuleSuggested)], Look(-23.4m));

        var draft = warning!.Warning;
        Assert.Equal((WarningStatus.Draft, WarningLevel.Yellow), (draft.Status, draft.Level));
        Assert.Equal(("rule/falling", "it-city/2026-09/1"), (draft.Origin.Source, draft.Origin.ExternalId));
        Assert.Equal("信息技术订单环比下降 23%", draft.Wording.Headline.Chinese);
        Assert.Equal(("orders", (decimal?)null), (draft.Evidence.Indicator, draft.Evidence.Value));
        Assert.Equal(Now.AddDays(45).ToUnixTimeSeconds(), draft.Expires!.Value.ToUnixTimeSeconds());
    }

    [Fact]
    public void WhileTheDraftWaits_OtherFigures_ChangeNothingOfIt()
    {
        Look(-25);
        var draft = warning;

        Look(-30);
        Look(-50);

        Assert.Same(draft, warning);
        Publish();
        Look(-50);
        Assert.Equal(WarningLevel.Orange, Proposed);
    }

    [Fact]
    public void SameLevelAndMonth_OtherValue_SuggestsNothing()
    {
        Raised();

        Assert.Equal([nameof(RuleValueRead)], Look(-31));
        Assert.Null(warning!.Warning.Proposed);
    }

    [Fact]
    public void HigherLevel_IsProposedWithItsFigures_AndPublishedByAnOfficer()
    {
        Raised();

        Look(-45);

        var proposed = warning!.Warning.Proposed!;
        Assert.Equal((WarningLevel.Orange, true, Machine.Actor), (proposed.Level, proposed.Escalates, proposed.By));
        Assert.Equal(WarningLevel.Yellow, warning.Warning.Level);
        Verify(Confirm());
        Assert.Equal((WarningLevel.Orange, "信息技术订单环比下降 45%"), (warning.Warning.Level, warning.Warning.Wording.Headline.Chinese));
        Assert.Empty(Look(-45));
    }

    [Fact]
    public void LowerLevel_IsProposed()
    {
        Raised(-45);

        Look(-33);

        Assert.Equal((WarningLevel.Yellow, false), (warning!.Warning.Proposed!.Level, warning.Warning.Proposed.Escalates));
    }

    [Fact]
    public void NextMonth_SameLevel_ProposesItsFigures()
    {
        Raised();

        Look(-30, October);

        Assert.Contains("2026年10月", warning!.Warning.Proposed!.Wording.Description.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void Dismissed_Change_IsNotProposedAgainUntilAnotherLevelOrMonth()
    {
        Raised();
        Look(-45);
        Verify(Dismiss());

        Look(-46);
        Assert.Null(warning!.Warning.Proposed);
        Look(-46, October);
        Assert.Equal(WarningLevel.Orange, Proposed);
    }

    [Fact]
    public void Recovered_ProposesTheCancellation_WhichAnOfficerPublishes()
    {
        Raised();

        Look(-3, October);

        Assert.Equal("By the figures of October 2026 the indicator is back to normal.", warning!.Warning.Proposed!.Cancels!.English);
        Assert.Equal(WarningStatus.Published, warning.Warning.Status);
        var cancelled = VerifyChange.Decide(warning, Confirm(), By("officer"));
        Assert.Equal("WarningCancelled", cancelled.Fact());
        Assert.Equal(WarningStatus.Cancelled, cancelled.Next.Warning.Status);
        Assert.Equal((MessageType.Cancel, Urgency.Past), (cancelled.Next.Messages[^1].Type, cancelled.Next.Messages[^1].Evidence.Urgency));
        Assert.Equal(warning.Warning.Proposed.Cancels, cancelled.Next.Messages[^1].Note);
        Assert.Null(cancelled.Next.Warning.Proposed);
    }

    [Fact]
    public void Recovered_CancellationDismissed_StaysInForceAndQuiet()
    {
        Raised();
        Look(-3);
        Verify(Dismiss());

        Look(-2);

        Assert.Equal(WarningStatus.Published, warning!.Warning.Status);
        Assert.Null(warning.Warning.Proposed);
    }

    [Fact]
    public void Cancelled_FallsAgain_StartsAnother()
    {
        Raised();
        Look(-3);
        Verify(Confirm());
        Look(-26);

        Assert.Equal(2, watch!.Episode!.Number);
        Assert.Equal(WarningStatus.Draft, warning!.Warning.Status);
    }

    [Theory]
    [InlineData(-28, "2026-09", 1)]
    [InlineData(-45, "2026-09", 2)]
    [InlineData(-28, October, 2)]
    public void DismissedDraft_IsQuietUntilItsLevelRisesOrAnotherMonthComes(double value, string period, int episode)
    {
        Look(-25);
        warning = VerifyWarning.Decide(warning!, Dismiss(), Officer()).Next;

        Look((decimal)value, period);

        Assert.Equal(episode, watch!.Episode!.Number);
    }

    [Fact]
    public void Expired_NextMonth_StartsAnother()
    {
        Raised();
        warning = ExpireWarning.Decide(warning!, By("machine", Now.AddDays(46))).Next;

        Look(-25);
        Assert.Equal(1, watch!.Episode!.Number);
        Look(-25, October, Now.AddDays(46));
        Assert.Equal(2, watch.Episode!.Number);
    }

    [Fact]
    public void EarlierMonth_IsNeverGoneBackTo()
    {
        Look(-25, October);

        Assert.Empty(Look(-50));
        Assert.Equal(WarningLevel.Yellow, watch!.Level);
    }

    [Fact]
    public void NewestMonthWithoutEnoughReports_TheOneBeforeCounts()
    {
        var change = UpdateWatch.Decide(
            null, RuleSample.Falling, RuleSample.It, [RuleSample.Reading(null, October), RuleSample.Reading(-25)], null, null, Machine);

        Assert.Equal("2026-09", change.Next.Reading!.Period);
    }

    [Fact]
    public void PublishersChange_TookTheRound_IsSuggestedAgain()
    {
        Raised();
        var suggested = UpdateWatch.Decide(
            watch, RuleSample.Falling, RuleSample.It, [RuleSample.Reading(-45)], warning!.Warning.Id, warning.Warning, Machine).Next;
        warning = UpdateWarning.Decide(warning, NewHeadline, By("publisher")).Confirmed();
        watch = suggested;
        Assert.Equal(1, suggested.Episode!.Suggestion!.Round);

        Assert.Equal([nameof(RuleSuggested)], Look(-45));
        Assert.Equal((2, WarningLevel.Orange), (watch!.Episode!.Suggestion!.Round, Proposed));
    }

    [Fact]
    public void AnotherChangeWaits_NothingIsSuggested()
    {
        Raised();
        warning = UpdateWarning.Decide(warning!, NewHeadline, By("publisher")).Next;

        Assert.Equal([nameof(RuleValueRead)], Look(-45));
        warning = VerifyChange.Decide(warning, Dismiss(), By("officer")).Next;
        Look(-45);
        Assert.Equal(WarningLevel.Orange, Proposed);
    }

    [Fact]
    public void Crash_AfterTheWatchIsCommitted_IsMadeUpOnce()
    {
        Raised();
        var seen = warning!;
        Look(-45);
        var made = warning!;

        // The same again on what the crash left, and on what it did not.
        var suggestion = watch!.Episode!.Suggestion!;
        Assert.Equal(made.Warning.Proposed, SuggestChange.Decide(seen, suggestion, Machine).Next.Warning.Proposed);
        Assert.Null(SuggestChange.Decide(made, suggestion, Machine).Fact());
        Verify(Dismiss());
        Assert.Null(SuggestChange.Decide(warning!, suggestion, Machine).Fact());
    }

    [Fact]
    public void EpisodeOfAnotherLook_IsLeftToTheNext()
    {
        Raised();

        Assert.Empty(UpdateWatch.Decide(
            watch, RuleSample.Falling, RuleSample.It, [RuleSample.Reading(-50)], "another", null, Machine).Facts);
    }

    /// <summary>Whatever is read and answered, there is one warning that lives, and no level without an officer.</summary>
    [Fact]
    public void AnyCourse_HasOneLiveWarning_AndOnlyOfficersPublish() => Gen.Select(
        Gen.Decimal[-60, 10], Gen.Int[0, 3], Gen.Bool).Array[1, 25].Sample(course =>
    {
        var test = new UpdateWatchTests();
        var month = RuleSample.September;
        foreach (var (value, answer, next) in course)
        {
            if (next) month = new(month.First.AddMonths(1));
            var (id, level) = (test.warning?.Warning.Id, test.warning?.Warning.Level);
            var lived = test.warning is { Warning.Status: WarningStatus.Draft or WarningStatus.Published };
            test.Look(value, $"{month}");
            if (lived) Assert.Equal((id, level), (test.warning!.Warning.Id, test.warning.Warning.Level));
            if (answer > 0) test.Answer(answer == 1 ? Dismiss() : Confirm());
        }
    }, iter: 200, threads: 1);

    private void Answer(VerificationForm form)
    {
        if (warning is { Warning.Status: WarningStatus.Draft })
        {
            warning = VerifyWarning.Decide(warning, form, Officer()).Next;
            if (warning.Warning.Status == WarningStatus.Verified) warning = PublishWarning.Decide(warning, By()).Next;
        }
        else if (warning?.Warning.Proposed is not null)
        {
            Verify(form);
        }
    }

    private void Raised(decimal value = -25)
    {
        Look(value);
        Publish();
    }

    private void Publish() =>
        warning = PublishWarning.Decide(VerifyWarning.Decide(warning!, Confirm(), Officer()).Next, By()).Next;

    private void Verify(VerificationForm form) => warning = VerifyChange.Decide(warning!, form, By("officer")).Next;

    /// <summary>As the activity does it; names of the watch's facts.</summary>
    private IEnumerable<string> Look(decimal? value, string period = "2026-09", DateTimeOffset? at = null)
    {
        var (by, seen) = (By(CheckRulesActivity.Actor, at), watch?.Episode?.Signal.WarningId);
        var now = seen is null ? null : warning!.Warning;
        var change = UpdateWatch.Decide(
            watch, RuleSample.Falling, RuleSample.It, [RuleSample.Reading(value, period)], seen, now, by);
        watch = change.Next;
        if (watch.Episode is not { } episode) return Names(change);
        if (episode.Suggestion is { } suggestion) warning = SuggestChange.Decide(warning!, suggestion, by).Next;
        else if (episode.Signal.WarningId != warning?.Warning.Id) warning = DraftWarning.Decide(null, episode.Signal, by).Next;
        return Names(change);
    }

    private static IEnumerable<string> Names(Change<Watch> change) => change.Facts.Select(fact => fact.Type);
}
