using System.Net;
using FunctionsApp.Shared;

namespace FunctionsApp.Warnings;

/// <summary>The officer's pages in both languages, without scripts.</summary>
internal static class VerificationPage
{
    /// <summary>What is asked, and the form to answer it; without the form when it is decided.</summary>
    public static string Form(Warning warning, string token)
    {
        if (warning.Status != WarningStatus.Draft) return Done(warning);
        var levels = string.Concat(Enum.GetValues<WarningLevel>().Select(level => $"<option{(level == warning.Level ? " selected" : "")}>{level}</option>"));
        return Page($"""
            {About(warning)}
            <form method="post">
            <input type="hidden" name="token" value="{Html(token)}">
            <p><label>等级 Level <select name="level">{levels}</select></label></p>
            <p><label>意见 Comment<br><textarea name="comment" rows="4" cols="60" maxlength="1000"></textarea></label></p>
            <p><button name="decision" value="Confirm">核实并发布 Confirm and publish</button>
            <button name="decision" value="Dismiss">不属实 Dismiss</button></p>
            </form>
            """);
    }

    public static string Done(Warning warning) => Page($"""
        {About(warning)}
        <p><strong>已记录 Recorded: {warning.Status}, {warning.Level}</strong></p>
        """);

    private static string About(Warning warning)
    {
        var sector = Sectors.Find(warning.Sector)?.Name ?? new(warning.Sector, warning.Sector);
        var district = (Districts.Find(warning.District) ?? Districts.City).Name;
        return $"""
            <h1>预警核实 Verify a warning</h1>
            {Both("h2", warning.Texts.Headline)}
            {Both("p", new($"{sector.Chinese} · {district.Chinese} · {warning.Texts.Event.Chinese}", $"{sector.English} · {district.English} · {warning.Texts.Event.English}"))}
            {Both("p", warning.Texts.Description)}
            {(warning.Texts.Instruction is { } instruction ? Both("p", instruction) : "")}
            <p>来源 Source: {Html(warning.Source)} / {Html(warning.ExternalId)}</p>
            <p>信号等级 Signalled level: {warning.Level}</p>
            {Both("p", Warning.Scheme)}
            """;
    }

    private static string Both(string element, LocalizedText text) =>
        $"""<{element} lang="zh-CN">{Html(text.Chinese)}</{element}><{element} lang="en">{Html(text.English)}</{element}>""";

    private static string Page(string body) => $$"""
        <!DOCTYPE html>
        <html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>预警核实 Verify a warning</title>
        <style>body { font: 1rem/1.5 sans-serif; max-width: 45rem; margin: 2rem auto; padding: 0 1rem } button { font: inherit; padding: .5rem 1rem }</style></head>
        <body>
        {{body}}
        </body></html>
        """;

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}
