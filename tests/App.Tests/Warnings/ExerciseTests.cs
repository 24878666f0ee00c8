using App.Tests.Warnings.Cap;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Warnings;
using FunctionsApp.Warnings.Cap;
using Microsoft.Extensions.Configuration;
using static App.Tests.Fixtures.MemoryApp;

namespace App.Tests.Warnings;

/// <summary>What is not in earnest is marked wherever it is read.</summary>
public class ExerciseTests
{
    private static readonly PublicAddress Address = new(
        new ConfigurationBuilder().AddInMemoryCollection([new("PublicBaseUrl", "https://hts.example/")]).Build());

    public static readonly TheoryData<CapStatus> Marked = [CapStatus.Exercise, CapStatus.System, CapStatus.Test, CapStatus.Draft];

    [Theory]
    [MemberData(nameof(Marked))]
    public void Publish_NotActual_IsMarkedInCapFeedBulletinViewAndFact(CapStatus status)
    {
        var (chinese, english) = ($"【{WarningTexts.Name(status).Chinese}】", $"[{WarningTexts.Name(status).English}]");
        var change = Published(status);
        var (warning, message) = (change.Next.Warning, change.Next.Messages[0]);

        var document = CapDocument.Write(message, [], new Uri("https://hts.example/"));
        CapAssert.Flawless(document);
        var cap = System.Text.Encoding.UTF8.GetString(document);
        Assert.Contains($"<status>{status}</status>", cap);
        Assert.Contains($"<headline>{chinese}", cap);
        Assert.Contains($"<headline>{english}", cap);
        var entry = Assert.Single(WarningIndex.Lines([message]));
        var place = new FeedPlace(Address.Of("warnings/feed"), "", Sample.Now);
        var feed = WarningFeed.Make(new Page<WarningEntry>([ListIndex<WarningEntry>.Read(entry.Json)], null), "office", place, Address);
        Assert.Contains(chinese, feed.Items.Single().Title.Text);
        Assert.Contains(english, feed.Items.Single().Title.Text);
        Assert.StartsWith(english, WarningBulletin.Of(message, Address).Headline.English);
        Assert.Equal(status, WarningView.Of(warning, Address).CapStatus);
        Assert.Equal(status, ((WarningFact)change.Facts[0].Fact).CapStatus);
    }

    [Fact]
    public async Task Ask_Exercise_IsMarkedInLetterAndPage()
    {
        var memory = new MemoryWarnings(Member("officer"));
        await memory.App.Store.PutAsync(
            WarningAggregate.Kind, memory.Id, _ => DraftWarning.Decide(null, Sample.Signal(), Acting(CapStatus.Exercise)),
            TestContext.Current.CancellationToken);

        await memory.OpenAsync();

        var letter = Assert.Single(memory.App.Letters);
        Assert.Contains("[Exercise]", letter.Values["details"]);
        var (_, page) = await CallAsync(
            request => memory.Assignments.ShowAsync(request, letter.Callback!.Subject, TestContext.Current.CancellationToken),
            "officer", query: $"?token={memory.App.Token(letter)}");
        Assert.Contains("【演练】", System.Net.WebUtility.HtmlDecode(page));
    }

    [Fact]
    public void Publish_Actual_HasNoMark() =>
        Assert.Equal(Sample.Signal().Headline, WarningBulletin.Of(Published(CapStatus.Actual).Next.Messages[0], Address).Headline);

    /// <summary>The settings may change between draft and publication: what was verified as an exercise stays one.</summary>
    [Fact]
    public void Publish_SettingsChangedMeanwhile_KeepsTheDraftsStatus()
    {
        var draft = DraftWarning.Decide(null, Sample.Signal(), Acting(CapStatus.Exercise)).Next;
        var verified = VerifyWarning.Decide(draft, Sample.Confirm(), Sample.Officer()).Next;

        Assert.Equal(CapStatus.Exercise, PublishWarning.Decide(verified, Sample.By()).Next.Messages[0].Issuer.Status);
    }

    private static Change<WarningState> Published(CapStatus status)
    {
        var draft = DraftWarning.Decide(null, Sample.Signal(), Acting(status)).Next;
        return PublishWarning.Decide(VerifyWarning.Decide(draft, Sample.Confirm(), Sample.Officer()).Next, Acting(status));
    }

    private static Acting Acting(CapStatus status) =>
        Sample.By() with { Settings = Sample.Settings with { Issuer = Sample.Settings.Issuer with { Status = status } } };
}
