using System.Text.Json;
using System.Text.Json.Nodes;
using App.Tests.Applications;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;

namespace App.Tests.Programmes.Fields;

/// <summary>A form with a field of each kind, as a definition file writes it.</summary>
internal static class FormSample
{
    public const string Json = """
        [
          { "kind": "Text", "key": "summary", "label": { "zh-CN": "简介", "en": "Summary" }, "required": true, "minLength": 5, "maxLength": 20, "multiline": true },
          { "kind": "Text", "key": "contact", "label": { "zh-CN": "邮箱", "en": "E-mail" }, "maxLength": 30, "pattern": "Email" },
          { "kind": "Number", "key": "months", "label": { "zh-CN": "月数", "en": "Months" }, "min": 1, "max": 36, "decimals": 1 },
          { "kind": "Money", "key": "total", "label": { "zh-CN": "总额", "en": "Total" }, "min": 0, "max": 1000000 },
          { "kind": "Choice", "key": "field", "label": { "zh-CN": "领域", "en": "Field" },
            "options": [ { "value": "ai", "label": { "zh-CN": "人工智能", "en": "AI" } }, { "value": "bio", "label": { "zh-CN": "生物", "en": "Biology" } } ] },
          { "kind": "Choice", "key": "goals", "label": { "zh-CN": "目标", "en": "Goals" }, "several": true, "minChosen": 2, "maxChosen": 2,
            "options": [ { "value": "a", "label": { "zh-CN": "甲", "en": "A" } }, { "value": "b", "label": { "zh-CN": "乙", "en": "B" } }, { "value": "c", "label": { "zh-CN": "丙", "en": "C" } } ] },
          { "kind": "Date", "key": "start", "label": { "zh-CN": "开始", "en": "Start" }, "min": "2026-01-01", "max": "2027-12-31" },
          { "kind": "Date", "key": "end", "label": { "zh-CN": "结束", "en": "End" }, "notBefore": "start" },
          { "kind": "Table", "key": "budget", "label": { "zh-CN": "预算", "en": "Budget" }, "minRows": 2, "maxRows": 3, "sum": { "column": "amount", "equalTo": "total" },
            "columns": [
              { "kind": "Text", "key": "item", "label": { "zh-CN": "科目", "en": "Item" }, "required": true, "maxLength": 10 },
              { "kind": "Money", "key": "amount", "label": { "zh-CN": "金额", "en": "Amount" }, "required": true, "min": 0 } ] }
        ]
        """;

    public static readonly IReadOnlyList<Field> Form = With(Json).Form;

    /// <summary>Complete and without a fault.</summary>
    public const string Complete = """
        { "summary": "A test platform", "contact": "lin@example.cn", "months": 12.5, "total": 300.5, "field": "ai", "goals": ["b", "a"],
          "start": "2026-05-01", "end": "2027-05-01", "budget": [ { "item": "Devices", "amount": 200 }, { "item": "People", "amount": 100.50 } ] }
        """;

    /// <summary>The special fund with a form.</summary>
    /// <exception cref="InvalidDefinitionsException">The form is not valid.</exception>
    public static ProgrammeDefinition With(string form)
    {
        var root = JsonNode.Parse(JsonSerializer.Serialize(Examples.Fund, AppJson.Options))!;
        root["form"] = JsonNode.Parse(form);
        return Assert.Single(ProgrammeLoader.Load([("special-fund-rd.v1.json", root.ToJsonString())]));
    }

    public static JsonElement Parse(string json) => JsonSerializer.Deserialize<JsonElement>(json);

    public static CheckedForm Check(string answers) => FormRules.Check(Form, Parse(answers), null);

    /// <summary>The complete answers with one changed; null takes it out.</summary>
    public static JsonElement Changed(string key, string? value)
    {
        var answers = JsonNode.Parse(Complete)!.AsObject();
        if (value is null) answers.Remove(key);
        else answers[key] = JsonNode.Parse(value);
        return Parse(answers.ToJsonString());
    }
}
