using System.Text;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;

namespace App.Tests.Documentation;

/// <summary>The catalogue as its files have it: measures, programmes, stages.</summary>
public static class ProgrammeTables
{
    private static readonly IReadOnlyList<ProgrammeDefinition> Shipped = ProgrammeLoader.LoadEmbedded();

    /// <summary>The newest version of each programme.</summary>
    private static IEnumerable<ProgrammeDefinition> Newest =>
        Shipped.GroupBy(definition => definition.Programme).Select(versions => versions.MaxBy(definition => definition.Version)!);

    /// <summary>In the order of the notice. What the app does not hold yet is in brackets.</summary>
    public static string Measures => MarkdownTable.Of(
        "measures | programme | stages | scenario",
        Newest.OrderBy(definition => int.Parse(definition.Measures[0][1..]))
            .ThenBy(definition => definition.Programme, StringComparer.Ordinal),
        definition =>
        [
            string.Join(", ", definition.Measures),
            $"[{definition.Programme}](Definitions/README.md#{definition.Programme})<br>{definition.Name.Chinese}",
            string.Join(" → ", definition.Stages.Select(stage => !stage.IsHeld ? $"({stage.Name})" : stage.Name)),
            definition.Held.OfType<SelectionDefinition>().Any() ? "`SelectionsOfTheCatalogueTests`"
                : definition.Held.OfType<PublicNoticeDefinition>().Any() ? "`NoticesOfTheCatalogueTests`" : "`CatalogueTests`",
        ]);

    /// <summary>A state diagram for each programme.</summary>
    public static string Diagrams
    {
        get
        {
            var text = new StringBuilder();
            foreach (var definition in Newest.OrderBy(definition => definition.Programme, StringComparer.Ordinal))
            {
                text.Append($"## {definition.Programme}\n\n{definition.Name.Chinese}, {definition.Name.English}; version {definition.Version}, ");
                text.Append($"{string.Join(", ", definition.Measures)}.\n\n```mermaid\n{Diagram(definition)}```\n\n");
            }

            return text.ToString();
        }
    }

    private static string Diagram(ProgrammeDefinition definition)
    {
        var text = new StringBuilder("stateDiagram-v2\n  [*] --> Draft\n");
        var before = "Draft";
        foreach (var stage in definition.Stages)
        {
            text.Append($"  state \"{stage.Title.English}{(!stage.IsHeld ? " (passed over)" : "")}\" as {stage.Name}\n");
            text.Append($"  {before} --> {stage.Name}{(before == "Draft" ? " : submitted" : "")}\n");
            before = stage.Name;
        }

        text.Append($"  {before} --> Approved\n  Approved --> [*]\n");
        foreach (var stage in definition.Held)
        {
            text.Append($"  {stage.Name} --> Rejected\n");
            if (stage is VotingDefinition && definition.Supplement.Rounds > 0) text.Append($"  {stage.Name} --> Returned\n");
        }

        if (definition.Supplement.Rounds > 0)
        {
            text.Append($"  Returned --> {definition.Held[0].Name} : corrected, at most {definition.Supplement.Rounds} ");
            text.Append($"{(definition.Supplement.Rounds == 1 ? "time" : "times")}\n  Returned --> Rejected : after {definition.Supplement.WorkingDays} working days\n");
        }

        return text.Append("  Rejected --> [*]\n").ToString();
    }
}
