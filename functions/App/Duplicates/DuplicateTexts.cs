using FunctionsApp.Documents.Texts;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;

namespace FunctionsApp.Duplicates;

/// <summary>Words of the pages of the duplicate check.</summary>
public static class DuplicateTexts
{
    public static readonly LocalizedText Title = new("查重结果", "Duplicate check");

    public static readonly LocalizedText Purpose = new(
        "系统仅列出相同或相近的内容，不作任何判断；申请人看不到本页。",
        "This lists what is the same or alike and judges nothing. The applicant does not see this page.");

    public static readonly LocalizedText NotYet = new("尚未完成查重，请稍后刷新。", "Not compared yet. Load this page again in a while.");
    public static readonly LocalizedText None = new("未发现相同或相近的内容。", "Nothing the same or alike was found.");
    public static readonly LocalizedText Found = new("相同或相近的内容", "The same or alike");
    public static readonly LocalizedText Compared = new("比对的内容", "What was compared");
    public static readonly LocalizedText Own = new("本申请", "This application");
    public static readonly LocalizedText Other = new("另一申请", "Other application");
    public static readonly LocalizedText How = new("相同之处", "What is the same");
    public static readonly LocalizedText Share = new("占本申请文本", "Of this text");
    public static readonly LocalizedText Passages = new("查看相同段落", "See the passages");
    public static readonly LocalizedText PassagesTitle = new("相同段落", "Passages in common");
    public static readonly LocalizedText NoPassages = new("没有足够长的连续段落。", "No passage is long enough to show.");
    public static readonly LocalizedText Form = new("申请表长文本", "Long texts of the form");
    public static readonly LocalizedText Part = new("内容", "Part");
    public static readonly LocalizedText State = new("文本读取", "Text");
    public static readonly LocalizedText FileAlone = new("仅比对是否相同", "Compared for being the same alone");

    public static LocalizedText Name(Likeness likeness) => likeness switch
    {
        Likeness.SameFile => new("文件完全相同", "The same file"),
        Likeness.SimilarText => new("文本相近", "Alike text"),
        Likeness.SameLead => new("负责人相同", "The same project leader"),
        Likeness.SameProjectNumber => new("项目编号相同", "The same project number"),
        Likeness.SameProject => new("同一单位申报同名项目", "The same organisation with the same title"),
        _ => throw new ArgumentOutOfRangeException(nameof(likeness)),
    };

    public static LocalizedText Name(TextState state) => state switch
    {
        TextState.Read => new("已读取", "Read"),
        TextState.TooShort => new("文字过少（可能为扫描件），未比对文本", "Too little text to compare, perhaps a scan"),
        TextState.Cut => new("仅读取前 40 万字", "Only the first 400,000 characters were read"),
        TextState.TooLarge => new("文件超过 32 MiB，未比对文本", "Larger than 32 MiB: its text was not compared"),
        TextState.Unreadable => new("文本无法读取", "Its text cannot be read"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>A document's or field's name under the definition; of another programme, its type.</summary>
    public static LocalizedText NameOf(ComparedKind kind, string type, ProgrammeDefinition? definition) => kind switch
    {
        ComparedKind.Form => Form,
        ComparedKind.Project => new($"单位 {type}", $"Organisation {type}"),
        ComparedKind.Document => definition?.DocumentName(type) ?? new(type, type),
        _ => definition?.Field(type)?.Label ?? new(type, type),
    };

    public static LocalizedText Against(int records) => new(
        $"与其他申请的 {records} 项内容比对。", $"Compared with {records} documents, forms and answers of other applications.");

    public static LocalizedText Percent(int percent) => new($"{percent}%", $"{percent} %");
}
