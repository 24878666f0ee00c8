using System.Globalization;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Organisations;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;
using FunctionsApp.Reviews;
using static FunctionsApp.Platform.Http.CallbackPage;

namespace FunctionsApp.Approvals;

/// <summary>What the page of a decision shows beside the review's state.</summary>
/// <param name="Organisation">Null while the applicant's is not registered.</param>
/// <param name="NameOf">Of a member of the staff.</param>
public sealed record DecisionContext(ProgrammeDefinition Definition, Organisation? Organisation, Func<string, string> NameOf);

/// <summary>The pages of a decision: what is asked, and what was recorded.</summary>
public static class DecisionPage
{
    /// <summary>Shows the application, what was decided before, and asks; the form posts the token back.</summary>
    public static CallbackPage Ask(ReviewState state, Assignment assignment, DecisionContext context, string token, Language language)
    {
        string Text(string chinese, string english) => new LocalizedText(chinese, english).In(language);

        var application = state.Application;
        var definition = context.Definition;
        string Name(string type) => Encode(definition.Slot(type)?.Name.In(language) ?? type);

        var choices = string.Concat(Enum.GetValues<DecisionKind>().Select(kind =>
            $"""<label><input type="radio" name="decision" value="{kind}" required> {ReviewTexts.Name(kind).In(language)}</label>"""));
        var items = string.Concat(application.Slots.Select(slot =>
            $"""<label>{Name(slot.Type)}<input type="text" name="item.{Encode(slot.Type)}" maxlength="{DecideApproval.MaxReason}"></label>"""));

        var (form, fields) = ("", "");
        if (application.Form is not null)
        {
            var inputs = string.Concat(definition.Form.Select(field =>
                $"""<label>{Encode(field.Label.In(language))}<input type="text" name="field.{field.Key}" maxlength="{DecideApproval.MaxReason}"></label>"""));
            form = $"<h2>{Text("申请表", "Form")}</h2>{AnswersPage.Html(definition.Form, state.Answers, language)}";
            fields = $"""<fieldset class="items"><legend>{Text("需补正的申请表字段及原因（告知申请人）", "Fields of the form to correct, and why (the applicant reads it)")}</legend>{inputs}</fieldset>""";
        }

        return new CallbackPage(language, application.Subject.Title, $"""
            {About(application, assignment, context, language)}
            <h2>{Text("材料", "Documents")}</h2><ul>{Documents(application, definition, language)}</ul>{form}
            {DecisionHistory.Of(state, context, language)}
            <form method="post" action="/api/assignments/{assignment.Id}/answer">
            <input type="hidden" name="token" value="{Encode(token)}">
            <fieldset><legend>{Text("您的决定", "Your decision")}</legend>{choices}</fieldset>
            <fieldset class="items"><legend>{Text("需补正的材料及原因（告知申请人）", "Documents to correct, and why (the applicant reads it)")}</legend>{items}</fieldset>{fields}
            <label>{Text("意见（供后续评审人员参阅；不同意时必填，申请未通过时告知申请人）", "Comment (for those who decide later; required for a rejection, then the applicant reads it, too)")}
            <textarea name="comment" rows="4" maxlength="{DecideApproval.MaxComment}"></textarea></label>
            <p>{Text("决定提交后不能更改。", "A decision is final.")}</p>
            <div class="actions"><button type="submit">{Text("提交决定", "Submit decision")}</button></div></form>
            """);
    }

    /// <summary>What was decided, and what comes next.</summary>
    public static CallbackPage Recorded(DecisionKind kind, bool isOpen, Language language)
    {
        var next = !isOpen
            ? new LocalizedText("本阶段已有结果；如需您继续处理，将另行发送邮件。", "The stage has its outcome; you get a mail if you are asked again.")
            : kind switch
            {
                DecisionKind.Return => new("申请将退回申请人补正，材料补齐后会再次请您评审。",
                    "The application goes back to the applicant; once it is corrected you are asked again."),
                _ => new("本阶段的评审人员全部作出决定或期限届满后，评审进入下一步；您无需再做任何事。",
                    "The review continues when everyone in this stage has decided or the time is over; you need do nothing more."),
            };
        return new CallbackPage(
            language,
            new LocalizedText("决定已记录", "Your decision is recorded").In(language),
            $"<p><strong>{Encode(ReviewTexts.Name(kind).In(language))}</strong></p><p>{Encode(next.In(language))}</p>");
    }

    private static string About(Application application, Assignment assignment, DecisionContext context, Language language)
    {
        string Text(string chinese, string english) => new LocalizedText(chinese, english).In(language);

        var code = application.Applicant.Organisation.Value;
        var organisation = context.Organisation is { } known ? Text($"{known.Name}（{code}）", $"{known.Name} ({code})") : code;
        var amount = application.Subject.Amount == 0 ? ""
            : Row(Text("申请金额", "Amount"), $"¥ {application.Subject.Amount.ToString("#,0.##", CultureInfo.InvariantCulture)}");
        var round = assignment.Ask.Round == 0 ? Text("首次评审", "First review")
            : Text($"第 {assignment.Ask.Round} 次补正后", $"After correction {assignment.Ask.Round}");
        return $"""
            <dl>{Row(Text("项目", "Programme"), context.Definition.Name.In(language))}{Row(Text("申请机构", "Organisation"), organisation)}
            {Row(Text("地区", "District"), (Districts.Find(application.Applicant.District)?.Name ?? new(application.Applicant.District, application.Applicant.District)).In(language))}
            {Row(Text("行业", "Sector"), Sectors.NameOf(application.Subject.Sector).In(language))}{amount}
            {Row(Text("提交时间（北京时间）", "Submitted (Beijing time)"), application.SubmittedAt is { } at ? BeijingTime.Text(at) : "–")}
            {Row(Text("评审阶段", "Stage"), assignment.About.Step.In(language))}{Row(Text("轮次", "Round"), round)}
            {Row(Text("截止时间（北京时间）", "Due (Beijing time)"), BeijingTime.Text(assignment.Due))}</dl>
            """;
    }

    private static string Documents(Application application, ProgrammeDefinition definition, Language language)
    {
        var corrected = application.Supplement.Items.Select(item => item.Document).ToHashSet();
        return string.Concat(application.Slots.Where(slot => slot.State == DocumentState.Accepted).Select(slot =>
        {
            var name = Encode(definition.Slot(slot.Type)?.Name.In(language) ?? slot.Type);
            var version = new LocalizedText($"{slot.FileName}，第 {slot.Version} 版", $"{slot.FileName}, version {slot.Version}");
            var changed = corrected.Contains(slot.Type) ? new LocalizedText("，补正后", ", corrected") : new("", "");
            var about = new LocalizedText($"（{version.Chinese}{changed.Chinese}）", $" ({version.English}{changed.English})").In(language);
            return $"""<li><a href="/api/applications/{application.Id}/documents/{Uri.EscapeDataString(slot.Type)}">{name}</a>{Encode(about)}</li>""";
        }));
    }
}
