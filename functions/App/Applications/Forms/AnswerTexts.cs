using System.Text.Json;
using FunctionsApp.Platform;
using FunctionsApp.Programmes.Fields;

namespace FunctionsApp.Applications.Forms;

/// <summary>How answers and limits of fields read to people.</summary>
internal static class AnswerTexts
{
    public static readonly LocalizedText Unanswered = new("未填写", "not answered");
    public static readonly LocalizedText NotKnown = new("尚不能计算", "not yet known");
    public static readonly LocalizedText Sum = new("合计", "Sum");

    /// <summary>An answer in its one form.</summary>
    public static string Of(ValueField field, JsonElement answer, Language language) => field switch
    {
        ChoiceField { Several: true } choice => string.Join(language.Comma(),
            answer.EnumerateArray().Select(value => Label(choice, value.GetString(), language))),
        ChoiceField choice => Label(choice, answer.GetString(), language),
        MoneyField or CalculatedField { Money: true } => $"¥ {FaultTexts.Text(answer.GetDecimal())}",
        NumberField { Unit: { } unit } => $"{FaultTexts.Text(answer.GetDecimal())} {unit.In(language)}",
        CalculatedField { Unit: { } unit } => $"{FaultTexts.Text(answer.GetDecimal())} {unit.In(language)}",
        DecimalField => FaultTexts.Text(answer.GetDecimal()),
        _ => answer.GetString()!,
    };

    /// <summary>What the field allows, where the label does not say it; null for nothing to say.</summary>
    public static LocalizedText? Limits(Field field) => field switch
    {
        TextField { MinLength: > 0 } text => new(
            $"{text.MinLength} 至 {text.MaxLength} 个字符", $"{text.MinLength} to {text.MaxLength} characters"),
        TextField text => new($"最多 {text.MaxLength} 个字符", $"At most {text.MaxLength} characters"),
        MoneyField money => Between(money, new LocalizedText("元", "yuan")),
        NumberField number => Between(number, number.Unit),
        ChoiceField { Several: true, MaxChosen: { } most } => new($"最多选择 {most} 项", $"At most {most}"),
        TableField { MinRows: > 0 } table => new($"{table.MinRows} 至 {table.MaxRows} 行", $"{table.MinRows} to {table.MaxRows} rows"),
        TableField table => new($"最多 {table.MaxRows} 行", $"At most {table.MaxRows} rows"),
        _ => null,
    };

    private static LocalizedText? Between(DecimalField field, LocalizedText? unit)
    {
        var (chinese, english) = (unit is null ? "" : $"，单位：{unit.Chinese}", unit is null ? "" : $", in {unit.English}");
        return (field.Min, field.Max) switch
        {
            ({ } min, { } max) => new(
                $"{FaultTexts.Text(min)} 至 {FaultTexts.Text(max)}{chinese}", $"{FaultTexts.Text(min)} to {FaultTexts.Text(max)}{english}"),
            ({ } min, null) => new($"不小于 {FaultTexts.Text(min)}{chinese}", $"{FaultTexts.Text(min)} or more{english}"),
            (null, { } max) => new($"不大于 {FaultTexts.Text(max)}{chinese}", $"{FaultTexts.Text(max)} or less{english}"),
            _ => unit is null ? null : new($"单位：{unit.Chinese}", $"In {unit.English}"),
        };
    }

    private static string Label(ChoiceField choice, string? value, Language language) =>
        choice.Option(value)?.Label.In(language) ?? value ?? "";
}
