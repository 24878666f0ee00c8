using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using static FunctionsApp.Platform.Http.CallbackPage;

namespace FunctionsApp.Warnings;

/// <summary>The officer's pages: the frame in the officer's language, the warning's texts in both, since both are published.</summary>
internal static class VerificationPage
{
    /// <summary>What is asked, and the form to answer it.</summary>
    /// <param name="change">What is asked about a warning in force; null for a draft.</param>
    public static CallbackPage Ask(Warning warning, ProposedChange? change, Assignment assignment, string token, Language language)
    {
        string Text(string chinese, string english) => new LocalizedText(chinese, english).In(language);

        string Name(WarningLevel level) => Encode(WarningTexts.Name(level).In(language));

        var levels = string.Concat(Enum.GetValues<WarningLevel>().Select(level =>
            $"""<option{(level == warning.Level ? " selected" : "")} value="{level}">{Name(level)}</option>"""));
        string Choice() => $"""<label>{Text("发布等级", "Level to publish")}<select name="level">{levels}</select></label>""";

        return new CallbackPage(language, assignment.About.Step.In(language), $"""
            {(change is null ? "" : Proposed(warning, change, language))}
            {About(warning, language)}
            <form method="post" action="/api/assignments/{assignment.Id}/answer">
            <input type="hidden" name="token" value="{Encode(token)}">
            <p>{Text("截止时间（北京时间）：", "Due (Beijing time): ")}{BeijingTime.Text(assignment.Due)}</p>
            {(change is null ? Choice() : "")}
            <label>{Text("意见（存档，不公开）", "Comment (for the file, not published)")}
            <textarea name="comment" rows="4" maxlength="{VerifyWarning.MaxComment}"></textarea></label>
            <p>{Text("提交后不能更改。", "The answer is final.")}</p>
            <div class="actions"><button type="submit" name="decision" value="Confirm">{Text("核实并发布", "Confirm and publish")}</button>
            <button type="submit" class="other" name="decision" value="Dismiss">{Text("不属实", "Not true: dismiss")}</button></div></form>
            """);
    }

    public static CallbackPage Recorded(Warning warning, Language language) => new(
        language,
        new LocalizedText("答复已记录", "The answer is recorded").In(language),
        $"<p><strong>{Encode(WarningTexts.Name(warning.Status).In(language))}</strong></p>{About(warning, language)}");

    private static string About(Warning warning, Language language)
    {
        string Text(string chinese, string english) => new LocalizedText(chinese, english).In(language);
        return $"""
            <dl>{Earnest(warning.CapStatus, language)}
            {Row(Text("等级", "Level"), WarningTexts.Name(warning.Level).In(language))}
            {Row(Text("行业", "Sector"), Sectors.NameOf(warning.Scope.Sector).In(language))}
            {Row(Text("地区", "Area"), warning.Scope.Name.In(language))}
            {Row(Text("来源", "Source"), $"{warning.Origin.Source} / {warning.Origin.ExternalId}")}
            {Row(Text("到期（北京时间）", "In force until (Beijing time)"), End(warning, language))}
            {(warning.Arrival is { } arrival ? Arrived(arrival, language) : "")}</dl>
            {string.Concat(Enum.GetValues<Language>().Select(each => Texts(warning.Wording, warning.CapStatus, each)))}
            <p class="quiet">{Encode(WarningTexts.Scheme.In(language))}</p>
            """;
    }

    /// <summary>What would be other than now; below it the warning as it is in force.</summary>
    private static string Proposed(Warning warning, ProposedChange change, Language language)
    {
        string Text(string chinese, string english) => new LocalizedText(chinese, english).In(language);
        var level = $"{WarningTexts.Name(warning.Level).In(language)} → {WarningTexts.Name(change.Level).In(language)}";
        var texts = change.Wording == warning.Wording
            ? ""
            : string.Concat(Enum.GetValues<Language>().Select(each => Texts(change.Wording, warning.CapStatus, each)));
        var end = change.Expires is not { } expires || expires == warning.Expires
            ? ""
            : Row(Text("到期（北京时间）", "In force until (Beijing time)"), BeijingTime.Text(expires));
        return $"""
            <h2>{Text("申请的变更", "The change")}</h2>
            <dl>{(change.Level == warning.Level ? "" : Row(Text("等级", "Level"), level))}{end}</dl>{texts}
            <h2>{Text("现行预警", "The warning in force")}</h2>
            """;
    }

    private static string Earnest(CapStatus status, Language language) => status == CapStatus.Actual
        ? ""
        : Row(new LocalizedText("状态", "Status").In(language), WarningTexts.Name(status).In(language));

    private static string End(Warning warning, Language language) => warning.Expires is { } end
        ? BeijingTime.Text(end)
        : new LocalizedText("信号未说明", "The signal names no end").In(language);

    /// <summary>What the alert stated, as it stated it: the officer judges by that, too.</summary>
    private static string Arrived(Arrival arrival, Language language)
    {
        string Text(string chinese, string english) => new LocalizedText(chinese, english).In(language);
        var none = Text("未说明", "none stated");
        return $"""
            {Row(Text("收到的区域", "Areas as received"), arrival.Areas.Count == 0 ? none : string.Join(" | ", arrival.Areas))}
            {Row(Text("收到的语言", "Languages as received"), string.Join(", ", arrival.Languages))}
            {Row(Text("发送时间", "Sent"), arrival.Sent)}
            {(arrival.Differing.Count == 0 ? "" : Row(
                Text("各语言不一致，取最严重者", "Differs between the languages, the gravest is taken"), string.Join("; ", arrival.Differing)))}
            """;
    }

    private static string Texts(Wording texts, CapStatus status, Language language)
    {
        var instruction = texts.Instruction is { } text ? $"<p>{Encode(text.In(language))}</p>" : "";
        return $"""
            <section lang="{language.Tag()}"><h2>{Encode(WarningTexts.Marked(texts.Headline, status).In(language))}</h2>
            <p>{Encode(texts.Event.In(language))}</p>
            <p>{Encode(texts.Description.In(language))}</p>{instruction}</section>
            """;
    }
}
