using App.Tests.Applications;
using FunctionsApp.Platform;
using FunctionsApp.Programmes.Guides;
using static App.Tests.Programmes.Guides.GuideSample;

namespace App.Tests.Programmes.Guides;

/// <summary>What may become of a guide, and when.</summary>
public sealed class GuideRulesTests
{
    private static readonly LocalizedText Fund = new("科技研发资金", "Fund for research and development");
    private static readonly LocalizedText Reason = new("申报系统维护", "The system was down");

    [Fact]
    public void Draft_Repeated_FindsTheFirst()
    {
        var command = DraftGuideCommand.Of(Body(), "admin", "k");
        var (first, id) = DraftGuide.Decide(null, command, Now);
        var (again, same) = DraftGuide.Decide(first.Next, command, Now);
        var (other, next) = DraftGuide.Decide(first.Next, DraftGuideCommand.Of(Body(), "admin", null), Now);

        Assert.Equal((First, First, Second), (id, same, next));
        Assert.Empty(again.Facts);
        Assert.Equal(2, other.Next.Guides.Count);
        Assert.Equal("idempotency-key-reused", Examples.Slug(() => DraftGuide.Decide(
            first.Next, DraftGuideCommand.Of(Body() with { Year = 2028 }, "admin", "k"), Now)));
    }

    [Fact]
    public void Revise_ADraft_TakesTheNewContentOnce()
    {
        var draft = Guide(Body());
        var changed = DraftGuide.Revise(State(draft), draft, Body() with { Name = new("第二批 ", "Second batch") }, "admin");
        var next = changed.Next.Find(First)!;

        Assert.Equal(("第二批", "GuideChanged"), (next.Name!.Chinese, Assert.Single(changed.Facts).Type));
        var same = Body() with { Name = new("第二批", "Second batch"), Stages = [new("Panel")] };
        Assert.Empty(DraftGuide.Revise(changed.Next, next, same, "admin").Facts);
        Assert.Equal("invalid-field", Examples.Slug(
            () => DraftGuide.Revise(State(draft), draft, Body() with { Programme = "award" }, "admin")));
        var published = draft with { Status = GuideStatus.Published };
        Assert.Equal("guide-published", Examples.Slug(() => DraftGuide.Revise(State(published), published, Body(), "admin")));
    }

    [Theory]
    [InlineData("2027-01-31T15:59:59Z", true)]
    [InlineData("2027-02-01T15:59:59Z", true)]
    [InlineData("2027-02-01T16:00:00Z", false)]
    public void Publish_UntilItsFirstDay_IsAllowed(string at, bool isAllowed)
    {
        var draft = Guide(Body());
        var publish = () => PublishGuide.Decide(State(draft), draft, "admin", DateTimeOffset.Parse(at));
        if (isAllowed) Assert.Equal("GuidePublished", Assert.Single(publish().Facts).Type);
        else Assert.Equal("invalid-field", Examples.Slug(() => publish()));
    }

    [Theory]
    [InlineData("2027-01-15", "2027-01-31", null)]
    [InlineData("2027-01-15", "2027-02-01", "guide-overlaps")]
    [InlineData("2027-03-31", "2027-04-30", "guide-overlaps")]
    [InlineData("2027-04-01", "2027-04-30", null)]
    [InlineData("2027-03-01", null, "guide-overlaps")]
    [InlineData("2027-04-01", null, null)]
    public void Publish_BesideAnother_MustNotOverlap(string opens, string? closes, string? slug)
    {
        var (published, draft) = (Guide(Body(), status: GuideStatus.Published), Guide(Body(opens, closes), Second));
        var publish = () => PublishGuide.Decide(State(published, draft), draft, "admin", Now);
        if (slug is null) Assert.Single(publish().Facts);
        else Assert.Equal(slug, Examples.Slug(() => publish()));
        // A draft, and what was withdrawn, is in nobody's way.
        var withdrawn = published with { Status = GuideStatus.Withdrawn };
        Assert.Single(PublishGuide.Decide(State(withdrawn, draft), draft, "admin", Now).Facts);
    }

