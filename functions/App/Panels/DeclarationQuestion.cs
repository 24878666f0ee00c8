using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Documents;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Panels;

/// <summary>Asks an expert, before any content is opened, whether there is a conflict of interest.</summary>
public sealed class DeclarationQuestion(AskingTools tools, ProgrammeCatalogue catalogue, AcceptedDocuments documents)
    : PanelQuestion<DeclarationForm>(tools, catalogue, documents)
{
    public override string Kind => PanelTimes.Declaring;

    public override LocalizedText Label { get; } = new("回避声明", "Declare conflicts of interest");

    protected override LadderPolicy Ladder(PanelDefinition panel) => PanelTimes.DeclaringLadder(panel);

    protected override bool? AnsweredBefore(PanelState state, Assignment assignment, DeclarationForm answer) =>
        state.DeclarationOf(assignment) is { } earlier ? DeclareConflict.IsSame(earlier, answer) : null;

    protected override Change<PanelState> Take(PanelState state, Assignment assignment, DeclarationForm answer, Answering by) =>
        DeclareConflict.Decide(state, assignment, answer, by, PanelOf(state, assignment), Tools.Calendar);

    protected override DeclarationForm ReadForm(IFormCollection form) => DeclarationForm.Of(form);

    protected override async Task<ShownPart> AboutAsync(PanelState state, Assignment assignment, CancellationToken cancellation)
    {
        var applicant = state.Review.Application.Applicant;
        return ShownPart.Of<DeclarationAbout, DeclarationShown>(new DeclarationShown(
            assignment.About.Title, await Tools.Store.NameOfAsync(applicant, cancellation), applicant.Organisation.Value));
    }

    protected override ShownPart Inputs(PanelState state, Assignment assignment) => ShownPart.Of<DeclarationInputs, DeclarationShown>(
        new DeclarationShown(assignment.About.Title, "", state.Review.Application.Applicant.Organisation.Value));

    protected override ShownPart Answered(PanelState state, Assignment assignment) =>
        ShownPart.Of<DeclarationAnswered, Declaration>(state.DeclarationOf(assignment)!);

    protected override object AnsweredView(PanelState state, Assignment assignment)
    {
        var declaration = state.DeclarationOf(assignment)!;
        return new DeclarationAnswer(assignment.Id, declaration.Conflict, declaration.At);
    }
}

/// <summary>A recorded declaration as answered.</summary>
/// <param name="Conflict">Null for none.</param>
public sealed record DeclarationAnswer(string Assignment, ConflictKind? Conflict, DateTimeOffset At);

/// <summary>What the page of a declaration shows: nothing of the content.</summary>
/// <param name="Organisation">Its name; its code while it is not registered.</param>
public sealed record DeclarationShown(LocalizedText Title, string Organisation, string Code);
