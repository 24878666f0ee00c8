using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using static FunctionsApp.Platform.Http.CallbackPage;

namespace FunctionsApp.Alerts.Drafts;

/// <summary>The pages of an approval: the frame in the reader's language, the alert's texts in both, since both are published.</summary>
internal static class AlertApprovalPage
{
    /// <summary>What is asked, and the form to answer it.</summary>
    public static CallbackPage Ask(AlertDraft draft, Assignment assignment, string token, Language language)
    {
        string Text(string chinese, string english) => new LocalizedText(chinese, english).In(language);

        return new CallbackPage(language, assignment.About.Step.In(language), $"""
            {About(draft, language)}
            <form method="post" action="/api/assignments/{assignment.Id}/answer">
            <input type="hidden" name="token" value="{Encode(token)}">
            <p>{Text("截止时间（北京时间）：", "Due (Beijing time): ")}{BeijingTime.Text(assignment.Due)}</p>
            <label>{Text("意见", "Comment")}<textarea name="comment" rows="4" maxlength="{ApproveAlert.MaxComment}"></textarea></label>
            <p>{Text("提交后不能更改。", "The answer is final.")}</p>
            <div class="actions"><button type="submit" name="decision" value="Approve">{Text("批准发布", "Approve")}</button>
            <button type="submit" class="other" name="decision" value="Reject">{Text("不批准", "Reject")}</button></div></form>
            """);
    }

    public static CallbackPage Recorded(AlertDraft draft, Language language)
    {
        var decision = draft.Approval?.Decision == ApprovalDecision.Approve
            ? new LocalizedText("已批准", "Approved")
            : new("未批准", "Rejected");
        return new CallbackPage(
            language,
            new LocalizedText("答复已记录", "The answer is recorded").In(language),
            $"<p><strong>{decision.In(language)}</strong></p>{About(draft, language)}");
    }

    /// <summary>Of the draft's sectors.</summary>
    public static LocalizedText NamesOf(AlertDraft draft)
    {
        var names = draft.Sectors.Select(Sectors.NameOf).ToList();
        return new(string.Join('、', names.Select(name => name.Chinese)), string.Join(", ", names.Select(name => name.English)));
    }

    private static string About(AlertDraft draft, Language language)
    {
        string Text(string chinese, string english) => new LocalizedText(chinese, english).In(language);

        var texts = string.Concat(Enum.GetValues<Language>().Select(each =>
            $"""<section lang="{each.Tag()}"><h2>{Encode(draft.Title.In(each))}</h2><p>{Encode(draft.Text.In(each))}</p></section>"""));
        return $"""
            <dl>{Row(Text("行业", "Sectors"), NamesOf(draft).In(language))}
            {Row(Text("发布时间（北京时间）", "To be published (Beijing time)"), BeijingTime.Text(draft.PublishAt))}</dl>
            {texts}
            """;
    }
}
