using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using static FunctionsApp.Platform.Http.CallbackPage;

namespace FunctionsApp.Warnings;

/// <summary>The officer's pages: the frame in the officer's language, the warning's texts in both, since both are published.</summary>
internal static class VerificationPage
{
    /// <summary>What is asked, and the form to answer it; without the form when it is decided.</summary>
    public static CallbackPage Ask(Warning warning, string token, Language language)
    {
        if (warning.Status != WarningStatus.Draft) return Recorded(warning, language);
        string Text(string chinese, string english) => new LocalizedText(chinese, english).In(language);

        var levels = string.Concat(Enum.GetValues<WarningLevel>().Select(level =>
            $"""<option value="{level}"{(level == warning.Level ? " selected" : "")}>{Encode(WarningWords.Name(level).In(language))}</option>"""));
        return new CallbackPage(language, Text("核实预警", "Verify a warning"), $"""
            {About(warning, language)}
            <form method="post" action="/api/warnings/{warning.Id}/verification">
            <input type="hidden" name="token" value="{Encode(token)}">
            <label>{Text("发布等级", "Level to publish")}<select name="level">{levels}</select></label>
            <label>{Text("意见（存档，不公开）", "Comment (for the file, not published)")}<textarea name="comment" rows="4" maxlength="{VerificationTriggers.MaxComment}"></textarea></label>
            <p>{Text("提交后不能更改。", "The answer is final.")}</p>
            <div class="actions"><button name="decision" value="Confirm">{Text("核实并发布", "Confirm and publish")}</button>
            <button class="other" name="decision" value="Dismiss">{Text("不属实", "Not true: dismiss")}</button></div></form>
            """);
    }

    public static CallbackPage Recorded(Warning warning, Language language) => new(
        language,
        new LocalizedText("答复已记录", "The answer is recorded").In(language),
        $"<p><strong>{Encode(WarningWords.Name(warning.Status).In(language))}</strong></p>{About(warning, language)}");

    private static string About(Warning warning, Language language)
    {
        string Text(string chinese, string english) => new LocalizedText(chinese, english).In(language);
        var sector = Sectors.Find(warning.Sector)?.Name ?? new(warning.Sector, warning.Sector);
        var district = (Districts.Find(warning.District) ?? Districts.City).Name;
        return $"""
            <dl>{Row(Text("等级", "Level"), WarningWords.Name(warning.Level).In(language))}{Row(Text("行业", "Sector"), sector.In(language))}
            {Row(Text("地区", "Area"), district.In(language))}{Row(Text("来源", "Source"), $"{warning.Source} / {warning.ExternalId}")}</dl>
            {string.Concat(Enum.GetValues<Language>().Select(each => Texts(warning.Texts, each)))}
            <p class="quiet">{Encode(Warning.Scheme.In(language))}</p>
            """;
    }

    private static string Texts(WarningTexts texts, Language language)
    {
        var instruction = texts.Instruction is { } text ? $"<p>{Encode(text.In(language))}</p>" : "";
        return $"""
            <section lang="{language.Tag()}"><h2>{Encode(texts.Headline.In(language))}</h2><p>{Encode(texts.Event.In(language))}</p>
            <p>{Encode(texts.Description.In(language))}</p>{instruction}</section>
            """;
    }
}
