using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Documents;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using FunctionsApp.SiteVisits;

namespace FunctionsApp.Applying;

/// <summary>Words of the page of one application.</summary>
public static class MyApplicationTexts
{
    public static readonly LocalizedText About = new("申请信息", "About this application");
    public static readonly LocalizedText Course = new("办理过程", "What happened");
    public static readonly LocalizedText Review = new("审核进度", "The review");
    public static readonly LocalizedText Letters = new("我们发给您的信件", "Our letters to you");
    public static readonly LocalizedText Withdraw = new("撤回申请", "Withdraw the application");
    public static readonly LocalizedText Back = new("返回申请", "Back to the application");
    public static readonly LocalizedText Tasks = new("办理事项", "What to do");
    public static readonly LocalizedText Register = new("机构登记信息", "Your organisation's entry");
    public static readonly LocalizedText Registered = new("已登记", "Registered");
    public static readonly LocalizedText NotRegistered = new("未登记", "Not registered");
    public static readonly LocalizedText Eligibility = new("申报条件", "Conditions of the guide");
    public static readonly LocalizedText Met = new("符合", "Met");
    public static readonly LocalizedText NotMet = new("不符合", "Not met");
    public static readonly LocalizedText NotKnown = new("尚不能确定", "Not yet known");
    public static readonly LocalizedText Check = new("核对并提交", "Check your answers and submit");
    public static readonly LocalizedText Ready = new("可以提交", "Ready");
    public static readonly LocalizedText NotReady = new("尚不能提交", "Cannot be submitted yet");
    /// <param name="names">Of the organisation's signatories.</param>
    public static LocalizedText WhoSigns(IReadOnlyList<string> names) => names.Count switch
    {
        0 => new("提交前须由本单位签署，但本单位尚无签署人。", "It needs your organisation's signature, and your organisation has no signatory."),
        1 => new($"提交时将请{names[0]}签署。", $"When you send it, {names[0]} is asked to sign."),
        _ => new(
            $"提交时将请以下签署人之一签署：{string.Join("、", names)}。",
            $"When you send it, one of these signatories is asked to sign: {string.Join(", ", names)}."),
    };

    public static readonly LocalizedText Before = new("退回时", "When it was returned");
    public static readonly LocalizedText After = new("现在", "Now");
    public static readonly LocalizedText NoUpload = new("没有上传", "No upload");
    public static readonly LocalizedText NotKept = new("系统不保留修改前的内容，无法对照", "The earlier answer is not kept, so it cannot be compared");
    public static readonly LocalizedText Changed = new("退回后已修改", "Changed since it was returned");
    public static readonly LocalizedText Unchanged = new("尚未修改", "Not changed yet");
    public static readonly LocalizedText Corrected = new("已补正", "Corrected");
    public static readonly LocalizedText Open = new("待补正", "To correct");
    public static readonly LocalizedText ByItself = new(
        "全部补正后申请自动提交；某项内容无需修改的，请核对后提交以确认。",
        "The application is submitted by itself once everything is corrected; to confirm a field unchanged, check it and submit.");

    public static LocalizedText Of(MyNotice notice) => notice switch
    {
        MyNotice.Drafted => new("草稿已创建。", "The draft is created."),
        MyNotice.Submitted => new("申请已提交，评审已开始。", "The application is submitted; the review has begun."),
        MyNotice.SentToPartners => new("已送联合申报单位确认。", "Sent to your partners for their consent."),
        MyNotice.SentToSign => new("已送单位签署人审核签署。", "Sent to your organisation's signatory."),
        MyNotice.Recalled => new("已撤回，可以修改。", "Taken back; it can be changed."),
        MyNotice.Withdrawn => new("申请已撤回。", "The application is withdrawn."),
        MyNotice.Promised => new("承诺已记录。", "The promise is recorded."),
        MyNotice.Appealed => new("复议申请已提交。", "Your appeal has been sent."),
        MyNotice.Extended => new("补正时间已延长。", "Your corrections have more time."),
        MyNotice.Uploaded => new("文件已收到，正在检查。", "The file has arrived and is being checked."),
        MyNotice.AppointmentConfirmed => new("预约已确认。", "The appointment is confirmed."),
        MyNotice.MoveAsked => new("改期申请已提交，将另行安排。", "Your request for another day has arrived; you get a letter."),
        _ => throw new ArgumentOutOfRangeException(nameof(notice)),
    };

    /// <summary>Until when those who are asked may answer, and what the link beside it is for.</summary>
    public static LocalizedText AskedUntil(DateTimeOffset due)
    {
        var time = PageTexts.Time(due);
        return new($"截止 {time.Chinese}；可查看办理人并催办", $"until {time.English}; see who is asked, and remind");
    }

    /// <summary>The status in a sentence, with what the applicant is to do.</summary>
    public static LocalizedText Now(MyApplication mine) => mine.Application.Status switch
    {
        ApplicationStatus.Draft when !mine.IsGuideOpen => new(
            "草稿：申请指南不在受理期内，不能提交。", "Draft: the guide is not open, so it cannot be submitted."),
        ApplicationStatus.Draft when mine.DaysLeft is { } days && PageTexts.DaysLeft(days) is var left => new(
            $"草稿，受理期{left.Chinese}", $"Draft; the guide: {left.English}"),
        ApplicationStatus.Draft => new("草稿，指南常年受理", "Draft; the guide is open without an end"),
        ApplicationStatus.Consenting => new(
            "等待联合申报单位同意：全部同意后进入下一步；受理截止时间按提交时间计算。",
            "Waits for its partners: the next step follows once all consent; the guide's deadline is kept by the sending."),
        ApplicationStatus.Signing => new(
            "等待单位签署：签署后评审开始；受理截止时间按送签时间计算。",
            "Waits for your organisation's signature, with which the review begins; the guide's deadline is kept by the sending."),
        ApplicationStatus.Submitted when mine.Case.Appointment is { State: AppointmentState.Offered } => new(
            "评审中：请答复预约。", "Under review: please answer the appointment."),
        ApplicationStatus.Submitted => new("评审中：目前无需您办理任何事项。", "Under review: there is nothing for you to do now."),
        ApplicationStatus.Returned => new("待补正：请按以下要求修改。", "Returned for corrections: please correct what is listed below."),
        _ => ApplicationTexts.Name(mine.Application.Status),
    };

