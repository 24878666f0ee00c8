using System.Text;
using FunctionsApp.Applying;
using FunctionsApp.Documents;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using Microsoft.Playwright;
using Portal.Tests.Browser;

namespace Portal.Tests.Story;

/// <summary>A file of several blocks, whose connection breaks in the middle and is there again after the page was reloaded.</summary>
public sealed class ResumedUploadTests(CityUnderTest city) : IClassFixture<CityUnderTest>, IAsyncLifetime
{
    private const int BlockBytes = 4 * 1024 * 1024;

    private BrowserUnderTest? browser;

    public async ValueTask InitializeAsync() => browser = await BrowserUnderTest.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
    }

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public async Task Upload_ConnectionBreaksAndPageIsReloaded_ContinuesWhereItWas(Language language)
    {
        var application = await city.DraftAsync($"Broken {language}");
        await using var context = await browser!.OpenAsync(city.App.BaseAddress, "lin", language.Tag());
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/my/{application.Id}/documents");
        // Blocks 0 and 1 arrive; from then on nothing reaches storage.
        await context.RouteAsync("**/incoming/**", route => IsLate(route.Request) ? route.AbortAsync() : route.ContinueAsync());

        var (first, second) = (Arrival(page, "000000"), Arrival(page, "000001"));
        await ChooseAsync(page);
        await Task.WhenAll(first, second);
        await page.GetByText(DocumentTexts.Again.In(language)).First.WaitForAsync();
        await page.ReloadAsync();
        await page.GetByText(DocumentTexts.Open("large.pdf").In(language)).WaitForAsync();
        var sent = new List<string>();
        await context.UnrouteAllAsync();
        page.Request += (_, request) =>
        {
            if (request.Method == "PUT") sent.Add(request.Url);
        };
        var completed = page.WaitForResponseAsync(answer => answer.Url.EndsWith("/complete", StringComparison.Ordinal));
        await ChooseAsync(page);
        await page.GetByText(DocumentTexts.Resumes.In(language).Replace("%", "66 %", StringComparison.Ordinal)).WaitForAsync();

        Assert.Equal(202, (await completed).Status);
        Assert.Single(sent);
        await city.SettleAsync();
        Assert.Equal("Accepted", (await application.SlotAsync("application-form")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Upload_Cancelled_LeavesNothingOpen()
    {
        var application = await city.DraftAsync("Cancelled");
        await using var context = await browser!.OpenAsync(city.App.BaseAddress, "lin", Language.English.Tag());
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/my/{application.Id}/documents");
        await context.RouteAsync("**/incoming/**", route => IsLate(route.Request) ? route.AbortAsync() : route.ContinueAsync());
        await ChooseAsync(page);
        await page.GetByText(DocumentTexts.Again.English).First.WaitForAsync();

        var cancelled = page.WaitForResponseAsync(answer => answer.Request.Method == "DELETE");
        await page.GetByRole(AriaRole.Button, new() { Name = FormTexts.Cancel.English, Exact = true }).ClickAsync();

        Assert.Equal(204, (await cancelled).Status);
        await page.ReloadAsync();
        Assert.Equal(0, await page.GetByText(DocumentTexts.Open("large.pdf").English).CountAsync());
    }

    private static bool IsLate(IRequest request) => IsOf(request, "000002");

    private static Task<IResponse> Arrival(IPage page, string number) =>
        page.WaitForResponseAsync(answer => answer.Status == 201 && IsOf(answer.Request, number));

    private static bool IsOf(IRequest request, string number) => request.Method == "PUT"
        && request.Url.Contains($"blockid={Convert.ToBase64String(Encoding.ASCII.GetBytes(number))}", StringComparison.Ordinal);

    private static async Task ChooseAsync(IPage page)
    {
        var slot = page.Locator("#d-application-form");
        await slot.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "large.pdf", MimeType = "application/pdf",
            Buffer = Pdf() });
        await slot.GetByRole(AriaRole.Button, new() { Name = UploadTexts.Upload.Chinese }).Or(
            slot.GetByRole(AriaRole.Button, new() { Name = UploadTexts.Upload.English })).First.ClickAsync();
    }

    /// <summary>Three blocks, of which two are 66 % of all.</summary>
    private static byte[] Pdf()
    {
        var content = new byte[3 * BlockBytes];
        new Random(1).NextBytes(content);
        "%PDF-1.7\n1 0 obj\n<< /Type /Page >>\nendobj\n"u8.CopyTo(content);
        "\n%%EOF\n"u8.CopyTo(content.AsSpan(content.Length - 7));
        return content;
    }
}
