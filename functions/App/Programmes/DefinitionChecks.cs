using System.Text.RegularExpressions;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Programmes.Fields;
using FunctionsApp.Programmes.Stages;

namespace FunctionsApp.Programmes;

/// <summary>The rules of a definition beyond its shape; the ranges are documented at <see cref="ProgrammeDefinition"/>.</summary>
public static partial class DefinitionChecks
{
    /// <summary>2 GiB: a larger one goes straight to storage in blocks, and its check reads it in windows, whatever its size.</summary>
    public const long MaxBytes = 2L * 1024 * 1024 * 1024;

    /// <summary>The five funds. Source: M19.</summary>
    private static readonly HashSet<string> Funds = ["emerging-industries", "rd", "industrial-progress", "sme", "ip"];

    /// <summary>All errors of all files, in the order of the files.</summary>
    public static IReadOnlyList<DefinitionError> Errors(IReadOnlyList<(string File, ProgrammeDefinition Definition)> files) =>
        [.. files.SelectMany(file => Errors(file.Definition).Select(error => new DefinitionError(file.File, error.Path, error.Message))
            .Concat(Name(file.File, file.Definition))), .. Versions(files)];

    private static IEnumerable<DefinitionError> Name(string file, ProgrammeDefinition definition)
    {
        var expected = ProgrammeLoader.FileName(definition);
        if (file != expected) yield return new DefinitionError(file, "$.programme",
            $"The file of this programme and version is named {expected}.");
    }

    private static IEnumerable<DefinitionError> Versions(IReadOnlyList<(string File, ProgrammeDefinition Definition)> files)
    {
        foreach (var programme in files.GroupBy(file => file.Definition.Programme))
        {
            var expected = 1;
            foreach (var (file, definition) in programme.OrderBy(entry => entry.Definition.Version))
            {
                if (definition.Version != expected)
                {
                    yield return new DefinitionError(file, "$.version",
                        $"Version {expected} should come here: versions are 1, 2, 3 … without gaps or doubles.");
                }

                expected = definition.Version + 1;
            }
        }
    }

    /// <summary>All errors of one definition beyond the name of its file.</summary>
    internal static IEnumerable<(string Path, string Message)> Errors(ProgrammeDefinition definition)
    {
        foreach (var error in DefinitionLimits.Errors(definition)) yield return error;
        if (Blank(definition.Name)) yield return ("$.name", "Both languages must have a text.");
        if (!Enum.IsDefined(definition.Signing)) yield return ("$.signing", "Must be None or Signatory.");
        if (definition.MarketAdmission) yield return ("$.marketAdmission", "Must be false: M13 allows no new admission to the market.");
        if (definition.Fund is { } fund && !Funds.Contains(fund)) yield return ("$.fund",
            $"{fund} is not one of the funds {string.Join(", ", Funds.Order())}.");
        foreach (var error in Each("$.measures", definition.Measures, measure => Measure().IsMatch(measure)
            ? null : $"{measure} is not one of M1 to M21.")) yield return error;
        foreach (var error in OfGuide(definition.Guide, definition.Fund)) yield return error;
        foreach (var error in OfDocuments(definition.Documents)) yield return error;
        foreach (var (path, message) in FormChecks.OfForm(definition.Form)) yield return ($"$.form{path}", message);
        foreach (var (path, message) in definition.Partners?.Errors(definition) ?? []) yield return ($"$.partners{path}", message);
        foreach (var error in ExpressionChecks.Errors(definition)) yield return error;
        foreach (var error in OfStages(definition)) yield return error;
    }

    private static IEnumerable<(string Path, string Message)> OfGuide(Guide guide, string? fund)
    {
        if (guide.Closes < guide.Opens) yield return ("$.guide.closes", "Must not be before opens.");
        if ((fund is null) != (guide.Budget is null)) yield return ("$.guide.budget", "A budget goes with a fund, and only with one.");
        if ((fund is null) != (guide.MaximumAmount is null)) yield return ("$.guide.maximumAmount",
            "A maximum amount goes with a fund, and only with one.");
        if (guide.Budget <= 0) yield return ("$.guide.budget", "Must be more than 0 yuan.");
        if (guide.MaximumAmount <= 0 || guide.MaximumAmount > guide.Budget) yield return ("$.guide.maximumAmount",
            "Must be more than 0 yuan and at most the budget.");
        if (guide.MinimumAmount is { } least && (least <= 0 || guide.MaximumAmount is null || least > guide.MaximumAmount))
        {
            yield return ("$.guide.minimumAmount", "Must be more than 0 yuan and at most the maximum amount.");
        }

        foreach (var error in Each("$.guide.sectors", guide.Sectors, sector => Sectors.IsSector(sector)
            ? null : $"{sector} is not a sector of M2.")) yield return error;
    }

