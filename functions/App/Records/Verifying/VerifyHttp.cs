using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform.Http;
using FunctionsApp.Records.Log;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Records.Verifying;

/// <summary>What the page shows.</summary>
/// <param name="Report">Null before a file was sent.</param>
public sealed record VerifyShown(DossierReport? Report, Entered Entered);

/// <summary>The page of the format shows the same to everyone.</summary>
public sealed record FormatShown;

/// <summary>The public page on which anyone verifies a dossier. The file is not kept.</summary>
public sealed class VerifyHttp(IOptions<LogOptions> options, SitePages pages)
{
    private const string Route = "records/verify";

    /// <summary>Files that are verified at once: each is on the disk of the instance meanwhile.</summary>
    private const int AtOnce = 4;

    /// <summary>Bytes: what one request can carry.</summary>
    public const long MaxBytes = 95 * 1024 * 1024;

    private readonly SemaphoreSlim turn = new(AtOnce);

    /// <summary>GET /records/verify. 200 the form that takes a file.</summary>
    [Function("Records_VerifyForm")]
    [Access(Audience.Anyone)]
    [Operation("Shows the form that verifies a dossier", IsListed = false)]
    public IResult Show([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request) =>
        Page(request, new VerifyShown(null, Entered.Nothing), StatusCodes.Status200OK);

    /// <summary>POST /records/verify. 200 what was found · 400 no file · 413.</summary>
    [Function("Records_Verify")]
    [Access(Audience.Anyone)]
    [Operation("Verifies a dossier", IsListed = false)]
    public async Task<IResult> VerifyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            var form = await FileForm.ReadAsync(request, MaxBytes, VerifyProblems.DossierTooLarge, cancellation);
            if (form.FileName.Length == 0) throw PlatformProblems.InvalidField.With(VerifyTexts.Choose);
            await turn.WaitAsync(cancellation);
            try
            {
                return Page(request, new VerifyShown(await VerifyAsync(form, cancellation), Entered.Nothing), StatusCodes.Status200OK);
            }
            finally
            {
                turn.Release();
            }
        }
        catch (ProblemException problem) when (Entered.CanMend(problem))
        {
            return Page(request, new VerifyShown(null, Entered.Of(FormCollection.Empty, problem)), problem.Type.Status);
        }
    }

    /// <summary>GET /records/format. 200.</summary>
    [Function("Records_Format")]
    [Access(Audience.Anyone)]
    [Operation("Shows the format of records, dossiers and proofs", IsListed = false)]
    public IResult ShowFormat([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "records/format")] HttpRequest request) =>
        pages.Show<FormatPage, FormatShown>(request, new FormatShown());

    /// <summary>The end of a ZIP file names its parts: it is read from a file of the instance, which goes away with it.</summary>
    private async Task<DossierReport> VerifyAsync(FileForm form, CancellationToken cancellation)
    {
        await using var kept = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        });
        await FileForm.TakeAsync(() => form.Body.CopyToAsync(kept, cancellation));
        await form.EndAsync(cancellation);
        return await VerifyDossier.RunAsync(kept, options.Value.Signer()?.Verifier, cancellation);
    }

    private IResult Page(HttpRequest request, VerifyShown shown, int status) =>
        pages.Show<VerifyPage, VerifyShown>(request, shown, status);
}
