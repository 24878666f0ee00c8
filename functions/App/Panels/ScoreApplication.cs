using System.Globalization;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Panels;

/// <summary>An expert's sheet is in, for the first time or corrected.</summary>
/// <param name="Version">1, 2, 3 …</param>
[ShownAs(Right.VotesOfClosedStages)]
public sealed record SheetRecorded(string Assignment, string Stage, int Round, int Version, string Digest)
    : StageAnswered(Stage, Round), IOfAssignment;

/// <summary>What an expert gives one criterion.</summary>
/// <param name="Criterion">Its key.</param>
/// <param name="Points">0–100, at most two decimals.</param>
/// <param name="Comment">Needed where the rubric says so for the mark.</param>
public sealed record MarkForm(
    string Criterion, decimal? Points,
    [property: TextLimit(ScoreApplication.MaxComment, Multiline = true, MayBeBlank = true)] string? Comment = null);

/// <summary>Body of a sheet; the page's form sends the same by fields.</summary>
/// <param name="Token">From the mailed link.</param>
/// <param name="Marks">One for each criterion. Form: <c>mark.&lt;key&gt;</c>, <c>comment.&lt;key&gt;</c>.</param>
/// <param name="Comment">On the application; the applicant reads it, without a name, when the panel rejects.</param>
[Problems("second-stage", "document-altered")]
public sealed record ScoreForm(
    string? Token,
    [property: FormFields(@"^(mark|comment)\.")] IReadOnlyList<MarkForm>? Marks = null,
    [property: TextLimit(ScoreApplication.MaxComment, Multiline = true, MayBeBlank = true)] string? Comment = null) : IAnswer
{
    private const string Prefix = "mark.";

    public static ScoreForm Of(IFormCollection form) => new(
        form["token"],
        [
            .. form.Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..])
                .Select(key => new MarkForm(key, Points(form[$"{Prefix}{key}"].ToString()), form[$"comment.{key}"])),
        ],
        form["comment"]);

    // What is no number is out of range, so that the rule names the input.
    private static decimal? Points(string typed) => string.IsNullOrWhiteSpace(typed) ? null
        : decimal.TryParse(typed.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var points) ? points : -1;
}

/// <summary>Takes an expert's sheet.</summary>
public static class ScoreApplication
{
    public const int MaxComment = 2000;

    /// <summary>Versions of one sheet.</summary>
    public const int MaxVersions = 50;

    /// <summary>Records the sheet as its next version.</summary>
    /// <exception cref="ProblemException">invalid-field: every fault of the sheet at once; assignment-closed.</exception>
    public static Change<PanelState> Decide(
        PanelState state, Assignment assignment, ScoreForm form, Answering by, PanelDefinition panel)
    {
        if (Faults(form, panel) is { Count: > 0 } faults) throw PlatformProblems.InvalidField.With(faults);
        var version = (state.SheetOf(assignment)?.Version ?? 0) + 1;
        if (version > MaxVersions) throw AssignmentProblems.AlreadyDecided.With();
        var sheet = new Sheet(
            assignment.Id, assignment.Ask.Step, assignment.Ask.Round, by.Person, version, Marks(form, panel), Kept(form.Comment)!,
            by.Digest, by.At);
        return Change.To(
            state with { Sheets = [.. state.Sheets, sheet] }, by.Person,
            new SheetRecorded(sheet.Assignment, sheet.Stage, sheet.Round, sheet.Version, sheet.Digest));
    }

    public static bool IsSame(Sheet earlier, ScoreForm form, PanelDefinition panel) =>
        Faults(form, panel).Count == 0 && earlier.Comment == Kept(form.Comment) && earlier.Marks.SequenceEqual(Marks(form, panel));

    private static IReadOnlyList<Mark> Marks(ScoreForm form, PanelDefinition panel) =>
    [
        .. panel.Rubric.Select(criterion => form.Marks!.First(mark => mark.Criterion == criterion.Key))
            .Select(mark => new Mark(mark.Criterion, mark.Points!.Value, Kept(mark.Comment))),
    ];

    private static List<MemberFault> Faults(ScoreForm form, PanelDefinition panel)
    {
        var faults = new List<MemberFault>();
        var marks = form.Marks ?? [];
        foreach (var criterion in panel.Rubric)
        {
            var given = marks.Where(mark => mark?.Criterion == criterion.Key).ToList();
            if (given.Count > 1) faults.Add(Fault($"mark.{criterion.Key}", "twice", new("只能评分一次", "is marked twice")));
            if (given.Count == 0 || given[0].Points is not { } points)
            {
                faults.Add(Fault($"mark.{criterion.Key}", "missing", new("请评分", "needs a mark")));
                continue;
            }

            if (!Criterion.IsPoints(points)) faults.Add(Fault(
                $"mark.{criterion.Key}", "value", new("须为 0 至 100，最多两位小数", "must be 0 to 100, with at most two decimals")));
            var comment = Kept(given[0].Comment);
            if (comment is null && points < criterion.CommentBelow) faults.Add(Fault(
                $"comment.{criterion.Key}", "missing",
                new($"低于 {criterion.CommentBelow} 分须说明理由", $"a mark below {criterion.CommentBelow} needs a comment")));
            if (comment is not null) Text($"comment.{criterion.Key}", comment, faults);
        }

        foreach (var mark in marks.Where(mark => panel.Rubric.All(criterion => criterion.Key != mark?.Criterion)))
        {
            faults.Add(Fault($"mark.{mark?.Criterion}", "unknown", new("不在评分标准之中", "is not in the rubric")));
        }

        if (Kept(form.Comment) is { } all) Text("comment", all, faults);
        else faults.Add(Fault("comment", "missing", new("请填写总体意见", "write a comment on the application")));
        return faults;
    }

    private static void Text(string name, string text, List<MemberFault> faults)
    {
        if (PlainText.Fault(text, MaxComment, oneLine: false) is (var code, var reason)) faults.Add(Fault(name, code, reason));
    }

    private static MemberFault Fault(string name, string code, LocalizedText reason) => MemberFault.Of(name, code, reason);

    private static string? Kept(string? text) => PlainText.KeptOrNull(text);
}
