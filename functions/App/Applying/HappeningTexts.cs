using FunctionsApp.Applications.Appealing;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Reviews;
using FunctionsApp.Selections;
using FunctionsApp.SiteVisits;

namespace FunctionsApp.Applying;

/// <summary>What happened with an application, in its applicant's words.</summary>
public static class HappeningTexts
{
    public static readonly LocalizedText Drafted = new("创建草稿", "Draft created");
    public static readonly LocalizedText SentToPartners = new("送联合申报单位确认", "Sent to the partners");
    public static readonly LocalizedText SentToSign = new("送单位签署", "Sent to the organisation's signatory");
    public static readonly LocalizedText Signed = new("单位已签署", "Signed by the organisation");
    public static readonly LocalizedText Submitted = new("申请已提交", "Application submitted");
    public static readonly LocalizedText Resubmitted = new("补正内容已提交", "Corrections submitted");
    public static readonly LocalizedText Approved = new("申请已通过", "Application approved");
    public static readonly LocalizedText Rejected = new("申请未通过", "Application not approved");
    public static readonly LocalizedText Withdrawn = new("申请已撤回", "Application withdrawn");

    public static readonly LocalizedText Appealed = new("已提出复议", "The rejection was appealed");

    public static LocalizedText Ruled(AppealRuling ruling)
    {
        var name = AppealTexts.Name(ruling);
        return new($"复议结论：{name.Chinese}", $"Appeal ruled: {name.English}");
    }

    /// <param name="organisation">Credit code of the partner.</param>
    public static LocalizedText Consented(string organisation) =>
        new($"联合申报单位 {organisation} 已同意", $"Partner {organisation} consented");

    public static LocalizedText Promised(LocalizedText document, DateOnly by) => new(
        $"承诺于 {by:yyyy-MM-dd} 前补交“{document.Chinese}”", $"\"{document.English}\" was promised by {by:yyyy-MM-dd}");

    public static LocalizedText PromiseKept(LocalizedText document) =>
        new($"已按承诺补交“{document.Chinese}”", $"\"{document.English}\" came as promised");

    public static LocalizedText PromiseBroken(LocalizedText document) =>
        new($"未按承诺补交“{document.Chinese}”", $"\"{document.English}\" did not come as promised");

    public static LocalizedText ByDocument(LocalizedText submitted) => new(
        $"{submitted.Chinese}（最后一份材料检查完毕后自动提交）", $"{submitted.English} (by itself, when the last document was checked)");

    public static LocalizedText ByAnswer(LocalizedText submitted) => new(
        $"{submitted.Chinese}（保存最后一项申请表内容后自动提交）", $"{submitted.English} (by itself, when the last answer was saved)");

    /// <param name="by">User id.</param>
    /// <param name="fields">Labels of what changed.</param>
    public static LocalizedText Saved(string by, IReadOnlyList<LocalizedText> fields) => new(
        $"{by} 修改了申请表：{string.Join("、", fields.Select(label => label.Chinese))}",
        $"{by} changed the form: {string.Join(", ", fields.Select(label => label.English))}");

    public static LocalizedText Returned(int round) => new($"退回补正（第{round}次）", $"Returned for corrections (round {round})");

    public static LocalizedText Postponed(DateTimeOffset due)
    {
        var time = PageTexts.Time(due);
        return new($"补正截止时间延至{time.Chinese}", $"More time for corrections: until {time.English}");
    }

    public static LocalizedText Extended(DateTimeOffset due)
    {
        var time = PageTexts.Time(due);
        return new($"按申请延长补正时间至{time.Chinese}", $"Corrections extended on request: until {time.English}");
    }

    public static LocalizedText Opened(LocalizedText stage) => new($"进入阶段“{stage.Chinese}”", $"Stage \"{stage.English}\" began");

    public static LocalizedText Closed(LocalizedText stage, StageOutcome outcome)
    {
        var name = ReviewTexts.Name(outcome);
        return new($"阶段“{stage.Chinese}”结束：{name.Chinese}", $"Stage \"{stage.English}\" ended: {name.English}");
    }

    public static LocalizedText SentBack(LocalizedText stage) =>
        new($"退回至阶段“{stage.Chinese}”重新评审", $"Sent back to stage \"{stage.English}\", to be reviewed again from there");

    public static LocalizedText AppointmentOffered(LocalizedText stage, AppointmentOffered offered)
    {
        var time = PageTexts.Time(offered.Begins);
        return offered.Sequence == 0
            ? new($"“{stage.Chinese}”已安排预约：{time.Chinese}", $"An appointment was offered for \"{stage.English}\": {time.English}")
            : new($"“{stage.Chinese}”的预约已变更：{time.Chinese}", $"The appointment for \"{stage.English}\" was changed: {time.English}");
    }

    public static LocalizedText AppointmentConfirmed(LocalizedText stage, bool bySilence) => bySilence
        ? new($"“{stage.Chinese}”的预约到期未答复，视为确认", $"The appointment for \"{stage.English}\" is confirmed: no answer came in time")
        : new($"已确认“{stage.Chinese}”的预约", $"The appointment for \"{stage.English}\" was confirmed");

    public static LocalizedText MoveAsked(LocalizedText stage) =>
        new($"已申请“{stage.Chinese}”改期", $"Another day was asked for, for \"{stage.English}\"");

    public static LocalizedText InstitutionsSilent(LocalizedText stage, int count) => new(
        $"“{stage.Chinese}”：{count}家机构未答复", $"\"{stage.English}\": {count} institution(s) gave no answer");

    public static LocalizedText AppointmentCancelled(LocalizedText stage) =>
        new($"“{stage.Chinese}”的预约已取消", $"The appointment for \"{stage.English}\" was cancelled");

    public static LocalizedText Reserved(AmountReserved reserved)
    {
        var amount = PageTexts.Money(reserved.Amount);
        return new(
            $"入选（第{reserved.Rank}名，共{reserved.Ranked}项）：保留资金{amount.Chinese}",
            $"Selected (rank {reserved.Rank} of {reserved.Ranked}): {amount.English} reserved");
    }

    public static LocalizedText OnReserve(PutOnReserve reserve)
    {
        var until = PageTexts.Time(reserve.Until);
        return new(
            $"列入备选名单（第{reserve.Rank}名，共{reserve.Ranked}项），至{until.Chinese}",
            $"On the reserve list (rank {reserve.Rank} of {reserve.Ranked}) until {until.English}");
    }

    public static LocalizedText NotEligible(IReadOnlyList<LocalizedText> reasons) => new(
        $"不符合申报条件：{string.Join('；', reasons.Select(reason => reason.Chinese))}",
        $"Conditions that are not met: {string.Join("; ", reasons.Select(reason => reason.English))}");

    public static LocalizedText Overdue(LocalizedText stage) => new(
        $"阶段“{stage.Chinese}”超过承诺时限，已督办", $"Stage \"{stage.English}\" takes longer than was promised; it is followed up");

    public static LocalizedText PassedOver(LocalizedText stage) => new(
        $"阶段“{stage.Chinese}”不在本系统办理，由主管部门另行组织", $"Stage \"{stage.English}\" is not held here: the department takes it itself");

    public static LocalizedText DocumentRejected(LocalizedText document, LocalizedText reason) => new(
        $"材料“{document.Chinese}”未通过检查：{reason.Chinese}", $"Document \"{document.English}\" was not accepted: {reason.English}");
}
