using System.Text.Json;
using FunctionsApp.Platform;
using FunctionsApp.Programmes.Fields;

namespace FunctionsApp.Applications.Forms;

/// <summary>Words of the page of a form.</summary>
public static class FormPageTexts
{
    public static readonly LocalizedText None = new("该项目不需要填写申请表。", "This programme asks for no form.");
    public static readonly LocalizedText Required = new("（必填）", "(required)");
    public static readonly LocalizedText ToCorrect = new("补正原因：", "To correct: ");
    public static readonly LocalizedText AddRow = new("增加一行", "Add row");
    public static readonly LocalizedText Remove = new("删除", "Remove");
    public static readonly LocalizedText SaveAndSubmit = new("保存并提交申请", "Save and submit the application");
    public static readonly LocalizedText SavedAt = new("已自动保存：", "Saved by itself at ");
    public static readonly LocalizedText NotSaved = new("没有自动保存：", "Not saved: ");
    public static readonly LocalizedText Back = new("返回申请", "Back to the application");

    public static LocalizedText Row(int row) => new($"第 {row + 1} 行", $"row {row + 1}");

    /// <summary>Name of a cell's input.</summary>
    public static LocalizedText Cell(int row, LocalizedText column) =>
        new($"第 {row + 1} 行 {column.Chinese}", $"Row {row + 1}, {column.English}");

    /// <summary>What another person changed while the page was open.</summary>
    /// <param name="changed">Labels of the fields.</param>
    public static LocalizedText ChangedMeanwhile(IReadOnlyList<LocalizedText> changed)
    {
        var (chinese, english) = changed.Count == 0 ? ("", "") : (
            $"：{string.Join("、", changed.Select(label => label.Chinese))}", $": {string.Join(", ", changed.Select(label => label.English))}");
        return new(
            $"申请表在此期间已被修改{chinese}。本次内容没有保存；本页已合并双方的内容，请核对后再次保存。",
            $"The form was changed meanwhile{english}. Nothing was saved; this page has both people's work. Check it and save again.");
    }

    /// <summary>What the other person answered where both did.</summary>
    /// <param name="answer">Null where the other one took the answer out.</param>
    internal static Fault Theirs(Field field, JsonElement? answer)
    {
        string Text(Language language) => (field, answer) switch
        {
            (_, null) => AnswerTexts.Unanswered.In(language),
            (ValueField value, { } given) => AnswerTexts.Of(value, given, language),
            (_, { } rows) => Rows(rows.GetArrayLength()).In(language),
        };
        return new Fault(Place.Form.Of(field).Path, "changed-meanwhile", new(
            $"“{field.Label.Chinese}”已被改为：{Text(Language.Chinese)}。保存后以您的内容为准",
            $"“{field.Label.English}” was changed to: {Text(Language.English)}. Saving keeps what you typed"));
    }

    private static LocalizedText Rows(int rows) => new($"{rows} 行", $"{rows} rows");

    public static LocalizedText Of(FormNotice notice) => notice switch
    {
        FormNotice.Saved => new("已保存。", "Saved."),
        FormNotice.Submitted => new("已提交，评审已开始。", "Submitted; the review has begun."),
        FormNotice.SentToPartners => new("已送联合申报单位确认。", "Sent to your partners for their consent."),
        FormNotice.SentToSign => new("已送单位签署。", "Sent to your organisation's signatory."),
        FormNotice.ChangedMeanwhile => ChangedMeanwhile([]),
        FormNotice.OpenTooLong => new("页面打开时间过长，本次内容没有保存。请再次保存。",
            "The page was open for too long, and nothing was saved. Save again."),
        _ => throw new ArgumentOutOfRangeException(nameof(notice)),
    };
}
