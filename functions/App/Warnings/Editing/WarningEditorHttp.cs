using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Warnings.Editing;

/// <summary>What the page shows on which a warning is written.</summary>
/// <param name="Key">Of the form: the same form makes one warning, however often it is sent.</param>
/// <param name="MayExercise">The app publishes in earnest, so that a drill is something else.</param>
/// <param name="Preview">Null until it is asked for.</param>
public sealed record WarningComposed(Entered Entered, string Key, bool MayExercise, DateTimeOffset Now, WarningPreview? Preview = null);

/// <summary>Takes signals by a page, by the same body and rules as the API.</summary>
public sealed class WarningEditorHttp(
    AggregateStore store, PublicAddress address, IOptions<WarningOptions> options, SitePages pages, TimeProvider time)
{
    private const string Key = "externalId";

    /// <summary>GET /publish/warning. 200 the form.</summary>
    [Function("Signals_Page")]
    [Access(Role.Publisher, Role.DepartmentOfficer, Role.DistrictOfficer)]
    [Operation("Shows the form of a new warning", IsListed = false)]
    public IResult Show([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "publish/warning")] HttpRequest request) =>
        Show(request, Entered.Nothing, Ids.New());

    /// <summary>POST /publish/warning. 303 to the draft · 200 a preview, nothing is stored · the form again with what is wrong.</summary>
    [Function("Signals_Compose")]
    [Access(Role.Publisher, Role.DepartmentOfficer, Role.DistrictOfficer)]
    [Operation("Reports a signal by the page's form, or previews it", IsListed = false, SeesOther = true)]
    public async Task<IResult> ComposeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "publish/warning")] HttpRequest request, CancellationToken cancellation)
    {
        var typed = await request.ReadFormBodyAsync(cancellation);
        return await SitePages.TakeAsync(typed, TakeAsync, (entered, status) => Task.FromResult(
            // Other words under the key of a warning are another warning.
            Show(request, entered, status == StatusCodes.Status409Conflict ? Ids.New() : KeyOf(typed), status)));

        async Task<IResult> TakeAsync()
        {
            var signal = typed.Read<Signal>().Checked();
            var by = new Acting(request.Caller().Id, time.GetUtcNow(), options.Value.Publication);
            if (typed["press"] == "preview") return Preview(request, typed, signal, by);
            await store.PutAsync(
                WarningAggregate.Kind, signal.WarningId, current => DraftWarning.Decide(current, signal, by), cancellation);
            return new SeeOther($"/warnings/{signal.WarningId}?{WarningEditorTexts.DoneParameter}=reported");
        }
    }

    private IResult Preview(HttpRequest request, IFormCollection typed, Signal signal, Acting by)
    {
        var preview = WarningPreview.Of(
            signal, by, options.Value.Ladder, address.Of($"warnings/{signal.WarningId}"), pages.Context(request).Language);
        return Show(request, Entered.Of(typed), KeyOf(typed), preview: preview);
    }

    private IResult Show(
        HttpRequest request, Entered entered, string key, int status = StatusCodes.Status200OK, WarningPreview? preview = null) =>
        pages.Show<ComposeWarningPage, WarningComposed>(
            request,
            new WarningComposed(entered, key, options.Value.Status == CapStatus.Actual, time.GetUtcNow(), preview),
            status);

    /// <summary>A form without its key gets one: it would name no signal.</summary>
    private static string KeyOf(IFormCollection typed) => typed[Key].ToString() is { Length: > 0 } key ? key : Ids.New();
}
