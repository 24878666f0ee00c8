using FunctionsApp.Platform;
using FunctionsApp.Subscriptions;
using FunctionsApp.Warnings;

namespace App.Tests.Subscriptions;

public sealed class CheckBouncesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 20, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 3, 2);

    private static Subscription Active => new()
    {
        Id = Subscription.IdOf("reader@example.com"), Round = 2, Status = SubscriptionStatus.Active, Address = "reader@example.com",
        Choice = new SubscriptionChoice(["it"], WarningLevel.Yellow, AlertFrequency.Never, Language.English), RequestedAt = Now,
    };

    [Fact]
    public void Decide_ThirdDay_EndsItAndErasesTheAddress()
    {
        var (first, second) = (Count(Active, Day), Count(Count(Active, Day), Day.AddDays(1)));
        Assert.Equal(SubscriptionStatus.Active, second.Status);
        Assert.Equal([Day], first.BouncedOn);

        var third = CheckBounces.Decide(second, 2, Day.AddDays(2), 3, Now);
        Assert.Equal((SubscriptionStatus.Ended, null, Now), (third.Next.Status, third.Next.Address, third.Next.EndedAt));
        Assert.Equal(
            [new SubscriptionBounced(2, Day.AddDays(2)), new SubscriptionEnded(2, SubscriptionEnd.Bounced)],
            third.Facts.Select(fact => fact.Fact));
    }

    [Fact]
    public void Decide_SeveralLettersOfADay_CountOnce()
    {
        var once = Count(Active, Day);
        Assert.Empty(CheckBounces.Decide(once, 2, Day, 3, Now.AddDays(9)).Facts);
    }

    [Fact]
    public void Decide_MostIsOne_EndsAtOnce() =>
        Assert.Equal(SubscriptionStatus.Ended, CheckBounces.Decide(Active, 2, Day, 1, Now).Next.Status);

    [Theory]
    [InlineData(29, 2)]
    [InlineData(30, 1)]
    public void Decide_LongAfterTheFirst_CountsFromThere(int days, int counted) =>
        Assert.Equal(counted, Count(Count(Active, Day), Day.AddDays(days)).BouncedOn.Count);

    [Fact]
    public void Decide_OutOfOrder_CountsTheSameDays()
    {
        Assert.Equal([Day, Day.AddDays(1)], Count(Count(Active, Day.AddDays(1)), Day).BouncedOn);
        // Older than the window: it says nothing of today.
        Assert.Empty(CheckBounces.Decide(Count(Active, Day.AddDays(40)), 2, Day, 3, Now).Facts);
    }

    [Fact]
    public void Decide_EarlierRoundOrNotActive_CountsNothing()
    {
        Assert.Empty(CheckBounces.Decide(Active, 1, Day, 1, Now).Facts);
        Assert.Empty(CheckBounces.Decide(Active with { Status = SubscriptionStatus.Requested }, 2, Day, 1, Now).Facts);
        Assert.Empty(CheckBounces.Decide(Active with { Status = SubscriptionStatus.Ended }, 2, Day, 1, Now).Facts);
    }

    private static Subscription Count(Subscription subscription, DateOnly day) => CheckBounces.Decide(subscription, 2, day, 3, Now).Next;
}
