using FunctionsApp.Alerts;
using FunctionsApp.Platform;
using FunctionsApp.Subscriptions;
using FunctionsApp.Warnings;

namespace App.Tests.Subscriptions;

/// <summary>Who gets what.</summary>
public sealed class SubscriptionLettersTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly LocalizedText Text = new("断供风险", "Supply risk");

    private static readonly SubscriptionLetters Letters = new SubscriptionBench().Letters;

    [Theory]
    [InlineData(WarningLevel.Blue, WarningLevel.Blue, true)]
    [InlineData(WarningLevel.Orange, WarningLevel.Red, true)]
    [InlineData(WarningLevel.Orange, WarningLevel.Yellow, false)]
    [InlineData(null, WarningLevel.Red, false)]
    public void Warning_FromTheWantedLevel_IsSent(WarningLevel? wanted, WarningLevel level, bool isSent) =>
        Assert.Equal(isSent, Letters.About(Warning(level), Line(wanted)) is not null);

    /// <summary>Whoever was warned hears that it eases and ends.</summary>
    [Fact]
    public void Warning_ThatWasHigher_IsSentToWhoeverGotTheHigherOne()
    {
        var lowered = Warning(WarningLevel.Blue) with { Type = MessageType.Cancel, Highest = WarningLevel.Orange };
        Assert.NotNull(Letters.About(lowered, Line(WarningLevel.Orange)));
        Assert.Null(Letters.About(lowered, Line(WarningLevel.Red)));
    }

    [Fact]
    public void Warning_Exercise_IsSentToWhoeverAskedForThem()
    {
        var exercise = Warning(WarningLevel.Red) with { CapStatus = CapStatus.Exercise };
        Assert.Null(Letters.About(exercise, Line(WarningLevel.Blue)));
        Assert.NotNull(Letters.About(exercise, Line(WarningLevel.Blue) with { Exercises = true }));
    }

    /// <summary>An item that two sectors have is one letter: its id is the item's and the subscription's.</summary>
    [Fact]
    public void Item_OfTwoSectors_HasOneId()
    {
        var ids = new[] { "it", "testing" }.SelectMany(sector => Ids(Alert(sector, Item("f1")), Line(null))).ToList();
        Assert.Equal(2, ids.Count);
        Assert.Single(ids.Distinct());
    }

    /// <summary>Whoever wants no warnings, or no exercises, gets none by the alerts either.</summary>
    [Fact]
    public void Item_OfAWarning_IsSentToNoOne()
    {
        var alert = Alert("it", Item("f1", AlertItemKind.WarningPublished), Item("f2"));
        Assert.Equal(["f2.s1.2"], Ids(alert, Line(null)));
        Assert.Equal(["f2.s1.2"], Ids(alert, Line(WarningLevel.Red)));
        Assert.Empty(Ids(alert, Line(null) with { Alerts = AlertFrequency.Never }));
    }

    [Fact]
    public void Letter_ToASubscriber_HasAWayOut()
    {
        var letter = Letters.About(Warning(WarningLevel.Red), Line(WarningLevel.Blue))!;
        Assert.Equal(("subscriptions/s1/unsubscribe", "subscriptions/s1", "2"),
            (letter.Exit!.Path, letter.Exit.Page, letter.Exit.Digest));
        Assert.Null(letter.Callback);
    }

    private static IEnumerable<string> Ids(Alert alert, SubscriberLine line) =>
        Letters.About(alert, [line]).SelectMany(matter => matter.Letters).Select(letter => letter.Id);

    private static SubscriberLine Line(WarningLevel? warnings) =>
        new("s1", 2, "reader@example.com", Language.English, warnings, AlertFrequency.Immediate, false);

    private static WarningBulletin Warning(WarningLevel level) => new(
        "w1-1", "w1", 1, MessageType.Alert, level, "it", null, Text, Text, WarningTexts.Scheme, Now, Now.AddDays(7),
        new Uri("https://x.example/cap"));

    private static Alert Alert(string sector, params IReadOnlyList<AlertItem> items) =>
        new(sector, new DateOnly(2026, 3, 2), 1, Now, items);

    private static AlertItem Item(string id, AlertItemKind kind = AlertItemKind.GuideOpened) => new(id, kind, Now, Text, null);
}
