using System.Text.Json;
using System.Text.Json.Nodes;
using App.Tests.Applications;
using App.Tests.Programmes.Fields;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Expressions;

namespace App.Tests.Programmes.Expressions;

/// <summary>The special fund with the form of <see cref="FormSample"/> and rules.</summary>
internal static class RuleSample
{
    public const string File = "special-fund-rd.v1.json";

    public static readonly LocalizedText Reason = new("符合条件", "The condition is met");

    /// <summary>Asked for 1,000 yuan, from Nanshan, by an enterprise.</summary>
    public static readonly Circumstances Circumstances = new(1000m, "it", "440305", "enterprise");

    public static ProgrammeDefinition With(params string[] rules) =>
        Assert.Single(ProgrammeLoader.Load([(File, Json(rules).ToJsonString())]));

    public static JsonObject Json(params string[] rules)
    {
        var root = JsonNode.Parse(JsonSerializer.Serialize(Examples.Fund, AppJson.Options))!.AsObject();
        root["form"] = JsonNode.Parse(FormSample.Json);
        root["eligibility"] = new JsonArray([.. rules.Select(rule => new JsonObject
        {
            ["rule"] = rule, ["reason"] = JsonSerializer.SerializeToNode(Reason, AppJson.Options),
        })]);
        return root;
    }

    /// <summary>What is wrong with a definition, as "path: message".</summary>
    public static IReadOnlyList<string> Errors(JsonObject definition) =>
        [.. Assert.Throws<InvalidDefinitionsException>(() => ProgrammeLoader.Load([(File, definition.ToJsonString())]))
            .Errors.Select(error => $"{error.Path}: {error.Message}")];

    /// <param name="answers">JSON; in their one form.</param>
    public static Situation Situation(string answers) => new(FormSample.Form, JsonNode.Parse(answers)!.AsObject(), Circumstances)
    {
        Today = new DateOnly(2026, 3, 10),
        Document = type => type switch { "work-plan" => true, "site-photos" => false, _ => null },
    };
}