    [Fact]
    public void Publish_Again_ChangesNothing()
    {
        var published = Guide(Body(), status: GuideStatus.Published);
        Assert.Empty(PublishGuide.Decide(State(published), published, "admin", Now.AddYears(1)).Facts);
        var withdrawn = Guide(Body(), status: GuideStatus.Withdrawn);
        Assert.Equal("guide-published", Examples.Slug(() => PublishGuide.Decide(State(withdrawn), withdrawn, "admin", Now)));
    }

    [Theory]
    [InlineData(GuideStatus.Published, "2027-01-31T15:59:59Z", true)]
    [InlineData(GuideStatus.Published, "2027-01-31T16:00:00Z", false)]
    [InlineData(GuideStatus.Draft, "2027-02-02T00:00:00Z", true)]
    public void Withdraw_BeforeItOpens_IsAllowed(GuideStatus status, string at, bool isAllowed)
    {
        var guide = Guide(Body(), status: status);
        var withdraw = () => WithdrawGuide.Decide(State(guide), guide, "admin", DateTimeOffset.Parse(at));
        if (!isAllowed)
        {
            Assert.Equal("guide-open", Examples.Slug(() => withdraw()));
            return;
        }

        var next = withdraw().Next;
        Assert.Equal(GuideStatus.Withdrawn, next.Find(First)!.Status);
        Assert.Empty(WithdrawGuide.Decide(next, next.Find(First)!, "admin", DateTimeOffset.Parse(at)).Facts);
    }

    [Theory]
    [InlineData("2027-03-31T15:59:59Z", "2027-04-01", null)]
    [InlineData("2027-03-31T16:00:00Z", "2027-04-10", "guide-not-extendable")]
    [InlineData("2027-03-01T00:00:00Z", "2027-03-31", "invalid-field")]
    [InlineData("2027-03-01T00:00:00Z", "2027-03-30", "invalid-field")]
    public void Extend_BeforeItCloses_MovesTheLastDayBack(string at, string closes, string? slug)
    {
        var guide = Guide(Body(), status: GuideStatus.Published);
        var extend = () => ExtendGuide.Decide(State(guide), guide, Fund, To(closes), "admin", DateTimeOffset.Parse(at));
        if (slug is not null)
        {
            Assert.Equal(slug, Examples.Slug(() => extend()));
            return;
        }

        var next = extend().Next.Find(First)!;
        Assert.Equal((Day(closes), Day("2027-03-31"), Reason), (next.Terms.Closes, next.Extension!.Before, next.Extension.Reason));
    }

    [Fact]
    public void Extend_Once_IsAllThereIs()
    {
        var guide = Guide(Body(), status: GuideStatus.Published);
        var extended = ExtendGuide.Decide(State(guide), guide, Fund, To("2027-04-10"), "admin", Now).Next;
        var next = extended.Find(First)!;

        Assert.Empty(ExtendGuide.Decide(extended, next, Fund, To("2027-04-10"), "admin", Now).Facts);
        Assert.Equal("guide-not-extendable", Examples.Slug(() => ExtendGuide.Decide(extended, next, Fund, To("2027-04-20"), "admin", Now)));
        var standing = Guide(Body("2027-02-01", null), status: GuideStatus.Published);
        Assert.Equal("guide-not-extendable", Examples.Slug(
            () => ExtendGuide.Decide(State(standing), standing, Fund, To("2027-04-20"), "admin", Now)));
        var draft = Guide(Body());
        Assert.Equal("guide-not-extendable", Examples.Slug(
            () => ExtendGuide.Decide(State(draft), draft, Fund, To("2027-04-20"), "admin", Now)));
    }

    [Fact]
    public void Extend_IntoTheNextGuide_IsRefused()
    {
        var guide = Guide(Body(), status: GuideStatus.Published);
        var later = Guide(Body("2027-04-10", null), Second, GuideStatus.Published);

        Assert.Single(ExtendGuide.Decide(State(guide, later), guide, Fund, To("2027-04-09"), "admin", Now).Facts);
        Assert.Equal("guide-overlaps", Examples.Slug(
            () => ExtendGuide.Decide(State(guide, later), guide, Fund, To("2027-04-10"), "admin", Now)));
    }

    private static ExtensionBody To(string closes) => new() { Closes = Day(closes), Reason = Reason };
}
