using FunctionsApp.Warnings;
using static App.Tests.Warnings.Sample;

namespace App.Tests.Warnings;

public class PublishWarningTests
{
    [Fact]
    public void Publish_Verified_MakesTheFirstMessageOnce()
    {
        var change = PublishWarning.Decide(Verified(), By());

        var message = Assert.Single(change.Next.Messages);
        Assert.Equal((1, MessageType.Alert), (message.Number, message.Type));
        Assert.Equal(Now.AddDays(7), change.Next.Warning.Expires);
        Assert.Equal("WarningPublished", change.Fact());
        Assert.Null(PublishWarning.Decide(change.Next, By()).Fact());
        Assert.Null(PublishWarning.Decide(Draft(), By()).Fact());
    }

    [Fact]
    public void Publish_AfterItsEnd_ExpiresUnseen()
    {
        var change = PublishWarning.Decide(Verified(expires: Now.AddHours(1)), By(at: Now.AddHours(1)));

        Assert.Equal(WarningStatus.Expired, change.Next.Warning.Status);
        Assert.False(change.Next.Warning.IsPublic);
    }

    [Theory]
    [InlineData(WarningLevel.Red, null, null, Urgency.Immediate, Certainty.Observed)]
    [InlineData(WarningLevel.Orange, null, null, Urgency.Expected, Certainty.Observed)]
    [InlineData(WarningLevel.Red, Urgency.Future, Certainty.Possible, Urgency.Future, Certainty.Possible)]
    public void Publish_Evidence_IsTheSignalsOrFollowsFromLevelAndValue(
        WarningLevel level, Urgency? urgency, Certainty? certainty, Urgency expectedUrgency, Certainty expectedCertainty)
    {
        var verified = Verified(level);
        var evidence = verified.Warning.Evidence with { Urgency = urgency, Certainty = certainty };

        var published = PublishWarning.Decide(verified with { Warning = verified.Warning with { Evidence = evidence } }, By()).Next;

        Assert.Equal(evidence with { Urgency = expectedUrgency, Certainty = expectedCertainty }, published.Messages[0].Evidence);
        Assert.Equal(evidence, published.Warning.Evidence);
    }

    [Fact]
    public void Publish_WithoutValue_IsLikely()
    {
        var verified = Verified();
        var unmeasured = verified with { Warning = verified.Warning with { Evidence = new Evidence(null, null, null, null) } };

        Assert.Equal(Certainty.Likely, PublishWarning.Decide(unmeasured, By()).Next.Messages[0].Evidence.Certainty);
    }

    [Fact]
    public void Expire_AtItsMoment_AndNotBefore()
    {
        var published = Published();
        var end = published.Warning.Expires!.Value;

        Assert.Null(ExpireWarning.Decide(published, By(at: end.AddTicks(-1))).Fact());
        Assert.Equal("WarningExpired", ExpireWarning.Decide(published, By(at: end)).Fact());
        Assert.Null(ExpireWarning.Decide(Draft(expires: Now.AddHours(1)), By(at: Now.AddHours(2))).Fact());
        Assert.Equal("warning-not-in-force", Slug(() => CancelWarning.Decide(published, Over, By(at: end))));
    }
}
