using System.Text.Json.Serialization;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Reviews.Appeals;

/// <summary>An appeal as people see it.</summary>
/// <param name="Stage">That rejected.</param>
/// <param name="Ruling">Null while it is examined.</param>
/// <param name="Reason">Of the ruling.</param>
public sealed record AppealView(
    string Application, string Stage, DateTimeOffset At, string Statement, AppealRuling? Ruling, string? Reason, DateTimeOffset? RuledAt)
{
    /// <summary>Staff id of the person who ruled; shown to those alone who see single decisions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Examiner { get; init; }

    public static AppealView Of(AppealState state, Appeal appeal) => new(
        state.Application.Id, state.Application.Appeal!.Stage, appeal.At, appeal.Statement, appeal.Decision?.Ruling,
        appeal.Decision?.Reason, appeal.Decision?.At);
}

public sealed class AppealHttp(AggregateStore store, WorkingCalendar calendar, TimeProvider time)
{
    private const string Route = "api/applications/{id}/appeal";

    /// <summary>
    /// POST /api/applications/{id}/appeal. 202, 200 the same again · 400 · 404 · 409 not-rejected, appeal-doubled, appeal-late, no-appeal.
    /// </summary>
    [Function("Appeals_Submit")]
    [Access(Role.Applicant, Role.Signatory, Needs = [Right.SubmitAppeal])]
    [Operation("Appeals against the rejection of an application, once and in time", Request = typeof(AppealForm),
        Response = typeof(AppealView), Success = 202,
        Problems = ["not-found", "invalid-field", "not-rejected", "appeal-doubled", "appeal-late", "no-appeal", "stale"])]
    public async Task<IResult> SubmitAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, string id, CancellationToken cancellation)
    {
        var caller = request.Caller();
        var before = (await store.GetAppealAsync(id, cancellation)).State;
        if (!SubmitAppeal.ReaderOf(before, caller).Has(Right.SubmitAppeal)) throw IdentityProblems.Hidden();
        var form = await request.ReadJsonAsync<AppealForm>(cancellation);
        var stored = await store.AppealAsync(id, caller, form, calendar, time.GetUtcNow(), cancellation);
        var view = AppealView.Of(stored.State, stored.State.Appeal!);
        return stored.Changed ? Answer.Accepted(view) : Answer.Ok(view);
    }

    /// <summary>GET /api/applications/{id}/appeal. 200 · 404, also where there is none.</summary>
    [Function("Appeals_Get")]
    [Access(Audience.SignedIn, Needs = [Right.Appeal])]
    [Operation("Reads the appeal against an application's rejection", Response = typeof(AppealView), Problems = ["not-found"])]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var state = (await store.GetAppealAsync(id, cancellation)).State;
        var reader = SubmitAppeal.ReaderOf(state, request.Caller());
        if (!reader.Has(Right.Appeal) || state.Appeal is not { } appeal) throw IdentityProblems.Hidden();
        var examiner = reader.Has(Right.VotesOfClosedStages) ? appeal.Decision?.Person : null;
        return Answer.Ok(AppealView.Of(state, appeal) with { Examiner = examiner });
    }
}
