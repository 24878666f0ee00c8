using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Platform.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Warnings.Editing;

/// <summary>What a page of a change shows.</summary>
/// <param name="Preview">Null until the form was sent for the first time: only what was previewed can be confirmed.</param>
public sealed record WarningChanging(
    Warning Warning, WarningCommand Command, Entered Entered, DateTimeOffset Now, WarningPreview? Preview = null)
{
    /// <summary>Which state of the warning the page shows.</summary>
    public string State => StateOf(Warning);

    /// <summary>Whether another change must be verified before this one can be proposed.</summary>
    public bool IsPending => Warning.Proposed is not null && Command != WarningCommand.Cancel;

    internal static string StateOf(Warning warning) => $"{warning.Messages.Count}.{warning.Rounds}.{warning.Verifications.Count}";
}

/// <summary>Proposes changes of a warning in force by pages, by the same bodies and rules as the API.</summary>
public sealed class WarningChangeHttp(
    AggregateStore store, PublicAddress address, IOptions<WarningOptions> options, SitePages pages, TimeProvider time)
{
    /// <summary>GET /warnings/{id}/update. 200 the form · 404 · 409 warning-not-in-force.</summary>
    [Function("Warnings_UpdatePage")]
    [Access(Role.Publisher, Role.DepartmentOfficer)]
    [Operation("Shows the form of an update", IsListed = false)]
    public Task<IResult> ShowUpdateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "warnings/{id}/update")] HttpRequest request, string id,
        CancellationToken cancellation) => ShowAsync(request, id, WarningCommand.Update, cancellation);

    /// <summary>POST /warnings/{id}/update. 303 to the warning · 200 a preview · the form again with what is wrong.</summary>
    [Function("Warnings_UpdateByPage")]
    [Access(Role.Publisher, Role.DepartmentOfficer)]
    [Operation("Updates a warning by the page's form", IsListed = false, SeesOther = true)]
    public Task<IResult> UpdateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "warnings/{id}/update")] HttpRequest request, string id,
        CancellationToken cancellation) => TakeAsync(request, id, WarningCommand.Update, cancellation);

    /// <summary>GET /warnings/{id}/escalate. 200 the form · 404 · 409 warning-not-in-force.</summary>
    [Function("Warnings_EscalatePage")]
    [Access(Role.Publisher, Role.DepartmentOfficer)]
    [Operation("Shows the form of an escalation", IsListed = false)]
    public Task<IResult> ShowEscalationAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "warnings/{id}/escalate")] HttpRequest request, string id,
        CancellationToken cancellation) => ShowAsync(request, id, WarningCommand.Escalate, cancellation);

    /// <summary>POST /warnings/{id}/escalate. 303 to the warning · 200 a preview · the form again with what is wrong.</summary>
    [Function("Warnings_EscalateByPage")]
    [Access(Role.Publisher, Role.DepartmentOfficer)]
    [Operation("Raises a warning's level by the page's form", IsListed = false, SeesOther = true)]
    public Task<IResult> EscalateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "warnings/{id}/escalate")] HttpRequest request, string id,
        CancellationToken cancellation) => TakeAsync(request, id, WarningCommand.Escalate, cancellation);

    /// <summary>GET /warnings/{id}/cancel. 200 the form · 404 · 409 warning-not-in-force.</summary>
    [Function("Warnings_CancelPage")]
    [Access(Role.Publisher, Role.DepartmentOfficer)]
    [Operation("Shows the form of a cancellation", IsListed = false)]
    public Task<IResult> ShowCancellationAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "warnings/{id}/cancel")] HttpRequest request, string id,
        CancellationToken cancellation) => ShowAsync(request, id, WarningCommand.Cancel, cancellation);

    /// <summary>POST /warnings/{id}/cancel. 303 to the warning · 200 a preview · the form again with what is wrong.</summary>
    [Function("Warnings_CancelByPage")]
    [Access(Role.Publisher, Role.DepartmentOfficer)]
    [Operation("Cancels a warning by the page's form", IsListed = false, SeesOther = true)]
    public Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "warnings/{id}/cancel")] HttpRequest request, string id,
        CancellationToken cancellation) => TakeAsync(request, id, WarningCommand.Cancel, cancellation);

    private async Task<IResult> ShowAsync(HttpRequest request, string id, WarningCommand command, CancellationToken cancellation)
    {
        var warning = (await store.GetWarningAsync(id, cancellation)).State;
        WarningRules.RequireInForce(warning, time.GetUtcNow());
        return Show(request, warning, command, command == WarningCommand.Update ? EnteredChange.Of(warning) : Entered.Nothing);
    }

    private async Task<IResult> TakeAsync(HttpRequest request, string id, WarningCommand command, CancellationToken cancellation)
    {
        var typed = await request.ReadFormBodyAsync(cancellation);
        var by = new Acting(request.Caller().Id, time.GetUtcNow(), options.Value.Publication, Tracing.Current);
        return await SitePages.TakeAsync(
            typed,
            () => typed["press"] == "confirm" ? ConfirmAsync(id, command, typed, by, cancellation) : PreviewAsync(),
            async (entered, status) => Show(
                request, (await store.GetWarningAsync(id, cancellation)).State, command, entered, status: status));

        async Task<IResult> PreviewAsync()
        {
            var state = (await store.GetWarningStateAsync(id, cancellation)).State;
            var change = Decide(state, command, typed, by);
            if (change.Facts.Count == 0)
            {
                return Show(request, state.Warning, command, Entered.Of(typed) with { Problem = WarningEditorTexts.Nothing });
            }

            var preview = WarningPreview.Of(
                change, by, options.Value.Ladder, address.Of($"warnings/{id}"), pages.Context(request).Language);
            return Show(request, state.Warning, command, Entered.Of(typed), preview);
        }
    }

    private async Task<IResult> ConfirmAsync(
        string id, WarningCommand command, IFormCollection typed, Acting by, CancellationToken cancellation)
    {
        var stored = await store.ChangeWarningAsync(id, state =>
        {
            var change = Decide(state, command, typed, by);
            // A form that is sent twice finds its change made, and is no other person's.
            return change.Facts.Count == 0 || typed["state"] == WarningChanging.StateOf(state.Warning)
                ? change
                : throw PlatformProblems.PreconditionFailed.With();
        }, cancellation);
        var done = stored.State.Warning.Proposed is null ? "published" : "proposed";
        return new SeeOther($"/warnings/{id}?{WarningEditorTexts.DoneParameter}={done}");
    }

    private static Change<WarningState> Decide(WarningState state, WarningCommand command, IFormCollection typed, Acting by) =>
        command switch
        {
            WarningCommand.Escalate => EscalateWarning.Decide(state, typed.Read<EscalateBody>(), by),
            WarningCommand.Update => UpdateWarning.Decide(state, EnteredChange.Differing(typed, state.Warning).Read<UpdateBody>(), by),
            _ => CancelWarning.Decide(state, typed.Read<CancelBody>(), by),
        };

    private IResult Show(
        HttpRequest request, Warning warning, WarningCommand command, Entered entered, WarningPreview? preview = null,
        int status = StatusCodes.Status200OK) =>
        pages.Show<ChangeWarningPage, WarningChanging>(
            request, new WarningChanging(warning, command, entered, time.GetUtcNow(), preview), status);
}
