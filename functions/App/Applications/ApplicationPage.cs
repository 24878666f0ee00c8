using System.Globalization;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes;
using static FunctionsApp.Platform.Http.CallbackPage;

namespace FunctionsApp.Applications;

/// <summary>The page to which an applicant's letters lead: how the application is, what is asked, and why it was rejected.</summary>
internal static class ApplicationPage
{
    /// <param name="showsDocuments">Whether the reader may see which documents there are.</param>
    /// <param name="showsForm">Whether the reader may read the answers of the form.</param>
    public static CallbackPage Of(
        Application application, ProgrammeDefinition definition, bool showsDocuments, bool showsForm, Language language)
    {
        string Text(string chinese, string english) => new LocalizedText(chinese, english).In(language);

        string Name(string type) => definition.Slot(type)?.Name.In(language) ?? type;

        string Moment(DateTimeOffset? at) => at is { } moment ? BeijingTime.Text(moment) : "–";

        var amount = application.Subject.Amount == 0 ? ""
            : Row(Text("申请金额", "Amount"), $"¥ {application.Subject.Amount.ToString("#,0.##", CultureInfo.InvariantCulture)}");
        var documents = !showsDocuments ? "" : Section(Text("材料", "Documents"), application.Slots.Select(slot =>
            Encode($"{Name(slot.Type)}{Text("：", ": ")}{ApplicationTexts.Name(slot.State).In(language)}"
                + (slot.FileName is null ? "" : Text($"（{slot.FileName}）", $" ({slot.FileName})")))));
        var items = Section(Text("需要补正", "To correct"), application.Returned.Select(item =>
            $"{Encode(definition.NameOf(item)?.In(language) ?? item.Document ?? item.Field)}<blockquote>{Encode(item.Reason)}</blockquote>"));
        var reasons = application.Refusal is not { } refusal ? "" : Section(
            Text("未通过的原因", "Why it was not approved"),
            refusal.Reasons.Select(reason => $"<blockquote>{Encode(reason)}</blockquote>").Prepend(Encode(refusal.Cause.In(language))));
        var form = !showsForm || application.Form is null ? ""
            : $"""<p><a class="button" href="/api/applications/{application.Id}/form">{Text("申请表", "Form")}</a></p>""";
        return new CallbackPage(language, application.Subject.Title, $"""
            <dl>{Row(Text("状态", "Status"), ApplicationTexts.Name(application.Status).In(language))}
            {Row(Text("编号", "Number"), application.Id)}{Row(Text("项目", "Programme"), definition.Name.In(language))}
            {Row(Text("行业", "Sector"), Sectors.NameOf(application.Subject.Sector).In(language))}{amount}
            {Row(Text("提交时间（北京时间）", "Submitted (Beijing time)"), Moment(application.SubmittedAt))}
            {Row(Text("办结时间（北京时间）", "Decided (Beijing time)"), Moment(application.DecidedAt))}</dl>
            {reasons}{items}{documents}{form}
            """);
    }

    private static string Section(string title, IEnumerable<string> lines)
    {
        var list = string.Concat(lines.Select(line => $"<li>{line}</li>"));
        return list.Length == 0 ? "" : $"<h2>{Encode(title)}</h2><ul>{list}</ul>";
    }
}
