using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Subscriptions;
using FunctionsApp.Warnings;

namespace App.Tests.Subscriptions;

/// <summary>From request to end, without a store.</summary>
public sealed class SubscriptionRulesTests
{
    private const string Address = "reader@example.com";
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly SubscriptionChoice Choice =
        new(["testing", "it"], WarningLevel.Yellow, AlertFrequency.Immediate, Language.English);

    [Theory]
    [InlineData("reader@example.com")]
    [InlineData(" reader@example.com ")]
    [InlineData("读者@例子.中国")]
    public void Address_OfOnePerson_IsKept(string address) => Assert.Equal(address.Trim(), RequestSubscription.Checked(address));

    [Theory]
    [InlineData("")]
    [InlineData("reader")]
    [InlineData("reader@")]
    [InlineData("a@example.com, b@example.com")]
    [InlineData("Reader <reader@example.com>")]
    [InlineData("reader@example.com\r\nBcc: other@example.com")]
    public void Address_Other_IsRefused(string address) =>
        Assert.Equal("invalid-address", Assert.Throws<ProblemException>(() => RequestSubscription.Checked(address)).Type.Slug);

    [Fact]
    public void Id_OfOneAddress_IsOne() =>
        Assert.Equal(Subscription.IdOf("Reader@Example.com"), Subscription.IdOf("reader@example.com"));

    [Fact]
    public void Request_OfANewAddress_WaitsForItsConfirmation()
    {
        var change = Request(null);

        Assert.Equal((SubscriptionStatus.Requested, 1, 1), (change.Next.Status, change.Next.Round, change.Next.Letters));
        Assert.Equal(["SubscriptionRequested"], change.Facts.Select(fact => fact.Type));
        Assert.Empty(Readers(change.Next));
    }

    [Fact]
    public void Request_Again_AsksOnlyThreeTimesADay()
    {
        var state = Request(null).Next;
        for (var i = 0; i < 10; i++) state = Request(state).Next;
        Assert.Equal((3, 1), (state.Letters, state.Round));

        Assert.Equal(4, Request(state, now: Now.AddDays(1)).Next.Letters);
    }

    [Fact]
    public void Request_OfAConfirmedAddress_ChangesNothing()
    {
        var active = Active();
        var change = Request(active, Choice with { Sectors = ["ip"] });
        Assert.Empty(change.Facts);
        Assert.Equal(["testing", "it"], change.Next.Choice.Sectors);
    }

    /// <summary>A programme twice is one; none is as if the choice had no such member, so that links of before stay good.</summary>
    [Fact]
    public void Deadlines_OfProgrammes_AreKnownOnesEachOnce()
    {
        var chosen = Choice with { Deadlines = ["award", "alliance", "award"] };
        Assert.Equal(["alliance", "award"], chosen.Checked(SubscriptionBench.Catalogue).Deadlines!);
        Assert.Equal(
            AppJson.Digest(Choice.Ordered()), AppJson.Digest((Choice with { Deadlines = [] }).Checked(SubscriptionBench.Catalogue)));
        Assert.Equal("invalid-field", Assert.Throws<ProblemException>(
            () => (Choice with { Deadlines = ["award", "none"] }).Checked(SubscriptionBench.Catalogue)).Type.Slug);
    }

    [Fact]
    public void Confirm_ByTheLettersLink_BeginsAndMayComeTwice()
    {
        var requested = Request(null).Next;
        var change = ConfirmSubscription.Decide(requested, requested.Digest, Now);

        Assert.Equal(SubscriptionStatus.Active, change.Next.Status);
        Assert.Empty(ConfirmSubscription.Decide(change.Next, requested.Digest, Now).Facts);
        Assert.Equal(["testing", "it"], Readers(change.Next).Select(line => line.Place.List.Split('|')[1]));
    }

