using FunctionsApp.Applications;
using FunctionsApp.Approvals;
using FunctionsApp.Assignments;
using FunctionsApp.Documents;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;

namespace FunctionsApp.SiteVisits;

/// <summary>What both questions to the officer in charge share.</summary>
public abstract class VisitQuestion<TAnswer>(AskingTools tools, ProgrammeCatalogue catalogue, AcceptedDocuments documents)
    : StageQuestion<VisitState, TAnswer>(tools, catalogue, documents)
    where TAnswer : class, IAnswer
{
    protected AskingTools Tools { get; } = tools;

    protected VisitPeople People => new(Tools.Staff, Tools.Calendar);

    protected sealed override Aggregate<VisitState> Aggregate => VisitAggregate.Kind;

    protected sealed override ReviewState Review(VisitState state) => state.Review;

    protected sealed override VisitState With(VisitState state, ReviewState review) => state with { Review = review };

    protected AppointmentDefinition StageOf(VisitState state, Assignment assignment) =>
        (AppointmentDefinition)DefinitionOf(state).Stage(assignment.Ask.Step);

    protected sealed override AskPlan PlanOf(VisitState state, Ask ask, AskPlan plan) =>
        ChooseOfficer.Plan((AppointmentDefinition)DefinitionOf(state).Stage(ask.Step), ask, plan);

    protected async Task<DecisionShown> ContentAsync(VisitState state, Assignment assignment, CancellationToken cancellation) => new(
        state.Review, assignment, DefinitionOf(state), await Tools.Store.NameOfAsync(state.Review.Application.Applicant, cancellation),
        NameOf, []);

    protected string NameOf(string person) => Tools.Staff.NameOf(person);
}
