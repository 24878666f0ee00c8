using FunctionsApp.Alerts.Drafts;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using static App.Tests.Alerts.Drafts.MemoryAlerts;

namespace App.Tests.Alerts.Drafts;

public class DraftAlertTests
{
    [Fact]
    public void Draft_Sectors_AreKeptOnceInTheOrderOfThePolicy() =>
        Assert.Equal(["it", "biotech"], Draft(Body() with { Sectors = ["biotech", "it", "biotech"] }).Sectors);

    [Theory]
    [InlineData("2026-03-02T09:00:01+08:00", "2026-03-02T01:00:01Z")]
    [InlineData("2027-03-03T01:00:00Z", "2027-03-03T01:00:00Z")]
    public void Draft_TimeAhead_IsTaken(string text, string utc) =>
        Assert.Equal(DateTimeOffset.Parse(utc), Draft(Body(text)).PublishAt);

    [Theory]
    [InlineData("2026-03-02T01:00:00Z")]
    [InlineData("2026-03-02T08:59:59+08:00")]
    [InlineData("2027-03-03T01:00:01Z")]
    public void Draft_TimeNotAhead_IsRefused(string text) => Assert.Equal("invalid-field", Slug(Body(text)));

    [Fact]
    public void Draft_BadField_IsRefused()
    {
        foreach (var bad in new[]
                 {
                     Body() with { Sectors = [] },
                     Body() with { Sectors = ["it", "mining"] },
                     Body() with { Sectors = [null!] },
                     Body() with { Title = new("", "x") },
                     Body() with { Title = new("好", new string('x', DraftAlert.MaxTitle + 1)) },
                     Body() with { Text = new("好", new string('x', DraftAlert.MaxText + 1)) },
                     Body() with { Text = new("a\u0008b", "x") },
                 })
        {
            Assert.Equal("invalid-field", Slug(bad));
        }

        var longest = new LocalizedText("好", new string('x', DraftAlert.MaxText));
        Assert.Equal(longest, Draft(Body() with { Title = new("好", new string('x', DraftAlert.MaxTitle)), Text = longest }).Text);
    }

    [Fact]
    public void Draft_SameKeyAgain_FindsTheFirstOrIsReused()
    {
        var first = DraftAlert.Decide(null, Command(Body(), "hash"), Now).Next;

        Assert.Same(first, DraftAlert.Decide(first, Command(Body(), "hash"), Now.AddYears(1)).Next);
        var reused = Assert.Throws<ProblemException>(() => DraftAlert.Decide(first, Command(Body(), "other"), Now));
        Assert.Equal("idempotency-key-reused", reused.Type.Slug);
    }

    [Fact]
    public void Draft_Fact_SaysForWhomAndWhen()
    {
        var drafted = Assert.IsType<AlertDrafted>(DraftAlert.Decide(null, Command(Body()), Now).Facts.Single().Fact);

        Assert.Equal(["it", "biotech"], drafted.Sectors);
        Assert.Equal(Now.AddDays(2), drafted.PublishAt);
    }

    private static AlertDraft Draft(AlertBody body) => DraftAlert.Decide(null, Command(body), Now).Next.Draft;

    private static DraftAlertCommand Command(AlertBody body, string hash = "hash") => new("alert", body, "author", hash);

    private static string Slug(AlertBody body) => Assert.Throws<ProblemException>(() => Draft(body)).Type.Slug;
}
