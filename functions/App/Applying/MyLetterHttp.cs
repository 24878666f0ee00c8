using FunctionsApp.Applications;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Applying;

/// <summary>What the page of an application's letters shows.</summary>
public sealed record MyLetters(Application Application, IReadOnlyList<MyLetter> Letters);

public sealed class MyLetterHttp(AggregateStore store, ProgrammeCatalogue catalogue, StaffDirectory staff, SitePages pages)
{
    /// <summary>GET /my/{id}/letters. 200 what was written to the applicant, newest first · 404.</summary>
    [Function("MyLetters_Show")]
    [Access(Role.Applicant, Role.Signatory, Needs = [Right.ApplicantsPages, Right.Application, Right.Record])]
    [Operation("Shows the letters about an application to its own organisation", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "my/{id}/letters")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var (mine, _, record) = await store.GetMyRecordAsync(id, request.Caller(), cancellation, Right.Application, Right.Record);
        var letters = MyLetter.Of(mine, record, catalogue.Of(mine.Application), staff);
        return pages.Show<MyLettersPage, MyLetters>(request, new MyLetters(mine.Application, letters));
    }
}
