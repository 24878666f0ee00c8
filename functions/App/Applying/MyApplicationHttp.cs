using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Applying;

/// <summary>The page of one application, for its own organisation.</summary>
public sealed class MyApplicationHttp(
    AggregateStore store, ProgrammeCatalogue catalogue, StaffDirectory staff, WorkingCalendar calendar, SitePages pages, TimeProvider time)
{
    /// <summary>GET /my/{id}. 200 by its status: what to do, how far the review is, what to correct, the outcome · 404.</summary>
    // The host takes the first name that fits: it comes after those of /my/new and /my/organisation.
    [Function("MyPage_Show")]
    [Access(Role.Applicant, Role.Signatory, Needs = [Right.ApplicantsPages, Right.Application, Right.Record])]
    [Operation("Shows an application to its own organisation", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "my/{id}")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var (mine, reader, record) = await store.GetMyRecordAsync(
            id, request.Caller(), cancellation, Right.Application, Right.Record);
        var now = time.GetUtcNow();
        var plain = MyApplication.Of(mine, reader, catalogue, now).With(calendar, now);
        var shown = plain with
        {
            Notice = EnumByName.Find<MyNotice>(request.Query["notice"]),
            Organisation = await store.OrganisationOfAsync(mine.Application, cancellation),
            Signatories =
            [
                .. staff.SignatoriesOf(mine.Application.Applicant.Organisation).Order(StringComparer.Ordinal).Select(staff.NameOf),
            ],
            Course = Happening.Of(record, plain.Definition),
            Phases = ReviewPhases.Of(record, plain.Definition, calendar, now),
        };
        return pages.Show<MyApplicationPage, MyApplication>(request, shown);
    }
}
