using App.Tests.Pages;
using FunctionsApp.Assignments;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;

namespace App.Tests.Assignments;

/// <summary>The page of an assignment as a browser gets it.</summary>
internal static class ShownQuestion
{
    public const string Path = "/inbox/x";

    /// <param name="inputs">Null for the page after the answer.</param>
    public static Task<RenderedPage> RenderAsync(
        Assignment assignment, ShownPart about, ShownPart? inputs, Language language = Language.English, Entered? entered = null,
        string token = "t", AssignmentLine? next = null, DateTimeOffset? now = null)
    {
        var request = RenderedPage.Request(Path, language);
        var view = new QuestionView(assignment, "digest", about, inputs);
        var shown = new QuestionShown(view, Path, token, entered ?? Entered.Nothing, next, now ?? assignment.OpenedAt);
        return RenderedPage.OfAsync(RenderedPage.Site().ShowAt<QuestionPage, QuestionShown>(request, Path, shown), request);
    }
}
