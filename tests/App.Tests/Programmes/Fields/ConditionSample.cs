using System.Text.Json.Nodes;
using App.Tests.Programmes.Expressions;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;

namespace App.Tests.Programmes.Fields;

/// <summary>
/// The special fund with a form in which a joint application asks for its partner and the partner's share, and photographs of the site;
/// the share in per cent is calculated.
/// </summary>
internal static class ConditionSample
{
    public const string Form = """
        [
          { "kind": "Calculated", "key": "share", "label": { "zh-CN": "合作方占比", "en": "Partner's part" }, "decimals": 1,
              "unit": { "zh-CN": "%", "en": "%" },
            "expression": "100 * [partner-sum] / [total]" },
          { "kind": "Choice", "key": "joint", "label": { "zh-CN": "是否联合申报", "en": "Joint application" }, "required": true,
            "options": [ { "value": "yes", "label": { "zh-CN": "是", "en": "Yes" } },
                { "value": "no", "label": { "zh-CN": "否", "en": "No" } } ] },
          { "kind": "Text", "key": "partner", "label": { "zh-CN": "合作方", "en": "Partner" }, "required": true, "minLength": 2,
              "maxLength": 20, "when": "[joint] = 'yes'" },
          { "kind": "Money", "key": "partner-share", "label": { "zh-CN": "合作方出资", "en": "Partner's funds" }, "required": true, "min": 1,
              "when": "answered([partner])" },
          { "kind": "Money", "key": "total", "label": { "zh-CN": "总额", "en": "Total" }, "required": true, "min": 0 },
          { "kind": "Calculated", "key": "partner-sum", "label": { "zh-CN": "合作方合计", "en": "Partner's sum" }, "money": true,
              "expression": "[partner-share] * 1.005", "when": "[joint] = 'yes'" },
          { "kind": "Text", "key": "remark", "label": { "zh-CN": "备注", "en": "Remark" }, "maxLength": 20 }
        ]
        """;

    public const string Joint = """{ "joint": "yes", "partner": "Lin & Co", "partner-share": 100, "total": 300 }""";
    public const string Alone = """{ "joint": "no", "total": 300 }""";

    public static readonly ProgrammeDefinition Definition = Assert.Single(ProgrammeLoader.Load([(RuleSample.File, Json().ToJsonString())]));

    public static JsonObject Json()
    {
        var root = RuleSample.Json();
        root["form"] = JsonNode.Parse(Form);
        var photos = root["documents"]!.AsArray().First(slot => slot!["type"]!.GetValue<string>() == "site-photos")!;
        photos["when"] = "[joint] = 'yes'";
        photos["required"] = true;
        return root;
    }

    public static CheckedForm Check(string answers) =>
        FormRules.Check(Definition.Form, FormSample.Parse(answers), RuleSample.Circumstances);

    /// <summary>Path and code of each fault.</summary>
    public static string Faults(string answers) => string.Join("; ", Check(answers).Faults.Select(fault => $"{fault.Path} {fault.Code}"));
}
