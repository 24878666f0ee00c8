using System.Globalization;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;
using FunctionsApp.Reviews;
using static FunctionsApp.Platform.Http.CallbackPage;

namespace FunctionsApp.Approvals;

/// <summary>The pages of a decision: what is asked, and what was recorded.</summary>
public static class DecisionPage
{
    /// <summary>Shows the application and asks; the form posts the token back.</summary>
    public static CallbackPage Ask(Application application, Assignment assignment, ProgrammeDefinition definition, string token,
        Language language, Answers? answers = null)
    {
        string Text(string chinese, string english) => new LocalizedText(chinese, english).In(language);
        string Name(string type) => Encode(definition.Slot(type)?.Name.In(language) ?? type);

        var stage = assignment.About.Step.In(language);
        var amount = application.Subject.Amount == 0 ? ""
            : Row(Text("申请金额", "Amount"), $"¥ {application.Subject.Amount.ToString("#,0.##", CultureInfo.InvariantCulture)}");
        var accepted = application.Slots.Where(slot => slot.State == DocumentState.Accepted).ToList();
        var documents = string.Concat(accepted.Select(slot =>
            $"""<li><a href="/api/applications/{application.Id}/documents/{Uri.EscapeDataString(slot.Type)}">{Name(slot.Type)}</a> ({Encode(slot.FileName)}, v{slot.Version})</li>"""));
        var choices = string.Concat(Enum.GetValues<DecisionKind>().Select(kind =>
            $"""<label><input type="radio" name="decision" value="{kind}" required> {ReviewTexts.Name(kind).In(language)}</label>"""));
        var items = string.Concat(application.Slots.Select(slot =>
            $"""<label>{Name(slot.Type)}<input type="text" name="item.{Encode(slot.Type)}" maxlength="{DecideApproval.MaxReason}"></label>"""));

        var (form, fields) = ("", "");
        if (application.Form is not null)
        {
            var inputs = string.Concat(definition.Form.Select(field =>
                $"""<label>{Encode(field.Label.In(language))}<input type="text" name="field.{field.Key}" maxlength="{DecideApproval.MaxReason}"></label>"""));
            form = $"<h2>{Text("申请表", "Form")}</h2>{AnswersPage.Html(definition.Form, answers ?? Answers.None, language)}";
            fields = $"""<fieldset class="items"><legend>{Text("需补正的申请表字段及原因", "Fields of the form to correct, and why")}</legend>{inputs}</fieldset>""";
        }

        return new CallbackPage(language, application.Subject.Title, $"""
            <dl>{Row(Text("项目", "Programme"), definition.Name.In(language))}{Row(Text("申请机构", "Organisation"), application.Applicant.Organisation.Value)}{amount}
            {Row(Text("评审阶段", "Stage"), stage)}{Row(Text("截止时间（北京时间）", "Due (Beijing time)"), BeijingTime.Text(assignment.Due))}</dl>
            <h2>{Text("材料", "Documents")}</h2><ul>{documents}</ul>{form}
            <form method="post" action="/api/assignments/{assignment.Id}/answer">
            <input type="hidden" name="token" value="{Encode(token)}">
            <fieldset><legend>{Text("您的决定", "Your decision")}</legend>{choices}</fieldset>
            <fieldset class="items"><legend>{Text("需补正的材料及原因", "Documents to correct, and why")}</legend>{items}</fieldset>{fields}
            <label>{Text("意见", "Comment")}<textarea name="comment" rows="4" maxlength="{DecideApproval.MaxComment}"></textarea></label>
            <p>{Text("决定提交后不能更改。", "A decision is final.")}</p>
            <div class="actions"><button type="submit">{Text("提交决定", "Submit decision")}</button></div></form>
            """);
    }

    public static CallbackPage Recorded(DecisionKind kind, Language language) => new(
        language,
        new LocalizedText("决定已记录", "Your decision is recorded").In(language),
        $"<p>{Encode(ReviewTexts.Name(kind).In(language))}</p>");
}
