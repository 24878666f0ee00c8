using System.Net;
using System.Text;
using System.Text.Json;
using App.Tests.Fixtures;
using App.Tests.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Warnings.Cap;
using Microsoft.AspNetCore.Http;
using static App.Tests.Fixtures.MemoryApp;

namespace App.Tests.Warnings.Cap;

/// <summary>The check of others' alerts, by API and by page.</summary>
public class CapCheckHttpTests
{
    private static readonly string Late = CapAlerts.With(
        "<expires>2026-03-09T09:00:00+08:00</expires><headline>IT", "<expires>2026-03-01T09:00:00+08:00</expires><headline>IT");

    private readonly CapCheckHttp check = new(RenderedPage.Site());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Check_Alert_AnswersWhatItFound()
    {
        var (http, body) = await CallAsync(ApiAsync, null, Late, CapDocument.MediaType);

        Assert.Equal(200, http.Response.StatusCode);
        var report = JsonSerializer.Deserialize<CapReport>(body, AppJson.Options)!;
        Assert.Equal((false, "cap/expires", 7), (report.IsValid, report.Faults[0].Rule, report.Faults[0].Line));
    }

    [Theory]
    [InlineData("<!DOCTYPE a><a/>", "application/xml", "unsafe-xml")]
    [InlineData("<a>", "text/xml", "malformed-xml")]
    [InlineData("<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.1\"/>", "application/cap+xml", "unsupported-cap")]
    [InlineData("{}", "application/json", "unsupported-media")]
    public async Task Check_NoAlert_SaysWhy(string body, string media, string slug) =>
        Assert.Equal(slug, await SlugAsync(ApiAsync, null, body, media));

    [Fact]
    public async Task Check_TooManyBytes_StopsAtTheLimit() => Assert.Equal(
        "body-too-large", await SlugAsync(ApiAsync, null, new string(' ', CapSignal.MaxBytes + 1), CapDocument.MediaType));

    [Theory]
    [InlineData("zh-CN", "不符合 CAP 1.2。", "早于 effective")]
    [InlineData("en", "It does not follow CAP 1.2.", "before effective")]
    public async Task Paste_Alert_IsShownAgainWithItsFindings(string language, string result, string reason)
    {
        var (status, html) = await PasteAsync(Late, language);

        Assert.Equal(200, status);
        Assert.Contains(result, html, StringComparison.Ordinal);
        Assert.Contains(reason, html, StringComparison.Ordinal);
        Assert.Contains("/alert/info[1]/expires", html, StringComparison.Ordinal);
        Assert.Contains("<identifier>A-17</identifier>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "请粘贴警报")]
    [InlineData("<!DOCTYPE a><a/>", "DTD")]
    public async Task Paste_NoAlert_IsTheFormAgain(string document, string reason)
    {
        var (status, html) = await PasteAsync(document, "zh-CN");

        Assert.Equal(400, status);
        Assert.Contains(reason, html, StringComparison.Ordinal);
        Assert.Contains(document, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paste_Markup_IsShownAsText()
    {
        var (_, _, html) = await SendAsync("document=" + Uri.EscapeDataString("</textarea><script>1</script>"), "en");

        Assert.DoesNotContain("<script>1", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_Gbk_IsReadByItsDeclaration()
    {
        var bytes = CapAlerts.File("gbk");
        using var form = new MultipartFormDataContent("edge");
        var (http, html) = await CallAsync(
            request => check.CheckFileAsync(request, Cancellation), null, "", "multipart/form-data; boundary=edge", with: request =>
            {
                var proof = ShownForm.Send(request.HttpContext, "").Split('=', 2)[1];
                form.Add(new StringContent(Uri.UnescapeDataString(proof)), "proof");
                form.Add(new ByteArrayContent(bytes), "file", "alert.xml");
                request.Body = new MemoryStream(form.ReadAsByteArrayAsync(Cancellation).GetAwaiter().GetResult());
                request.Headers.AcceptLanguage = "en";
            });

        Assert.Equal(200, http.Response.StatusCode);
        Assert.Contains("It follows CAP 1.2.", html, StringComparison.Ordinal);
    }

    private Task<IResult> ApiAsync(HttpRequest request) => check.CheckAsync(request, Cancellation);

    private async Task<(int Status, string Html)> PasteAsync(string document, string language)
    {
        var (status, _, html) = await SendAsync("document=" + Uri.EscapeDataString(document), language);
        return (status, WebUtility.HtmlDecode(html));
    }

    private async Task<(int Status, string Location, string Html)> SendAsync(string fields, string language)
    {
        var (http, html) = await CallAsync(
            request => check.CheckPastedAsync(request, Cancellation), null, fields, ShownForm.Media,
            with: request => request.Headers.AcceptLanguage = language);
        return (http.Response.StatusCode, http.Response.Headers.Location.ToString(), html);
    }
}
