using FunctionsApp.Applications;
using FunctionsApp.Applications.Extending;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Applications.Partners;
using FunctionsApp.Applications.Promises;
using FunctionsApp.Applications.Retaining;
using FunctionsApp.Applications.Signing;
using FunctionsApp.Approvals;
using FunctionsApp.Assignments;
using FunctionsApp.Assignments.AddingSigners;
using FunctionsApp.Assignments.Copying;
using FunctionsApp.Assignments.HandingOver;
using FunctionsApp.Assignments.Overseeing;
using FunctionsApp.City;
using FunctionsApp.Completeness;
using FunctionsApp.Documents;
using FunctionsApp.Documents.Readings;
using FunctionsApp.Pages;
using FunctionsApp.Panels;
using FunctionsApp.Panels.Plans;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Programmes;
using FunctionsApp.Referrals;
using FunctionsApp.Reviews;
using FunctionsApp.Reviews.Appeals;
using FunctionsApp.Selections;
using FunctionsApp.SiteVisits;
using FunctionsApp.SiteVisits.Photos;

namespace FunctionsApp.Records;

/// <summary>An application's facts in words.</summary>
public static class FactTexts
{
    /// <summary>What happened, as far as the reader may see it; the fact's name where this version has no words for it.</summary>
    /// <param name="definition">Names its stages and documents.</param>
    public static LocalizedText Of(FactEntry entry, ProgrammeDefinition definition)
    {
        var name = Name(entry.Type) ?? new LocalizedText(entry.Type, entry.Type);
        // What was changed afterwards cannot always be read; its JSON is shown beside.
        return Details(entry.Read(), definition) is { } details
            ? new($"{name.Chinese}：{details.Chinese}", $"{name.English}: {details.English}")
            : name;
    }

