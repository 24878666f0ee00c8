using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Panels;

/// <summary>An expert declared whether there is a conflict of interest.</summary>
/// <param name="Conflict">Null for none. What the expert wrote about it is no fact.</param>
[ShownAs(Right.Conflicts)]
public sealed record ConflictDeclared(string Assignment, string Stage, int Round, ConflictKind? Conflict)
    : StageAnswered(Stage, Round), IOfAssignment;

public enum ConflictChoice
{
    None,
    SameOrganisation,
    Partner,
    Relation,
    CommonProject,
    Other,
}

/// <summary>Body of a declaration; the page's form sends the same by fields.</summary>
/// <param name="Token">From the mailed link.</param>
/// <param name="Conflict">None, or the kind of the conflict.</param>
/// <param name="Text">What the conflict is; needed for Other. Officers and auditors read it, never the applicant.</param>
[Problems("second-stage", "document-altered")]
public sealed record DeclarationForm(
    string? Token, ConflictChoice? Conflict,
    [property: TextLimit(DeclareConflict.MaxText, Multiline = true, MayBeBlank = true)] string? Text = null) : IAnswer
{
    public static DeclarationForm Of(IFormCollection form) =>
        new(form["token"], EnumByName.Find<ConflictChoice>(form["conflict"]), form["text"]);
}

/// <summary>Takes a declaration: without a conflict, the same expert is asked to score in the same commit.</summary>
public static class DeclareConflict
{
    public const int MaxText = 1000;

    /// <exception cref="ProblemException">invalid-field.</exception>
    public static Change<PanelState> Decide(
        PanelState state, Assignment assignment, DeclarationForm form, Answering by, PanelDefinition panel, WorkingCalendar calendar)
    {
        if (form.Conflict is not { } choice || !Enum.IsDefined(choice)) throw PlatformProblems.Invalid(
            "conflict", "请选择是否存在利益冲突及其类型", "choose whether there is a conflict of interest, and of which kind");
        var text = Text(form);
        if (text is not null) PlainText.Check("text", text, MaxText);
        if (choice == ConflictChoice.Other && text is null) throw PlatformProblems.Invalid(
            "text", "选择“其他”时请说明", "say what it is where you choose Other");
        var kind = Kind(choice);
        var declaration = new Declaration(assignment.Id, assignment.Ask.Step, assignment.Ask.Round, by.Person, kind, text, by.At);
        var next = state with { Declarations = [.. state.Declarations, declaration] };
        var fact = new ConflictDeclared(assignment.Id, declaration.Stage, declaration.Round, kind);
        if (kind is not null) return Change.To(next, by.Person, fact);
        var asked = PanelTimes.Scoring(assignment, next, panel, by.At, calendar);
        var review = next.Review with { Assignments = next.Review.Assignments.With([asked]) };
        return Change.To(
            next with { Review = review }, by.Person, fact with { Asks = asked.Id, StillWaits = true }, OpenAssignments.Fact(asked));
    }

    public static bool IsSame(Declaration earlier, DeclarationForm form) =>
        form.Conflict is { } choice && earlier.Conflict == Kind(choice) && earlier.Text == Text(form);

    private static string? Text(DeclarationForm form) => PlainText.KeptOrNull(form.Text);

    private static ConflictKind? Kind(ConflictChoice choice) =>
        choice == ConflictChoice.None ? null : Enum.Parse<ConflictKind>(choice.ToString());
}
