using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Documents;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;

namespace FunctionsApp.Panels;

/// <summary>What both questions to an expert of a panel share.</summary>
public abstract class PanelQuestion<TAnswer>(AskingTools tools, ProgrammeCatalogue catalogue, AcceptedDocuments documents)
    : StageQuestion<PanelState, TAnswer>(tools, catalogue, documents)
    where TAnswer : class, IAnswer
{
    protected AskingTools Tools { get; } = tools;

    protected sealed override Aggregate<PanelState> Aggregate => PanelAggregate.Kind;

    /// <summary>Experts are drawn: who could choose another would know who is in the panel, and choose for it.</summary>
    public sealed override LocalizedText NoHandOver => PanelTexts.NoHandOver;

    protected sealed override ReviewState Review(PanelState state) => state.Review;

    protected sealed override PanelState With(PanelState state, ReviewState review) => state with { Review = review };

    protected PanelDefinition PanelOf(PanelState state, Assignment assignment) =>
        (PanelDefinition)DefinitionOf(state).Stage(assignment.Ask.Step);

    /// <summary>Who takes over a seat declares first, whatever the one who left was asked.</summary>
    internal sealed override Ask AskOfSuccessor(Ask ask) => ask with { Kind = PanelTimes.Declaring };

    public sealed override Change<PanelState> DecidePassing(PanelState state, Ask ask, string person, DateTimeOffset at)
    {
        if (Plan(state, ask) is null) return Change.None(state);
        var definition = DefinitionOf(state);
        var (next, facts) = ChooseExperts.PassOn(state, (PanelDefinition)definition.Stage(ask.Step), AskOfSuccessor(ask), person,
            new PanelWorld(definition, Tools.Staff, Tools.Calendar, at));
        return Change.To(next, nameof(PassLeaver), facts);
    }

    protected abstract LadderPolicy Ladder(PanelDefinition panel);

    protected sealed override AskPlan PlanOf(PanelState state, Ask ask, AskPlan plan) =>
        ChooseExperts.Plan(state, plan, ask, Tools.Staff) with { Ladder = Ladder((PanelDefinition)DefinitionOf(state).Stage(ask.Step)) };
}