    /// <summary>Null for a fact that no application has.</summary>
    public static LocalizedText? Name(string type) => type switch
    {
        nameof(ApplicationDrafted) => new("起草申请", "The application was drafted"),
        nameof(FormSaved) => new("保存申请表", "The form was saved"),
        nameof(DocumentUploaded) => new("上传材料", "A document was uploaded"),
        nameof(DocumentAccepted) => new("材料通过检查", "A document was accepted"),
        nameof(DocumentRead) => new("阅读材料", "A document was read"),
        nameof(DocumentRejected) => new("材料未通过检查", "A document was not accepted"),
        nameof(DocumentAltered) => new("存储的材料被改动或丢失", "A stored document was found altered or missing"),
        nameof(DocumentPromised) => new("承诺后补材料", "A document was promised for later"),
        nameof(PromiseKept) => new("按承诺补交材料", "A promised document came"),
        nameof(PromiseBroken) => new("未按承诺补交材料", "A promised document did not come"),
        nameof(PartnersAsked) => new("征求联合申报单位同意", "The partners were asked"),
        nameof(PartnerConsented) => new("联合申报单位同意", "A partner consented"),
        nameof(ConsentClosed) => new("征求同意未完成", "The asking of the partners ended without the consent of all"),
        nameof(SigningRequested) => new("提请单位签署", "The organisation was asked to sign"),
        nameof(ApplicationSigned) => new("单位签署申请", "The organisation signed"),
        nameof(SigningClosed) => new("签署未完成", "The asking for a signature ended without one"),
        nameof(ApplicationSubmitted) => new("提交申请", "The application was submitted"),
        nameof(ApplicationResubmitted) => new("提交补正", "The corrections were submitted"),
        nameof(ApplicationReturned) => new("退回补正", "The application was returned for corrections"),
        nameof(SupplementPostponed) => new("补正时间延后", "The corrections are due later"),
        nameof(SupplementExtended) => new("补正时间按申请延长", "The corrections were extended on request"),
        nameof(ApplicationApproved) => new("申请获得批准", "The application was approved"),
        nameof(AppealSubmitted) => new("提出复议", "The rejection was appealed"),
        nameof(AppealDismissed) => new("复议不成立", "The appeal was dismissed"),
        nameof(AppealUpheld) => new("复议成立", "The appeal was upheld"),
        nameof(ApplicationRejected) => new("申请未获批准", "The application was rejected"),
        nameof(ApplicationWithdrawn) => new("撤回申请", "The application was withdrawn"),
        nameof(ErasurePlanned) => new("保管期满，列入删除计划", "Its retention time is over: an erasure was planned"),
        nameof(DrafterReminded) => new("通知申请人草稿将被删除", "The drafter was written that the draft is erased"),
        nameof(ErasureCalledOff) => new("撤销删除计划", "The planned erasure was called off"),
        nameof(DataErased) => new("按保管期限删除内容", "Data were erased as the retention policy says"),
        nameof(FilesDeleted) => new("删除存储的文件", "Its files were deleted from storage"),
        nameof(LegalHoldPlaced) => new("设置保全", "A legal hold was placed"),
        nameof(LegalHoldLifted) => new("解除保全", "The legal hold was lifted"),
        nameof(StageOpened) => new("阶段开始", "A stage was opened"),
        nameof(StageClosed) => new("阶段结束", "A stage was closed"),
        nameof(StageSentBack) => new("退回前序阶段", "A stage sent the application back to an earlier one"),
        nameof(EligibilityNotMet) => new("不符合申报条件", "Conditions were not met"),
        nameof(StageOverdue) => new("阶段超过承诺时限", "A stage takes longer than was promised"),
        nameof(StagePassedOver) => new("阶段不在本系统办理", "A stage was not held here"),
        nameof(AssignmentOpened) => new("交办任务", "A person was asked"),
        nameof(AssigneeAway) => new("被交办人不在岗", "A person to be asked was out of office"),
        nameof(AssignmentsBlocked) => new("可交办的人不足", "Too few people could be asked"),
        nameof(AssignmentEscalated) => new("逾期任务转交代理人", "An overdue assignment passed to a delegate"),
        nameof(CopySent) => new("抄送", "A copy was sent for information"),
        nameof(CopyRead) => new("抄送已阅", "A copy was read"),
        nameof(SignerAdded) => new("加签", "A signer was added"),
        nameof(AssigneeTakenOff) => new("减签", "A person was taken off"),
        nameof(AssigneeReminded) => new("催办任务", "A person was reminded by an overseer"),
        nameof(AssignmentHandedOver) => new("任务转办", "An assignment was handed over"),
        nameof(AssignmentPassedOn) => new("任务因受理人离开而转交", "An assignment passed on: its assignee left"),
        nameof(AssignmentLapsed) => new("任务逾期失效", "An assignment lapsed"),
        nameof(AssignmentPostponed) => new("任务时间延后", "An assignment is due later"),
        nameof(DecisionRecorded) => new("记录决定", "A decision was recorded"),
        nameof(DecisionTakenBack) => new("撤回决定", "A decision was taken back"),
        nameof(PanelAwaitsPlan) => new("等待统一安排评审专家", "Its experts are assigned together with those of other applications"),
        nameof(PanelSeated) => new("评审专家已统一安排", "Its experts were assigned"),
        nameof(PanelWaitEnded) => new("不再等待统一安排专家", "It waits for experts no more"),
        nameof(ConflictDeclared) => new("专家作出回避声明", "An expert declared on conflicts of interest"),
        nameof(SheetRecorded) => new("记录专家评分表", "An expert's sheet was recorded"),
        nameof(AppointmentOffered) => new("提出预约", "An appointment was offered"),
        nameof(AttendeesNamed) => new("指定参加人员", "Attendees were named"),
        nameof(AppointmentConfirmed) => new("预约确认", "An appointment was confirmed"),
        nameof(AppointmentMoveAsked) => new("申请改期", "Another day was asked for"),
        nameof(AppointmentCancelled) => new("取消预约", "An appointment was cancelled"),
        nameof(InstitutionAnswered) => new("记录机构答复", "An institution answered"),
        nameof(InstitutionsSilent) => new("机构未答复", "Institutions gave no answer"),
        nameof(VisitReported) => new("记录考察报告", "A report on an appointment was recorded"),
        nameof(PhotoAttached) => new("附上照片", "A photo was attached to a report"),
        nameof(PhotoRemoved) => new("删除照片", "A photo of a report was removed"),
        nameof(AttachmentChecked) => new("附件检查完毕", "An attachment was checked"),
        nameof(AttachmentAltered) => new("存储的附件被改动或丢失", "A stored attachment was found altered or missing"),
        nameof(AmountReserved) => new("入选并保留资金", "The application was selected, and money reserved"),
        nameof(PutOnReserve) => new("列入备选名单", "The application was put on the reserve list"),
        nameof(PanelScored) => new("专家评审得出总分", "A panel has its score"),
        _ => null,
    };

