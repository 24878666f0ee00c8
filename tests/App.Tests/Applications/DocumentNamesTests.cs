using App.Tests.Fixtures;
using FunctionsApp.Applications;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace App.Tests.Applications;

/// <summary>The documents that signatory, partner and institution read before they answer.</summary>
public sealed class DocumentNamesTests
{
    [Theory]
    [InlineData(null, Language.English, true)]
    [InlineData(ScanState.Unscanned, Language.Chinese, true)]
    [InlineData(ScanState.Clean, Language.English, false)]
    public async Task Names_WithoutAScan_SaySo(ScanState? scan, Language language, bool says)
    {
        var html = await ShowAsync(scan, language);

        Assert.Contains("a.xlsx", html, StringComparison.Ordinal);
        Assert.Equal(says, html.Contains(ApplicationTexts.Name(ScanState.Unscanned).In(language), StringComparison.Ordinal));
    }

    private static async Task<string> ShowAsync(ScanState? scan, Language language)
    {
        var application = Examples.Draft() with
        {
            Slots = [new SlotState("budget", true, DocumentState.Accepted, 1, "a.xlsx", 4, new string('0', 64)) { Scan = scan }],
        };
        await using var renderer = new HtmlRenderer(ShownForm.Services, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<DocumentNames>(
            ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(DocumentNames.Page)] = new PageContext(language, null, "/", [], []),
                [nameof(DocumentNames.Application)] = application,
                [nameof(DocumentNames.Definition)] = Examples.Fund,
            }))).ToHtmlString());
        return System.Net.WebUtility.HtmlDecode(html);
    }
}
