using FunctionsApp.Assignments.Copying;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Assignments.Inbox;

/// <summary>The pages of the signed-in person's assignments.</summary>
public sealed class InboxHttp(Questions questions, QuestionPages questionPages, Lists lists, SitePages pages, TimeProvider time)
{
    /// <summary>Lines of a person's list that are searched, sorted and counted: one query of storage.</summary>
    public const int Most = 999;

    private const string Route = "inbox/{id}";

    /// <summary>GET /inbox?kind=&amp;context=&amp;due=&amp;text=&amp;order=&amp;page=. 200 the caller's open assignments.</summary>
    [Function("Inbox_List")]
    [Access(Audience.SignedIn)]
    [Operation("Shows your open assignments", IsListed = false)]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "inbox")] HttpRequest request, CancellationToken cancellation)
    {
        var list = await lists.ReadPageAsync(AssignmentIndex.OfPerson, request.Caller().Id, null, Most, cancellation);
        var copies = await lists.ReadPageAsync(CopyAggregate.OfPerson, request.Caller().Id, null, InboxShown.PageSize, cancellation);
        return pages.Show<InboxPage, InboxShown>(request, InboxShown.Of(
            list.Items, InboxQuery.Of(request.Query), questions.LabelOf, list.Cursor is not null, time.GetUtcNow()) with
        {
            Unread = copies.Items.Count(copy => !copy.IsRead),
        });
    }

    /// <summary>GET /inbox/done?cursor=. 200 what the caller answered, the newest first, 50 a page · 400 bad-cursor.</summary>
    [Function("Inbox_ListDone")]
    [Access(Audience.SignedIn)]
    [Operation("Shows what you answered", IsListed = false)]
    public async Task<IResult> ListDoneAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "inbox/done")] HttpRequest request,
        CancellationToken cancellation) =>
        pages.Show<InboxDonePage, Page<AnsweredLine>>(request, await lists.ReadPageAsync(
            AssignmentIndex.AnsweredBy, request.Caller().Id, request.Query["cursor"], InboxShown.PageSize, cancellation));

    /// <summary>GET /inbox/{id}. 200 what is asked, or what was recorded · 404 also for any other person · 409 assignment-closed.</summary>
    [Function("Inbox_Show")]
    [Access(Audience.SignedIn, Needs = [Right.Assignment])]
    [Operation("Shows one of your assignments", IsListed = false)]
    public Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request, string id,
        CancellationToken cancellation) => QuestionPages.OwnAsync(async () =>
        {
            var (question, assignment) = questions.Find(id);
            var view = await question.ViewAsync(assignment, request.Caller().Id, null, cancellation);
            return await questionPages.ShowAsync(request, view, QuestionPages.PathOf(id), cancellation);
        });

    /// <summary>
    /// POST /inbox/{id}. 303 to the page of what was recorded · 400, 413 and 409 documents-changed: the page again · 403 · 404 · 409
    /// already-decided, assignment-closed · 410.
    /// </summary>
    [Function("Inbox_Answer")]
    [Access(Audience.SignedIn, Needs = [Right.Assignment])]
    [Operation("Answers one of your assignments by its page's form", IsListed = false)]
    public Task<IResult> AnswerAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, string id,
        CancellationToken cancellation) => QuestionPages.OwnAsync(() =>
        {
            var (question, assignment) = questions.Find(id);
            return questionPages.TakeAsync(request, question, assignment, QuestionPages.PathOf(id), cancellation);
        });
}