    [Fact]
    public void Confirm_WhatAnotherRequestChanged_NeedsTheNewestLetter()
    {
        var first = Request(null).Next;
        var second = Request(first, Choice with { Sectors = ["ip"] }).Next;

        Assert.Equal("subscription-changed", Slug(() => ConfirmSubscription.Decide(second, first.Digest, Now)));
        Assert.Equal(SubscriptionStatus.Active, ConfirmSubscription.Decide(second, second.Digest, Now).Next.Status);
    }

    [Fact]
    public void End_ByALink_ErasesTheAddress()
    {
        var change = EndSubscription.Decide(Active(), 1, Now);

        Assert.Equal(SubscriptionStatus.Ended, change.Next.Status);
        Assert.Null(change.Next.Address);
        Assert.Empty(SubscriptionAggregateLines(change.Next));
        Assert.Empty(EndSubscription.Decide(change.Next, 1, Now).Facts);
        Assert.Equal("subscription-over", Slug(() => ConfirmSubscription.Decide(change.Next, Active().Digest, Now)));
        Assert.Equal("subscription-over", Slug(() => ChangeSubscription.Decide(change.Next, 1, Choice, Now)));
    }

    [Fact]
    public void End_ByALinkOfAnEarlierRound_EndsNothing()
    {
        var over = EndSubscription.Decide(Active(), 1, Now).Next;
        var again = Request(over, now: Now.AddDays(1)).Next;
        var active = ConfirmSubscription.Decide(again, again.Digest, Now).Next;

        Assert.Equal(2, active.Round);
        Assert.Empty(EndSubscription.Decide(active, 1, Now).Facts);
        Assert.Equal("subscription-over", Slug(() => ChangeSubscription.Decide(active, 1, Choice, Now)));
        Assert.Single(EndSubscription.Decide(active, 2, Now).Facts);
    }

    [Fact]
    public void Lapse_OfWhatIsNotConfirmed_ComesInTimeAndToNothingElse()
    {
        var requested = Request(null).Next;

        Assert.Empty(EndSubscription.Lapse(requested, 3, "timer", Now.AddDays(3).AddSeconds(-1)).Facts);
        Assert.Null(EndSubscription.Lapse(requested, 3, "timer", Now.AddDays(3)).Next.Address);
        Assert.Empty(EndSubscription.Lapse(Active(), 3, "timer", Now.AddDays(30)).Facts);
    }

    [Fact]
    public void Change_ToTheSameInAnotherOrder_IsNone()
    {
        Assert.Empty(ChangeSubscription.Decide(Active(), 1, Choice with { Sectors = ["it", "testing", "it"] }, Now).Facts);
        Assert.Single(ChangeSubscription.Decide(Active(), 1, Choice with { Warnings = null }, Now).Facts);
    }

    [Fact]
    public void Facts_OfAll_HaveNoAddress()
    {
        var requested = Request(null);
        var confirmed = ConfirmSubscription.Decide(requested.Next, requested.Next.Digest, Now);
        var ended = EndSubscription.Decide(confirmed.Next, 1, Now);

        Assert.All(
            requested.Facts.Concat(confirmed.Facts).Concat(ended.Facts),
            fact => Assert.DoesNotContain("example.com", System.Text.Json.JsonSerializer.Serialize(fact.Fact, fact.Fact.GetType())));
    }

    private static Change<Subscription> Request(Subscription? current, SubscriptionChoice? choice = null, DateTimeOffset? now = null) =>
        RequestSubscription.Decide(current, Address, choice ?? Choice, 3, now ?? Now);

    private static Subscription Active()
    {
        var requested = Request(null).Next;
        return ConfirmSubscription.Decide(requested, requested.Digest, Now).Next;
    }

    private static string Slug(Action act) => Assert.Throws<ProblemException>(act).Type.Slug;

    private static IEnumerable<Line> Readers(Subscription subscription) =>
        SubscriptionAggregateLines(subscription)
            .Where(line => line.Place.List.StartsWith("subscribers-of-sector", StringComparison.Ordinal));

    private static IEnumerable<Line> SubscriptionAggregateLines(Subscription subscription) =>
        SubscriptionAggregate.Kind.Part.Lines(subscription);
}
