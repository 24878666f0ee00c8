using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Warnings.Cap;

/// <summary>What the page of the check shows.</summary>
/// <param name="Report">Null until an alert was checked.</param>
public sealed record CapCheckShown(Entered Entered, CapReport? Report = null);

/// <summary>Checks alerts of other agencies by the rules that the app's own must pass. Nothing is kept.</summary>
public sealed class CapCheckHttp(SitePages pages)
{
    internal const string Document = "document";
    internal const string Route = "warnings/validate";

    /// <summary>
    /// POST /api/warnings/cap/validate. 200 what was found, also where it is wrong · 400 malformed-xml, unsafe-xml · 413 · 415 · 422
    /// unsupported-cap: no alert of CAP 1.2.
    /// </summary>
    [Function("Warnings_CheckCap")]
    [Access(Audience.Anyone)]
    [Operation("Checks an alert by CAP 1.2's schema, its words and Google's profile; nothing is kept",
        RequestMedia = [CapDocument.MediaType, "application/xml", "text/xml"], Response = typeof(CapReport),
        Problems = ["malformed-xml", "unsafe-xml", "unsupported-media", "unsupported-cap"])]
    public async Task<IResult> CheckAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/warnings/cap/validate")] HttpRequest request,
        CancellationToken cancellation) => Answer.Ok(CheckCap.Of(await CapBody.ReadAsync(request, cancellation)));

    /// <summary>GET /warnings/validate. 200 the form.</summary>
    [Function("Warnings_CheckPage")]
    [Access(Audience.Anyone)]
    [Operation("Shows the form that checks an alert", IsListed = false)]
    public IResult Show([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request) =>
        Show(request, new CapCheckShown(Entered.Nothing), StatusCodes.Status200OK);

    /// <summary>POST /warnings/validate. 200 what was found in the pasted alert · the form again: 400, 413, 422.</summary>
    [Function("Warnings_CheckPasted")]
    [Access(Audience.Anyone)]
    [Operation("Checks an alert that was pasted into the page's form", IsListed = false)]
    public async Task<IResult> CheckPastedAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, CancellationToken cancellation)
    {
        var typed = await request.ReadFormBodyAsync(cancellation);
        return await SitePages.TakeAsync(
            typed,
            () =>
            {
                var text = typed[Document].ToString();
                if (string.IsNullOrWhiteSpace(text)) throw PlatformProblems.Invalid(Document, "请粘贴警报", "paste an alert");
                var shown = new CapCheckShown(Entered.Of(typed), CheckCap.Of(text.Trim()));
                return Task.FromResult(Show(request, shown, StatusCodes.Status200OK));
            },
            (entered, status) => Task.FromResult(Show(request, new CapCheckShown(entered), status)));
    }

    /// <summary>POST /warnings/validate/file. 200 what was found in the file · the form again: 400, 413, 422.</summary>
    [Function("Warnings_CheckFile")]
    [Access(Audience.Anyone)]
    [Operation("Checks an alert that was uploaded on the page", IsListed = false)]
    public async Task<IResult> CheckFileAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{Route}/file")] HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            var form = await FileForm.ReadAsync(request, CapSignal.MaxBytes, PlatformProblems.BodyTooLarge, cancellation);
            if (form.FileName.Length == 0) throw PlatformProblems.InvalidField.With(CapCheckTexts.Choose);
            var text = "";
            await FileForm.TakeAsync(async () => text = await CapBody.DecodeAsync(form.Body, null, cancellation));
            await form.EndAsync(cancellation);
            return Show(request, new CapCheckShown(Entered.Nothing, CheckCap.Of(text)), StatusCodes.Status200OK);
        }
        catch (ProblemException problem) when (Entered.CanMend(problem))
        {
            return Show(request, new CapCheckShown(Entered.Of(FormCollection.Empty, problem)), problem.Type.Status);
        }
    }

    private IResult Show(HttpRequest request, CapCheckShown shown, int status) =>
        pages.Show<CapCheckPage, CapCheckShown>(request, shown, status);
}
