using System.Net;
using System.Text.RegularExpressions;
using App.Tests.Fixtures;
using App.Tests.Pages;
using FunctionsApp.Alerts.Drafts;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using static App.Tests.Fixtures.MemoryApp;

namespace App.Tests.Alerts.Drafts;

/// <summary>The pages of alerts that editors write.</summary>
public sealed partial class AlertEditorHttpTests
{
    private const string Fields = "key=k1&sectors=it&sectors=ip&title.zh-CN=标题&title.en=%3Cb%3ETitle&text.zh-CN=正文&text.en=Text"
        + "&publishAt=2026-03-04T09:00";

    private readonly MemoryAlerts memory = new(Member("other"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private AlertEditorHttp Editor => new(memory.App.Store, memory.App.Lists, RenderedPage.Site(), memory.App.Time);

    [Fact]
    public async Task Compose_TheSameFormTwice_MakesOneDraftAtBeijingTime()
    {
        var first = await SendAsync($"{Fields}&press=send");
        var second = await SendAsync($"{Fields}&press=send");

        Assert.Equal((303, first.Location), (first.Status, second.Location));
        var id = Ids.From("alert", "author", "k1");
        Assert.Equal($"/publish/alerts/{id}?done=sent", first.Location);
        var draft = (await memory.App.Store.GetAlertDraftAsync(id, Cancellation)).State.Draft;
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 1, 0, 0, TimeSpan.Zero), draft.PublishAt);
        Assert.Equal(["ip", "it"], draft.Sectors.Order());
        Assert.Single(memory.App.Facts);
        Assert.Equal(id, Assert.Single(await OwnAsync("author")).Id);
        Assert.Empty(await OwnAsync("other"));
    }

    [Fact]
    public async Task Compose_Preview_ShowsTheAlertAndStoresNothing()
    {
        var (status, _, html) = await SendAsync($"{Fields}&press=preview");

        Assert.Equal(200, status);
        Assert.Empty(memory.App.Facts);
        Assert.Contains("<h2>&lt;b&gt;Title</h2>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>Title", html, StringComparison.Ordinal);
        Assert.Contains("value=\"2026-03-04T09:00\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("publishAt=2026-03-04T09:00", "publishAt=2026-02-04T09:00", "f-publishAt")]
    [InlineData("&sectors=it&sectors=ip", "", "f-sectors")]
    [InlineData("&text.en=Text", "", "f-text-en")]
    public async Task Compose_BadInput_IsNamedAndTheRestStays(string part, string replacement, string id)
    {
        var (status, _, html) = await SendAsync($"{Fields.Replace(part, replacement)}&press=send");

        Assert.Equal(400, status);
        Assert.Contains($"href=\"#{id}\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"标题\"", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Empty(memory.App.Facts);
    }

    [Fact]
    public async Task Compose_OtherWordsUnderTheKeyOfADraft_AreAnother()
    {
        await SendAsync($"{Fields}&press=send");

        var (status, _, html) = await SendAsync($"{Fields.Replace("正文", "别的")}&press=send");

        Assert.Equal(422, status);
        Assert.NotEqual("k1", Key().Match(html).Groups[1].Value);
    }

    [Fact]
    public async Task Own_AfterTheAnswer_HasItsStateAndComment()
    {
        await SendAsync($"{Fields}&press=send");
        var id = Ids.From("alert", "author", "k1");
        await memory.App.Store.ChangeAlertDraftAsync(
            id, state => ApproveAlert.Decide(state, new AlertApprovalForm("t", ApprovalDecision.Reject, "<i>no"), By()), Cancellation);

        var (_, html) = await CallAsync(request => Editor.ShowOwnAsync(request, Cancellation), "author");

        Assert.Contains("未获批准", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Contains("&lt;i&gt;no", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>no", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdraw_ConfirmedTwice_IsDoneOnceAndOnlyByItsAuthor()
    {
        await SendAsync($"{Fields}&press=send");
        var id = Ids.From("alert", "author", "k1");
        Task<IResult> WithdrawAsync(HttpRequest request) => Editor.WithdrawAsync(request, id, Cancellation);

        Assert.Contains("<form", (await CallAsync(request => Editor.ShowWithdrawalAsync(request, id, Cancellation), "author")).Body);
        Assert.Equal("not-allowed", await SlugAsync(request => Editor.ShowWithdrawalAsync(request, id, Cancellation), "other"));
        Assert.Equal("not-allowed", await SlugAsync(WithdrawAsync, "other", "x=1", ShownForm.Media));
        Assert.Contains($"/publish/alerts/{id}/withdraw\"", (await DraftPageAsync("author", id)), StringComparison.Ordinal);
        Assert.DoesNotContain("/withdraw\"", await DraftPageAsync("other", id), StringComparison.Ordinal);

        Assert.Equal(303, (await CallAsync(WithdrawAsync, "author", "x=1", ShownForm.Media)).Http.Response.StatusCode);
        Assert.Equal(303, (await CallAsync(WithdrawAsync, "author", "x=1", ShownForm.Media)).Http.Response.StatusCode);

        Assert.Equal(["AlertDrafted", "AlertWithdrawn"], memory.App.Facts);
        Assert.Equal(AlertDraftStatus.Withdrawn, Assert.Single(await OwnAsync("author")).Status);
    }

    private FunctionsApp.Assignments.Answering By() => new("other", "digest", memory.App.Time.GetUtcNow());

    private async Task<IReadOnlyList<OwnAlertDraft>> OwnAsync(string author) =>
        (await memory.App.Lists.ReadPageAsync(AlertDraftIndex.OfAuthor, author, null, 10, Cancellation)).Items;

    private async Task<string> DraftPageAsync(string caller, string id) =>
        (await CallAsync(request => Editor.ShowDraftAsync(request, id, Cancellation), caller)).Body;

    private async Task<(int Status, string Location, string Html)> SendAsync(string fields)
    {
        var (http, html) = await CallAsync(request => Editor.ComposeAsync(request, Cancellation), "author", fields, ShownForm.Media);
        return (http.Response.StatusCode, http.Response.Headers.Location.ToString(), html);
    }

    [GeneratedRegex("name=\"key\" value=\"([^\"]+)\"")]
    private static partial Regex Key();
}
