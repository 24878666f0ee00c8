using System.Globalization;
using System.Text.RegularExpressions;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Programmes.Guides;

/// <summary>What a guide must meet, beside the shape of its members: all that a definition file with its content must.</summary>
public static partial class GuideChecks
{
    public const int MaxName = 60;

    /// <summary>By the last word of a place in a definition: the rule in Chinese, beside the English of <see cref="DefinitionChecks"/>.
    /// </summary>
    private static readonly Dictionary<string, string> Rules = new()
    {
        ["closes"] = "不能早于开始受理日",
        ["budget"] = "设有专项资金的项目须填写大于 0 的预算，其他项目不得填写",
        ["maximumAmount"] = "设有专项资金的项目须填写大于 0、不超过预算的上限，其他项目不得填写",
        ["minimumAmount"] = "须大于 0，且不超过单项申请上限",
        ["sectors"] = "须为政策所列领域，且不重复",
        ["documents"] = "至少须有一种材料在任何情况下必交",
        ["assignees"] = "人数不符合该阶段的规则（评审组为 3 至 15 人，其他为 1 至 15 人）",
        ["approvals"] = "须为 1 至人数",
        ["quorum"] = "须超过人数的一半，且不超过人数",
        ["passMark"] = "须为 0 至 100，最多两位小数",
        ["workingDays"] = "须为 1 至 60",
        ["reminderWorkingDays"] = "工作日须多于提醒提前的工作日",
        ["secondReminderWorkingDays"] = "工作日须多于第二次提醒提前的工作日",
        ["declareWorkingDays"] = "工作日须多于回避声明的工作日",
        ["drop"] = "去掉最高分和最低分时，评审组至少 5 人",
    };

    /// <summary>All faults, each at its member; empty for none.</summary>
    public static IReadOnlyList<MemberFault> Faults(GuideBody body, ProgrammeCatalogue catalogue)
    {
        if (catalogue.Versions(body.Programme).Count == 0) return [Fault("programme", "没有这个项目类别", "there is no such programme")];
        return catalogue.Find(body.Programme, body.Version) is { } definition
            ? [.. OfOverrides(body, definition), .. OfDefinition(body, definition)]
            : [Fault("version", "没有这个版本", "the programme has no such version")];
    }

    /// <summary>What is named must be there, once, and be of a kind that has the member.</summary>
    private static IEnumerable<MemberFault> OfOverrides(GuideBody body, ProgrammeDefinition definition)
    {
        foreach (var (index, document) in body.Documents.Index())
        {
            var place = $"documents.{index}.type";
            if (definition.Slot(document.Type) is not { } slot) yield return Fault(place, "定义中没有这种材料", "is not one of the documents");
            else if (body.Documents.Take(index).Any(other => other.Type == document.Type)) yield return Twice(place);
            else if (slot.When is not null && document.Required is not null) yield return Fault(
                $"documents.{index}.required", "该材料视填写内容而定，不能改变", "depends on the answers, and stays as the definition has it");
        }

        foreach (var (index, change) in body.Stages.Index())
        {
            var place = $"stages.{index}";
            if (definition.Stages.FirstOrDefault(stage => stage.Name == change.Stage) is not { } stage)
            {
                yield return Fault($"{place}.stage", "定义中没有这个阶段", "is not one of the stages");
                continue;
            }

            if (body.Stages.Take(index).Any(other => other.Stage == change.Stage)) yield return Twice($"{place}.stage");
            foreach (var member in Given(change).Except(EffectiveDefinition.Allowed(stage)))
            {
                yield return Fault($"{place}.{member}", "该阶段没有这一项", "is nothing that this stage has");
            }
        }
    }

    /// <summary>The errors that a definition file with the guide's content would have, at the guide's members.</summary>
    private static IEnumerable<MemberFault> OfDefinition(GuideBody body, ProgrammeDefinition definition)
    {
        var effective = EffectiveDefinition.Of(definition, body.On(Blank(body)));
        return DefinitionChecks.Errors(effective).Select(error =>
        {
            var rule = error.Path.Split('.')[^1].Split('[')[0];
            var english = $"{char.ToLowerInvariant(error.Message[0])}{error.Message[1..].TrimEnd('.')}";
            return Fault(Place(error.Path, rule, body, definition), Rules.GetValueOrDefault(rule, "不符合项目定义的规则"), english);
        }).DistinctBy(fault => (fault.Pointer, fault.Message));
    }

    /// <summary>The member that makes an error of the definition.</summary>
    private static string Place(string path, string rule, GuideBody body, ProgrammeDefinition definition)
    {
        if (StagePath().Match(path) is { Success: true } match)
        {
            var name = definition.Stages[int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)].Name;
            var change = body.Stages.Index().FirstOrDefault(each => each.Item.Stage == name);
            return change.Item is null ? "stages" : $"stages.{change.Index}.{Cause(rule, change.Item)}";
        }

        return path.StartsWith("$.guide.", StringComparison.Ordinal) ? rule : "documents";
    }

    /// <summary>What a guide cannot change is wrong only because of what it changes.</summary>
    private static string Cause(string rule, StageOverride change) => rule switch
    {
        "drop" => "assignees",
        "quorum" when change.Quorum is null => "assignees",
        "approvals" when change.Approvals is null => "assignees",
        "reminderWorkingDays" or "secondReminderWorkingDays" or "declareWorkingDays" => "workingDays",
        _ => rule,
    };

    private static IEnumerable<string> Given(StageOverride change)
    {
        if (change.WorkingDays is not null) yield return "workingDays";
        if (change.Assignees is not null) yield return "assignees";
        if (change.Approvals is not null) yield return "approvals";
        if (change.Quorum is not null) yield return "quorum";
        if (change.PassMark is not null) yield return "passMark";
    }

    private static AnnualGuide Blank(GuideBody body) => new()
    {
        Id = "", Programme = body.Programme, Version = body.Version, Terms = body.Terms, CreatedAt = default, RequestHash = "",
    };

    private static MemberFault Twice(string place) => Fault(place, "重复", "is there twice");

    private static MemberFault Fault(string place, string chinese, string english) => MemberFault.Of(place, "value", new(chinese, english));

    [GeneratedRegex(@"^\$\.stages\[(\d+)\]")]
    private static partial Regex StagePath();
}
