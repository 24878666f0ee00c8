using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.People.Sheets;

/// <summary>What the page of the import shows.</summary>
/// <param name="Plan">Null until a file was uploaded.</param>
/// <param name="Confirm">What the form sends that imports it; null where it cannot be.</param>
public sealed record ImportShown(ImportPlan? Plan, ConfirmedImport? Confirm, Entered Entered, bool IsSaved = false)
{
    /// <summary>Rows that were left out while the others were written.</summary>
    public IReadOnlyList<SheetFault> Overtaken { get; init; } = [];

    public bool IsOvertaken => Overtaken.Count > 0;

    public IReadOnlyList<SheetFault> Faults => IsOvertaken ? Overtaken : Plan?.Faults ?? [];
}

/// <summary>The administrators' page on which a file is checked, shown and imported.</summary>
public sealed class ImportPageHttp(ImportPeople import, SitePages pages)
{
    private const string Route = "people/import";
    private const string Saved = "saved";

    /// <summary>GET /people/import. 200 the form that takes a file.</summary>
    [Function("People_ImportForm")]
    [Access(Role.Administrator)]
    [Operation("Shows the import of people", IsListed = false)]
    public IResult Show([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request) =>
        Page(request, new(null, null, Entered.Nothing, request.Query.ContainsKey(Saved)), StatusCodes.Status200OK);

    /// <summary>POST /people/import. 200 what the file would change · 400 its faults · 413. Nothing is written.</summary>
    [Function("People_ImportPreview")]
    [Access(Role.Administrator)]
    [Operation("Checks a file of people, and shows what it would change", IsListed = false)]
    public async Task<IResult> PreviewAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            var form = await FileForm.ReadAsync(request, SheetFile.MaxBytes, SheetProblems.SheetTooLarge, cancellation);
            if (form.FileName.Length == 0) throw PlatformProblems.InvalidField.With(SheetTexts.Choose);
            var file = await SheetFile.ReadAsync(form.Body, cancellation);
            await form.EndAsync(cancellation);
            var plan = await import.PlanAsync(file, cancellation);
            return Page(request, new(plan, ConfirmedImport.Of(file, plan), Entered.Nothing),
                plan.Faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
        }
        catch (ProblemException problem) when (Entered.CanMend(problem))
        {
            return Page(request, new(null, null, Entered.Of(FormCollection.Empty, problem)), problem.Type.Status);
        }
    }

    /// <summary>
    /// POST /people/import/confirm. 303 to the page · 400 the faults, nothing is written · 409 the rows that someone else changed during
    /// the import.
    /// </summary>
    [Function("People_ImportSave")]
    [Access(Role.Administrator)]
    [Operation("Imports the file of people that was shown", IsListed = false)]
    public async Task<IResult> SaveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{Route}/confirm")] HttpRequest request, CancellationToken cancellation)
    {
        request.AllowBody(FormBody.ReadableBytes);
        if (ConfirmedImport.Read(await request.ReadFormBodyAsync(cancellation)) is not { } confirmed)
        {
            return Page(request, new(null, null, Entered.Of(FormCollection.Empty, PlatformProblems.InvalidField.With(SheetTexts.Choose))),
                StatusCodes.Status400BadRequest);
        }

        var imported = await import.ApplyAsync(confirmed.File, confirmed.Shown, request.Caller().Id, cancellation);
        var shown = new ImportShown(imported.Plan, null, Entered.Nothing) { Overtaken = imported.Overtaken };
        return shown.IsOvertaken ? Page(request, shown, StatusCodes.Status409Conflict)
            : shown.Faults.Count > 0 ? Page(request, shown, StatusCodes.Status400BadRequest)
            : new SeeOther($"/{Route}?{Saved}=1");
    }

    private IResult Page(HttpRequest request, ImportShown shown, int status) =>
        pages.Show<ImportPage, ImportShown>(request, shown, status);
}