    private static LocalizedText? Details(Fact? fact, ProgrammeDefinition definition) => fact switch
    {
        DocumentUploaded uploaded => Version(definition.DocumentName(uploaded.Type), uploaded.Version),
        DocumentRead read => Pair(
            Version(definition.DocumentName(read.Type), read.Version), ReadingTexts.Name(read.Way), Same(read.Assignment ?? "—")),
        DocumentAccepted { Scan: { } scan } accepted => Pair(
            Version(definition.DocumentName(accepted.Type), accepted.Version), ApplicationTexts.Name(scan)),
        DocumentAccepted accepted => Version(definition.DocumentName(accepted.Type), accepted.Version),
        DocumentRejected { Signature: { } signature } rejected => Pair(
            definition.DocumentName(rejected.Type), rejected.Reason, Same(signature)),
        DocumentRejected rejected => Pair(definition.DocumentName(rejected.Type), rejected.Reason),
        ErasurePlanned planned => ErasureTexts.Name(planned.Step),
        DrafterReminded { Unwritten: true } reminded => Pair(
            ErasureTexts.Name(reminded.Step), Same(BeijingTime.Text(reminded.From)), ErasureTexts.Unwritten),
        DrafterReminded reminded => Pair(ErasureTexts.Name(reminded.Step), Same(BeijingTime.Text(reminded.From))),
        ErasureCalledOff off => ErasureTexts.Name(off.Step),
        DataErased erased => ErasureTexts.Name(erased.Step),
        FilesDeleted deleted => new($"{deleted.Files} 个文件，{deleted.Bytes} 字节", $"{deleted.Files} files, {deleted.Bytes} bytes"),
        DocumentAltered altered => Pair(
            Version(definition.DocumentName(altered.Type), altered.Version), AlterationTexts.Name(altered.Kind)),
        AttachmentAltered altered => Pair(Same($"{altered.Type} {altered.Version}"), AlterationTexts.Name(altered.Kind)),
        ApplicationReturned returned => Round(returned.Round),
        ApplicationResubmitted resubmitted => Round(resubmitted.Round),
        SupplementPostponed postponed => Until(postponed.Due),
        SupplementExtended extended => Until(extended.Due),
        DocumentPromised { By: { } by } promised => Pair(definition.DocumentName(promised.Type), Same($"{by:yyyy-MM-dd}")),
        DocumentPromised back => definition.DocumentName(back.Type),
        PromiseKept kept => definition.DocumentName(kept.Type),
        PromiseBroken broken => Pair(definition.DocumentName(broken.Type), Same($"{broken.By:yyyy-MM-dd}")),
        PartnersAsked asked => Same(string.Join(", ", asked.Asked)),
        PartnerConsented consented => Same(consented.Organisation),
        ConsentClosed closed => PartnerTexts.Of(closed.Outcome),
        SigningClosed closed => SigningTexts.Of(closed.Outcome),
        StageOpened opened => definition.StageTitle(opened.Stage),
        EligibilityNotMet unmet => new(
            string.Join('；', unmet.Reasons.Select(reason => reason.Chinese)),
            string.Join("; ", unmet.Reasons.Select(reason => reason.English))),
        StageOverdue overdue => definition.StageTitle(overdue.Stage),
        StagePassedOver passedOver => definition.StageTitle(passedOver.Stage),
        StageClosed closed => Pair(definition.StageTitle(closed.Stage), ReviewTexts.Name(closed.Outcome)),
        StageSentBack sent => Pair(definition.StageTitle(sent.Stage), definition.StageTitle(sent.To)),
        AssignmentOpened opened => Pair(definition.StageTitle(opened.Step), Same(opened.Assignee), Until(opened.Due)),
        AssigneeAway away => Pair(definition.StageTitle(away.Step), Same($"{away.Away} → {away.To ?? "—"}")),
        AssignmentsBlocked blocked => definition.StageTitle(blocked.Step),
        AssignmentEscalated escalated => Pair(
            definition.StageTitle(escalated.Step), Same($"{escalated.From} → {escalated.To ?? "—"}"), Until(escalated.Due)),
        SignerAdded added => Pair(
            definition.StageTitle(added.Step), Same($"{added.By} → {added.Signer}"), Until(added.Due)),
        AssigneeTakenOff off => Pair(definition.StageTitle(off.Step), Same(off.Assignee)),
        AssigneeReminded reminded => Pair(definition.StageTitle(reminded.Step), Same(reminded.Assignee)),
        AssignmentHandedOver handed => Pair(
            definition.StageTitle(handed.Step), Same($"{handed.From} → {handed.To}"), Until(handed.Due)),
        AssignmentPassedOn passed => Pair(
            definition.StageTitle(passed.Step), Same($"{passed.From} → {passed.To ?? "—"}"), Until(passed.Due)),
        AssignmentLapsed lapsed => Pair(definition.StageTitle(lapsed.Step), Same(lapsed.Assignee)),
        AssignmentPostponed postponed => Pair(definition.StageTitle(postponed.Step), Same(postponed.Assignee), Until(postponed.Due)),
        DecisionRecorded decided => Pair(definition.StageTitle(decided.Stage), ReviewTexts.Name(decided.Decision)),
        DecisionTakenBack taken => Pair(definition.StageTitle(taken.Stage), ReviewTexts.Name(taken.Decision)),
        ConflictDeclared declared => Pair(definition.StageTitle(declared.Stage), PanelTexts.Name(declared.Conflict)),
        SheetRecorded sheet => Version(definition.StageTitle(sheet.Stage), sheet.Version),
        AppointmentOffered offered => Pair(definition.StageTitle(offered.Stage), PageTexts.Time(offered.Begins)),
        AttendeesNamed named => Pair(definition.StageTitle(named.Stage), Same(string.Join(", ", named.Attendees))),
        AppointmentConfirmed confirmed => definition.StageTitle(confirmed.Stage),
        AppointmentMoveAsked moved => definition.StageTitle(moved.Stage),
        AppointmentCancelled cancelled => definition.StageTitle(cancelled.Stage),
        InstitutionAnswered answered => Pair(
            definition.StageTitle(answered.Stage), ReferralTexts.Name(answered.Answer), Same(answered.Institution)),
        InstitutionsSilent silent => Pair(
            definition.StageTitle(silent.Stage), Same(string.Join(", ", silent.Lapsed.Concat(silent.NoContact)))),
        VisitReported reported => Pair(definition.StageTitle(reported.Stage), VisitTexts.Name(reported.Result)),
        PhotoAttached photo => Pair(definition.StageTitle(photo.Stage), Same($"{photo.Number}-{photo.Photo}"), Same(photo.Sha256)),
        PhotoRemoved photo => Pair(definition.StageTitle(photo.Stage), Same($"{photo.Number}-{photo.Photo}")),
        AttachmentChecked attached => Same(attached.ReasonCode ?? attached.Sha256 ?? ""),
        AmountReserved reserved => Pair(
            definition.StageTitle(reserved.Stage), PageTexts.Money(reserved.Amount), Same($"{reserved.Rank}/{reserved.Ranked}")),
        PutOnReserve reserve => Pair(
            definition.StageTitle(reserve.Stage), Same($"{reserve.Rank}/{reserve.Ranked}"), Until(reserve.Until)),
        PanelScored scored => Pair(definition.StageTitle(scored.Stage), PanelTexts.Result(scored.Score, scored.PassMark)),
        _ => null,
    };

    private static LocalizedText Version(LocalizedText document, int version) =>
        new($"{document.Chinese}（第{version}版）", $"{document.English} (version {version})");

    private static LocalizedText Round(int round) => new($"第{round}轮", $"round {round}");

    private static LocalizedText Until(DateTimeOffset due)
    {
        var text = BeijingTime.Text(due);
        return new($"截止 {text}（北京时间）", $"due {text} (Beijing time)");
    }

    private static LocalizedText Same(string text) => new(text, text);

    private static LocalizedText Pair(params LocalizedText[] parts) => new(
        string.Join("，", parts.Select(part => part.Chinese)), string.Join(", ", parts.Select(part => part.English)));
}
