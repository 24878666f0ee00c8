using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Assignments;

/// <summary>What the frame of all questions shows.</summary>
/// <param name="Action">Path that takes the form.</param>
/// <param name="Token">About the content as it is shown, hidden in the form; null where the answer is given.</param>
/// <param name="Next">The most urgent of what else the person is asked; null for nothing, and while this is not answered.</param>
public sealed record QuestionShown(
    QuestionView View, string Action, string? Token, Entered Entered, AssignmentLine? Next, DateTimeOffset Now);

/// <summary>The pages of assignments, from the inbox and from a mailed link: one frame, and one way to take its form.</summary>
/// <remarks>
/// A form has a token about the content as it is shown, so that no answer is about what the person did not see. A token is no
/// identity: who answers is signed in as the assignee.
/// </remarks>
public sealed class QuestionPages(
    SitePages pages, Lists lists, CallbackTokens tokens, IOptions<AssignmentOptions> options, TimeProvider time)
{
    private const string TokenField = "token";

    /// <summary>Path of an assignment's page in the inbox.</summary>
    public static string PathOf(string id) => $"/inbox/{id}";

    /// <param name="action">Path that takes the form.</param>
    /// <param name="token">The mailed link's, where it is about the content as it is shown; null for a new one.</param>
    public async Task<IResult> ShowAsync(
        HttpRequest request, QuestionView view, string action, CancellationToken cancellation, string? token = null,
        Entered? entered = null, int status = StatusCodes.Status200OK)
    {
        Seal(request.HttpContext.Response);
        var assignment = view.Assignment;
        var isAsked = view.Inputs is not null;
        var next = isAsked ? null : await NextAsync(assignment, cancellation);
        var shown = new QuestionShown(
            view, action, isAsked ? token ?? Mint(view) : null, entered ?? Entered.Nothing, next, time.GetUtcNow());
        return pages.ShowAt<QuestionPage, QuestionShown>(request, PathOf(assignment.Id), shown, status);
    }

    /// <summary>
    /// Takes the page's form. What the person can mend shows it again, with everything that was typed; so does a content that changed
    /// while the page was open, then about the content as it is now, and an answer that came before the opinion it waits for.
    /// </summary>
    public async Task<IResult> TakeAsync(
        HttpRequest request, Question question, AssignmentId id, string action, CancellationToken cancellation)
    {
        Seal(request.HttpContext.Response);
        var typed = await request.ReadFormBodyAsync(cancellation);
        var token = Checked(request, typed[TokenField], question, id);
        try
        {
            typed.RequireWithin();
            var answered = await question.AnswerAsync(id, token, question.Read(typed), cancellation);
            return request.WantsPage() ? new SeeOther(PathOf(token.Subject)) : answered;
        }
        catch (ProblemException problem) when (request.WantsPage() && CanMend(problem))
        {
            var view = await question.ViewAsync(id, token.Recipient, null, cancellation);
            var isSame = view.Digest == token.Digest;
            return await ShowAsync(
                request, view, action, cancellation, isSame ? typed[TokenField].ToString() : null,
                QuestionTexts.Refused(typed, problem, isSame), problem.Type.Status);
        }
    }

    /// <summary>The token, when it is for this assignment and the caller is whom it was given to.</summary>
    /// <exception cref="ProblemException">invalid-callback, expired-callback, not-assignee.</exception>
    public CallbackToken Checked(HttpRequest request, string? text, Question question, AssignmentId id)
    {
        var token = tokens.Validate(text, question.Kind, AssignmentId.Of(id.Ask, id.Number));
        return token.Recipient == request.Caller().Id ? token : throw AssignmentProblems.NotAssignee.With();
    }

    /// <summary>Keeps a link with a token private, whatever is answered.</summary>
    public static void Seal(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        // Not no-referrer: with it browsers send forms with "Origin: null", and the form's origin is checked.
        response.Headers["Referrer-Policy"] = "same-origin";
    }

    /// <summary>Another person's assignment is like one that does not exist.</summary>
    internal static async Task<IResult> OwnAsync(Func<Task<IResult>> answer)
    {
        try
        {
            return await answer();
        }
        catch (ProblemException problem) when (problem.Type == AssignmentProblems.NotAssignee)
        {
            throw IdentityProblems.Hidden();
        }
    }

    private string Mint(QuestionView view)
    {
        var assignment = view.Assignment;
        return tokens.Mint(new CallbackToken(
            assignment.Ask.Kind, assignment.Id, assignment.Assignee, view.Digest,
            assignment.Lapses.AddDays(options.Value.CallbackGraceDays)));
    }

    private async Task<AssignmentLine?> NextAsync(Assignment answered, CancellationToken cancellation)
    {
        // The list may still show what was answered a moment ago.
        var first = await lists.ReadPageAsync(AssignmentIndex.OfPerson, answered.Assignee, null, 2, cancellation);
        return first.Items.FirstOrDefault(line => line.Id != answered.Id);
    }

    private static bool CanMend(ProblemException problem) => problem.Type == AssignmentProblems.DocumentsChanged
        || problem.Type == AssignmentProblems.AwaitsSigner
        || problem.Type.Status is StatusCodes.Status400BadRequest or StatusCodes.Status413PayloadTooLarge;
}
