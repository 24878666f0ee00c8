using System.Net;
using System.Text.RegularExpressions;
using App.Tests.Fixtures;
using FunctionsApp.Platform;
using FunctionsApp.Warnings;
using Microsoft.AspNetCore.Http;
using static App.Tests.Fixtures.MemoryApp;

namespace App.Tests.Warnings.Editing;

/// <summary>Writing a warning on the page.</summary>
public sealed partial class WarningEditorHttpTests
{
    private const string Fields =
        "externalId=k1&source=海关&sector=it&level=Orange&districts=440305&districts=440304&event.zh-CN=断供&event.en=Supply"
        + "&headline.zh-CN=延期&headline.en=<script>late</script>&description.zh-CN=说明&description.en=Text&expires=2026-03-09T18:00";

    private readonly MemoryWarnings memory = new(Member("officer", "delegate"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Compose_TheSameFormTwice_MakesOneDraft()
    {
        var first = await SendAsync($"{Fields}&press=send");
        var second = await SendAsync($"{Fields}&press=send");

        Assert.Equal((303, 303), (first.Status, second.Status));
        Assert.Equal(first.Location, second.Location);
        Assert.Equal(["WarningDrafted"], memory.App.Facts);
        var warning = (await memory.App.Store.GetWarningAsync(Ids.From("海关", "k1"), Cancellation)).State;
        Assert.Equal((WarningLevel.Orange, WarningStatus.Draft, CapStatus.Actual), (warning.Level, warning.Status, warning.CapStatus));
        Assert.Equal(["440304", "440305"], warning.Scope.Districts!);
        Assert.Equal(new DateTimeOffset(2026, 3, 9, 10, 0, 0, TimeSpan.Zero), warning.Expires!.Value.ToUniversalTime());
        Assert.Equal($"/warnings/{warning.Id}?done=reported", first.Location);
    }

    /// <summary>Page, CAP document and letter come from what publishes them; nothing is stored, and what was typed stays.</summary>
    [Fact]
    public async Task Compose_Preview_ShowsWhatWouldBePublishedAndStoresNothing()
    {
        var (status, _, html) = await SendAsync($"{Fields}&press=preview");

        Assert.Equal(200, status);
        Assert.Empty(memory.App.Facts);
        var text = WebUtility.HtmlDecode(html);
        Assert.Contains("<headline>&lt;script&gt;late&lt;/script&gt;</headline>", text, StringComparison.Ordinal);
        Assert.Contains("<severity>Severe</severity>", text, StringComparison.Ordinal);
        Assert.Contains("您有一项新的任务：核实预警。", text, StringComparison.Ordinal);
        Assert.Contains("标题：延期", text, StringComparison.Ordinal);
        Assert.Contains("value=\"海关\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>late", html, StringComparison.Ordinal);
        Assert.Equal("k1", Key().Match(html).Groups[1].Value);
    }

    [Fact]
    public async Task Compose_AsAnExercise_IsMarkedFromItsDraftOn()
    {
        var (_, _, preview) = await SendAsync($"{Fields}&exercise=true&press=preview");
        Assert.Contains("【演练】延期", WebUtility.HtmlDecode(preview), StringComparison.Ordinal);
        Assert.Contains("<status>Exercise</status>", WebUtility.HtmlDecode(preview), StringComparison.Ordinal);

        await SendAsync($"{Fields}&exercise=true&press=send");

        var warning = (await memory.App.Store.GetWarningAsync(Ids.From("海关", "k1"), Cancellation)).State;
        Assert.Equal(CapStatus.Exercise, warning.CapStatus);
    }

    /// <summary>All faults at once, each beside its input; what was typed is there again.</summary>
    [Fact]
    public async Task Compose_Incomplete_ShowsWhatIsMissingWithWhatWasTyped()
    {
        var (status, _, html) = await SendAsync("externalId=k1&headline.zh-CN=延期&event.zh-CN=甲&event.en=A&level=Purple&press=send");

        Assert.Equal(400, status);
        Assert.Empty(memory.App.Facts);
        Assert.All(["sector", "level", "source", "headline-en", "description"], id => Assert.Contains($"href=\"#f-{id}\"", html));
        Assert.Contains("value=\"延期\"", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Equal("k1", Key().Match(html).Groups[1].Value);
    }

    [Fact]
    public async Task Compose_AnEndThatIsOver_IsRefusedAlreadyInThePreview()
    {
        var (status, _, html) = await SendAsync(Fields.Replace("2026-03-09T18:00", "2026-03-01T18:00") + "&press=preview");

        Assert.Equal(400, status);
        Assert.Contains("href=\"#f-expires\"", html, StringComparison.Ordinal);
    }

    /// <summary>Who goes back and writes another warning is told, and may send it as one of its own.</summary>
    [Fact]
    public async Task Compose_OtherWordsUnderTheKeyOfAWarning_AreAnother()
    {
        await SendAsync($"{Fields}&press=send");

        var (status, _, html) = await SendAsync($"{Fields.Replace("延期", "停产")}&press=send");

        Assert.Equal(409, status);
        var key = Key().Match(html).Groups[1].Value;
        Assert.NotEqual("k1", key);
        Assert.Equal(303, (await SendAsync($"{Fields.Replace("延期", "停产").Replace("k1", key)}&press=send")).Status);
        Assert.Equal(["WarningDrafted", "WarningDrafted"], memory.App.Facts);
    }

    private async Task<(int Status, string Location, string Html)> SendAsync(string fields)
    {
        var (http, html) = await CallAsync(
            request => memory.Editor.ComposeAsync(request, Cancellation), "pan", fields.Replace("<", "%3C").Replace(">", "%3E"),
            ShownForm.Media,
            with: request => request.Headers.AcceptLanguage = "zh-CN");
        return (http.Response.StatusCode, http.Response.Headers.Location.ToString(), html);
    }

    [GeneratedRegex("name=\"externalId\" value=\"([^\"]+)\"")]
    private static partial Regex Key();
}