    private static IEnumerable<(string Path, string Message)> OfDocuments(IReadOnlyList<DocumentSlot> documents)
    {
        if (!documents.Any(slot => slot is { Required: true, When: null, MayFollow: null })) yield return ("$.documents",
            "At least one must be required with the submission, whatever the answers: its acceptance starts the review.");
        foreach (var error in Each("$.documents", documents, slot => slot.Type, _ => null)) yield return error;
        for (var i = 0; i < documents.Count; i++)
        {
            if (documents[i] is not { } slot) continue;
            var path = $"$.documents[{i}]";
            if (Blank(slot.Name)) yield return ($"{path}.name", "Both languages must have a text.");
            if (slot is { MayFollow: not null, Required: false }) yield return ($"{path}.mayFollow", "Only a required document follows.");
            if (slot.MayFollow is { } follow && !Enum.IsDefined(follow.IfBroken)) yield return (
                $"{path}.mayFollow.ifBroken", "Must be Reject or Return.");
            foreach (var error in Each($"{path}.formats", slot.Formats, format => Enum.IsDefined(format)
                ? null : $"{format} is not a format.")) yield return error;
        }
    }

    private static IEnumerable<(string Path, string Message)> OfStages(ProgrammeDefinition definition)
    {
        var stages = definition.Stages;
        if (stages.Count > 0 && stages.All(stage => stage is not { IsHeld: true })) yield return ("$.stages",
            "At least one must be of a kind that the app holds: it decides.");
        foreach (var error in Each("$.stages", stages, stage => stage.Name, _ => null)) yield return error;
        for (var i = 0; i < stages.Count; i++)
        {
            if (stages[i] is not { } stage) continue;
            foreach (var (path, message) in OfStage(stage, i, definition)) yield return ($"$.stages[{i}]{path}", message);
        }
    }

    private static IEnumerable<(string Path, string Message)> OfStage(StageDefinition stage, int place, ProgrammeDefinition definition)
    {
        if (Blank(stage.Title)) yield return (".title", "Both languages must have a text.");
        foreach (var error in Each(".documents", stage.Documents, type => definition.Documents.Any(slot => slot?.Type == type)
            ? null : $"{type} is not one of the documents."))
        {
            yield return error;
        }

        foreach (var error in Each(".fields", stage.Fields, key => definition.Form.Any(field => field?.Key == key)
            ? null : $"{key} is not one of the form's fields."))
        {
            yield return error;
        }

        if (stage is DefenceDefinition { Panel: { } panel }
            && !definition.Stages.Take(place).Any(before => before is PanelDefinition && before.Name == panel)) yield return (".panel",
            $"{panel} is no panel before it.");
        if (stage is SelectionDefinition { IsHeld: true } selection)
        {
            if (!definition.Stages.Take(place).Any(before => before is PanelDefinition)) yield return (".kind",
                "A selection ranks by the score of a panel before it.");
            if (definition.Fund is null && selection.Places is null) yield return (".places", "Must be there where no budget limits it.");
        }

        if (stage is ReferralDefinition { ChosenIn: { } chosenIn }
            && !definition.Stages.Take(place).Any(before => before is ApprovalDefinition && before.Name == chosenIn))
        {
            yield return (".chosenIn", $"{chosenIn} is no approval before it.");
        }

        if (stage is ReferralDefinition { IsHeld: true }
            && definition.Stages.Take(place).Any(before => before is ReferralDefinition { IsHeld: true })) yield return (".kind",
            "An application is referred once.");
        foreach (var error in stage.Errors(place)) yield return error;
    }

    private static IEnumerable<(string Path, string Message)> Each<T>(string path, IReadOnlyList<T> items, Func<T, string?> check) =>
        Each(path, items, item => item, check);

    /// <summary>Errors of null items, of doubled keys, and of <paramref name="check"/>.</summary>
    private static IEnumerable<(string Path, string Message)> Each<T,
        TKey>(string path, IReadOnlyList<T> items, Func<T, TKey> key, Func<T, string?> check)
    {
        var seen = new HashSet<TKey>();
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is null) yield return ($"{path}[{i}]", "Must not be null.");
            else if (!seen.Add(key(items[i]))) yield return ($"{path}[{i}]", $"{key(items[i])} is there twice.");
            else if (check(items[i]) is { } message) yield return ($"{path}[{i}]", message);
        }
    }

    private static bool Blank(LocalizedText text) => string.IsNullOrWhiteSpace(text.Chinese) || string.IsNullOrWhiteSpace(text.English);

    [GeneratedRegex(@"^M([1-9]|1[0-9]|2[01])\z")]
    private static partial Regex Measure();
}
