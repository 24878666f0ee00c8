using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Records.Dossiers;

/// <summary>Writes the page that opens in a browser from the unpacked dossier: without scripts, and with nothing from elsewhere.</summary>
public sealed class DossierIndex(IServiceScopeFactory scopes, ILoggerFactory loggers)
{
    public const string Name = "index.html";

    /// <param name="files">The entries that it lists, in their order.</param>
    public async Task<string> WriteAsync(Dossier dossier, IReadOnlyList<DossierFile> files)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(DossierCover.Dossier)] = dossier,
            [nameof(DossierCover.Files)] = files,
        });
        return await renderer.Dispatcher.InvokeAsync(
            async () => (await renderer.RenderComponentAsync<DossierCover>(parameters)).ToHtmlString());
    }
}
