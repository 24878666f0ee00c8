using System.Text.Json.Nodes;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Expressions;
using FunctionsApp.Programmes.Fields;

namespace FunctionsApp.Applications;

/// <summary>How one condition of the call is for an application.</summary>
/// <param name="Reason">The condition in words.</param>
/// <param name="Met">Null while it is not known: something that it reads is missing.</param>
public sealed record RuleResult(LocalizedText Reason, bool? Met);

/// <summary>Whether an application meets the conditions of its definition.</summary>
public static class Eligibility
{
    /// <summary>All conditions, in the order of the definition.</summary>
    /// <param name="at">Now; an application that was submitted is judged by the day of its first submission, or on which it was sent for
    /// signature, however long its signature and its review take.</param>
    public static IReadOnlyList<RuleResult> Of(
        Application application, Answers answers, ProgrammeDefinition definition, DateTimeOffset at)
    {
        if (definition.Eligibility.Count == 0) return [];
        var situation = new Situation(definition.Form, JsonObject.Create(answers.Values)!, application.Circumstances())
        {
            Unasked = (application.Form?.Fields ?? []).Where(field => field.Unasked).Select(field => field.Key).ToHashSet(),
            Today = BeijingTime.Day(application.ArrivedAt ?? at),
            Document = type => Has(application, type),
        };
        return [.. definition.Eligibility.Select(rule => new RuleResult(rule.Reason, rule.Condition.IsMet(situation)))];
    }

    /// <summary>Reasons of the conditions that are not met, or not known to be.</summary>
    public static IReadOnlyList<LocalizedText> Unmet(
        Application application, Answers answers, ProgrammeDefinition definition, DateTimeOffset at) =>
        [.. Of(application, answers, definition, at).Where(rule => rule.Met != true).Select(rule => rule.Reason)];

    /// <summary>A document that must come is awaited; an optional one that did not come is not there.</summary>
    private static bool? Has(Application application, string type) => application.Slot(type) switch
    {
        { Unasked: true } => false,
        null or { Pending: > 0 } => null,
        { State: DocumentState.Accepted } => true,
        { Required: true } => null,
        _ => false,
    };
}
