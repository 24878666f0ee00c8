using System.Text.Json.Nodes;
using FunctionsApp.Applications.Promises;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Expressions;
using FunctionsApp.Programmes.Fields;

namespace FunctionsApp.Applications;

/// <summary>What an application's answers ask for.</summary>
internal static class Conditions
{
    /// <summary>What conditions and calculations read beside the answers.</summary>
    public static Circumstances Circumstances(this Application application) => Circumstances(
        application.Subject.Amount, application.Subject.Sector, application.Applicant);

    public static Circumstances Circumstances(decimal amount, string sector, Applicant applicant) =>
        new(amount, sector, applicant.District, City.OrganisationTypes.Of(applicant.Organisation))
        {
            BrokenPromises = applicant.BrokenPromises,
        };

    /// <summary>The slots as these answers ask for them. What is in one stays, so that a change of mind costs no upload.</summary>
    public static IReadOnlyList<SlotState> Slots(
        IReadOnlyList<SlotState> slots, ProgrammeDefinition definition, CheckedForm given, Circumstances about)
    {
        var situation = new Situation(definition.Form, JsonObject.Create(given.Answers.Values)!, about) { Unasked = given.Unasked };
        return [.. slots.Select(slot => slot with
        {
            Unasked = definition.Slot(slot.Type)?.Condition is { } condition && condition.IsMet(situation) != true,
        })];
    }

    /// <summary>The fields that an application's answers ask, with calculated ones.</summary>
    public static IReadOnlyList<Field> Asked(this ProgrammeDefinition definition, Application application) =>
        [.. definition.Form.Where(field => application.Form?.Field(field.Key) is not { Unasked: true })];

    /// <summary>Whether the document is to follow, and is awaited now.</summary>
    public static bool IsPromised(this Application application, string type) =>
        application.Slot(type) is { Unasked: false, Promise.State: PromiseState.Open };

    public static Application With(this Application application, SlotState next) =>
        application with { Slots = [.. application.Slots.Select(slot => slot.Type == next.Type ? next : slot)] };

    /// <summary>Whether the current round of corrections opens the document: it names it, or a field that it depends on.</summary>
    public static bool Reopens(this Application application, ProgrammeDefinition definition, string type) =>
        application.Supplement.Documents.Contains(type)
        || definition.DependentDocuments(definition.WithDependents(application.Supplement.Fields)).Contains(type);
}
