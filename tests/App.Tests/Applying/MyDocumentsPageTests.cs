using App.Tests.Pages;
using FunctionsApp.Applications;
using FunctionsApp.Applying;
using FunctionsApp.Documents;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Applying;

/// <summary>The page of an application's documents.</summary>
public sealed class MyDocumentsPageTests
{
    private const string English = "upload the file again";

    /// <summary>A process that ends between an upload's record and its file leaves an upload that nothing checks.</summary>
    [Theory]
    [InlineData(Language.English, 31, CheckState.Received, true, English)]
    [InlineData(Language.Chinese, 31, CheckState.Received, true, "请重新上传该文件")]
    [InlineData(Language.English, 30, CheckState.Received, false, English)]
    [InlineData(Language.English, 31, CheckState.Superseded, false, English)]
    public async Task Check_ThatTakesLong_SaysWhatToDo(Language language, int minutes, CheckState state, bool isSaid, string text)
    {
        var isWaiting = state == CheckState.Received;
        var slot = Applied.Slots[0] with { State = DocumentState.Received, Newest = 2, Pending = isWaiting ? 2 : 0 };
        var upload = new DocumentRecord(Id, slot.Type, 2, state, "plan.pdf", 10, "aa", $"{Id}/plan/2", Opened);
        var draft = Applied with { Status = ApplicationStatus.Draft, SubmittedAt = null, Slots = [slot] };

        var page = await PageAsync(draft, upload, Opened.AddMinutes(minutes), language);

        Assert.Equal(isSaid, page.Text.Contains(text, StringComparison.Ordinal));
    }

    private static Task<RenderedPage> PageAsync(Application application, DocumentRecord upload, DateTimeOffset now, Language language)
    {
        var review = State() with { Application = application };
        var mine = new MyApplication(
            new MyCase(review, [upload]), Definition(FirstStage(), Stage()), MayChange: true, new DateOnly(2026, 3, 2)) { Now = now };
        var request = RenderedPage.Request($"/my/{Id}/documents", language);
        return RenderedPage.OfAsync(
            RenderedPage.Site().Show<MyDocumentsPage, MyDocuments>(request, new MyDocuments(mine, null, Entered.Nothing)), request);
    }
}
