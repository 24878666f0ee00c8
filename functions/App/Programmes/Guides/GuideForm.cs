using System.Globalization;
using FunctionsApp.City;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace FunctionsApp.Programmes.Guides;

/// <summary>The form of a guide.</summary>
/// <remarks>Every document and stage of the definition has its number, so that faults come back to their inputs.</remarks>
public static class GuideForm
{
    /// <summary>Hidden: the version of the draft that was shown.</summary>
    public const string State = "state";

    /// <summary>A form that offers what the definition's own guide has of money and sectors.</summary>
    public static Entered Empty(ProgrammeDefinition definition)
    {
        var own = definition.Guide;
        var values = new Dictionary<string, StringValues>
        {
            ["budget"] = Text(own.Budget), ["maximumAmount"] = Text(own.MaximumAmount), ["minimumAmount"] = Text(own.MinimumAmount),
            ["sectors"] = new StringValues([.. own.Sectors]),
        };
        foreach (var (index, _) in definition.Documents.Index()) values[$"documents.{index}.required"] = "";
        return new Entered(values);
    }

    /// <param name="version">Of what is shown.</param>
    public static Entered Of(AnnualGuide guide, string version, ProgrammeDefinition definition)
    {
        var terms = guide.Terms;
        var values = new Dictionary<string, StringValues>
        {
            [State] = $"{EntityTags.Of(version, [])}",
            ["year"] = terms.Year.ToString(CultureInfo.InvariantCulture),
            ["name.zh-CN"] = guide.Name?.Chinese ?? "", ["name.en"] = guide.Name?.English ?? "",
            ["opens"] = Text(terms.Opens), ["closes"] = Text(terms.Closes),
            ["budget"] = Text(terms.Budget), ["maximumAmount"] = Text(terms.MaximumAmount), ["minimumAmount"] = Text(terms.MinimumAmount),
            ["sectors"] = new StringValues([.. terms.Sectors]),
        };
        foreach (var (index, slot) in definition.Documents.Index())
        {
            var required = guide.Documents.FirstOrDefault(change => change.Type == slot.Type)?.Required;
            values[$"documents.{index}.required"] = required switch { true => "true", false => "false", null => "" };
        }

        foreach (var (index, stage) in definition.Stages.Index())
        {
            if (guide.Stages.FirstOrDefault(change => change.Stage == stage.Name) is not { } change) continue;
            foreach (var member in EffectiveDefinition.Allowed(stage)) values[$"stages.{index}.{member}"] = Text(Value(change, member));
        }

        return new Entered(values);
    }

    /// <exception cref="ProblemException">malformed-json, invalid-field.</exception>
    public static GuideBody Read(IFormCollection typed) => typed.Read<GuideBody>();

    /// <summary>The condition of a form that changes: the draft is still the one that was shown.</summary>
    public static Precondition Precondition(IFormCollection typed) =>
        EntityTagHeaderValue.TryParse(typed[State].ToString(), out var tag) ? new Precondition([tag], null) : default;

    private static decimal? Value(StageOverride change, string member) => member switch
    {
        "workingDays" => change.WorkingDays,
        "assignees" => change.Assignees,
        "approvals" => change.Approvals,
        "quorum" => change.Quorum,
        _ => change.PassMark,
    };

    private static string Text(decimal? number) => number?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";

    private static string Text(DateOnly? day) => day is { } given ? BeijingTime.Text(given) : "";
}
