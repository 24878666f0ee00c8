using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;

namespace FunctionsApp.Applications.Signing;

/// <summary>Asks one person of an organisation about a draft as it was sent.</summary>
public abstract class DraftQuestion<TAnswer>(AskingTools tools, ProgrammeCatalogue catalogue) : StateQuestion<SigningState, TAnswer>(tools)
    where TAnswer : class, IAnswer
{
    private readonly AskingTools tools = tools;

    protected sealed override Aggregate<SigningState> Aggregate => SigningAggregate.Kind;

    protected sealed override IReadOnlyList<Assignment> Assignments(SigningState state) => state.Assignments;

    protected sealed override SigningState With(SigningState state, IReadOnlyList<Assignment> assignments) =>
        state with { Assignments = assignments };

    protected sealed override string Digest(SigningState state) => ContentDigest.Of(state.Application);

    /// <summary>Whoever may send the draft may have those reminded who are asked about it.</summary>
    protected sealed override bool Oversees(SigningState state, Caller caller) =>
        new ApplicationCase(state.Application, state.Assignments).For(caller).Has(Right.Oversee);

    protected sealed override void Admit(SigningState state, Assignment assignment) => RequireEligible(state, assignment);

    protected ProgrammeDefinition DefinitionOf(SigningState state) => catalogue.Of(state.Application);

    protected AskPlan PlanOf(
        SigningState state, IReadOnlyList<Role> roles, CreditCode organisation, LadderPolicy ladder, DateTimeOffset sentAt) => new()
    {
        Roles = roles,
        Organisation = organisation,
        Count = 1,
        Ladder = ladder,
        // A draft that no one can answer about must not wait without an end.
        GiveUp = ladder.Start(sentAt, tools.Calendar).Lapse,
        About = new AssignmentAbout(
            new LocalizedText(state.Application.Subject.Title, state.Application.Subject.Title), DefinitionOf(state).Name, Label),
    };
}