    /// <summary>What one can do once it is over.</summary>
    public static LocalizedText Then(ApplicationStatus status) => status switch
    {
        ApplicationStatus.Approved => new(
            "您无需再做任何事；后续事项将发信通知。", "You need do nothing; you will get a letter about what follows."),
        ApplicationStatus.Rejected => new(
            "指南受理期内可以按上述原因修改后重新申请。", "While the guide is open, your organisation can apply again with the reasons above in mind."),
        _ => new("指南受理期内可以重新申请。", "While the guide is open, your organisation can apply again."),
    };

    public static LocalizedText State(StageProgress stage, bool isOver) => stage.Run switch
    {
        null when !stage.Stage.IsHeld => ProgrammeTexts.Outside,
        { State: StageRunState.Closed, Outcome: { } outcome } => ReviewTexts.Name(outcome),
        { State: StageRunState.Blocked } => new("等待安排审核人员", "Waiting for reviewers"),
        { } => new("进行中", "In progress"),
        null when isOver => new("未进行", "Not held"),
        null => new("尚未开始", "To come"),
    };

    public static LocalizedText Since(DateTimeOffset at)
    {
        var time = PageTexts.Time(at);
        return new($"{time.Chinese}开始", $"since {time.English}");
    }

    public static LocalizedText Until(StageDefinition stage, DateTimeOffset due)
    {
        var time = PageTexts.Time(due);
        // True with and without an objection: the applicant must not see whether there is one.
        if (stage is PublicNoticeDefinition notice) return new(
            $"公示至{time.Chinese}；结果最早在公示期满后{notice.ExaminationWorkingDays}个工作日给出",
            $"on public notice until {time.English}; "
                + $"the result comes {notice.ExaminationWorkingDays} working days after it at the earliest");
        return new($"预计{time.Chinese}前完成", $"expected by {time.English}");
    }

    public static LocalizedText CorrectBy(DateTimeOffset due)
    {
        var time = PageTexts.Time(due);
        return new($"请于{time.Chinese}前补正并提交，逾期申请将不予通过。",
            $"Correct and submit by {time.English}; after that the application is rejected.");
    }

    public static LocalizedText State(RuleResult rule) => rule.Met switch
    {
        true => Met,
        false => NotMet,
        null => NotKnown,
    };

    public static LocalizedText State(FormState form) => form switch
    {
        { Incomplete.Count: 0 } => new("已填完", "Complete"),
        { SavedAt: null } => new("未开始", "Not begun"),
        { Incomplete.Count: var fields } => new($"还有{fields}项未填完", $"{fields} fields to complete"),
    };

    public static LocalizedText State(SlotState slot) => slot switch
    {
        { State: DocumentState.Accepted, Pending: > 0 } => new("已接收，新版本检查中", "Accepted, a newer version is being checked"),
        { State: DocumentState.Accepted, Reason: not null } => new("已接收，新版本未通过检查", "Accepted, the newer version was not"),
        _ => ApplicationTexts.Name(slot.State),
    };

    public static LocalizedText Eligible(MyApplication mine)
    {
        var (sector, days) = (Sectors.NameOf(mine.Application.Subject.Sector), ProgrammeTexts.Days(mine.Definition.Guide));
        return new($"领域：{sector.Chinese}；受理时间：{days.Chinese}", $"Sector: {sector.English}; open {days.English}");
    }

    public static LocalizedText StillMissing(MyApplication mine)
    {
        string Names(Language language) => string.Join(language.Comma(),
        [
            .. mine.IncompleteFields.Select(key => mine.Definition.Field(key)?.Label.In(language) ?? key),
            .. mine.MissingDocuments.Select(type => mine.Definition.DocumentName(type).In(language)),
        ]);
        return new($"还缺：{Names(Language.Chinese)}", $"Still missing: {Names(Language.English)}");
    }

    public static LocalizedText AlsoAsked(MyApplication mine) => new(
        $"修改后还需要：{string.Join('、', mine.AlsoAsked.Select(asked => asked.Chinese))}",
        $"Your changes also ask for: {string.Join(", ", mine.AlsoAsked.Select(asked => asked.English))}");

    public static LocalizedText Upload(DocumentRecord upload)
    {
        var (at, state) = (PageTexts.Time(upload.ReceivedAt), Name(upload.State));
        return new(
            $"{upload.FileName}，第{upload.Version}版，{at.Chinese}，{state.Chinese}",
            $"{upload.FileName}, version {upload.Version}, {at.English}, {state.English}");
    }

    public static LocalizedText Name(CheckState state) => state switch
    {
        CheckState.Received => new("检查中", "being checked"),
        CheckState.Accepted => new("已接收", "accepted"),
        CheckState.Rejected => new("未通过检查", "not accepted"),
        CheckState.Removed => new("已删除", "removed"),
        CheckState.Superseded => new("已被新上传的文件取代", "replaced by a newer upload before its check"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
