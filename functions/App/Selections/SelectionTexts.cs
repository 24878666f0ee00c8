using System.Globalization;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;

namespace FunctionsApp.Selections;

/// <summary>Words of the pages of selections.</summary>
public static class SelectionTexts
{
    public const string Xlsx = "XLSX";
    public const string Csv = "CSV";
    public static readonly LocalizedText Selections = new("择优遴选", "Selections");
    public static readonly LocalizedText None = new("还没有申请进入遴选。", "No application has reached a selection yet.");
    public static readonly LocalizedText All = new("全部遴选", "All selections");
    public static readonly LocalizedText Programme = new("项目类别", "Programme");
    public static readonly LocalizedText Guide = new("指南", "Guide");
    public static readonly LocalizedText State = new("状态", "State");
    public static readonly LocalizedText Batch = new("批次", "Batch");
    public static readonly LocalizedText Ranked = new("参加排序的申请", "Applications ranked");
    public static readonly LocalizedText Budget = new("预算", "Budget");
    public static readonly LocalizedText Reserved = new("已保留", "Reserved");
    public static readonly LocalizedText Available = new("可用金额", "Available");
    public static readonly LocalizedText Places = new("名额", "Places");
    public static readonly LocalizedText Rank = new("名次", "Rank");
    public static readonly LocalizedText Application = new("申请编号", "Application");
    public static readonly LocalizedText Title = new("项目名称", "Project");
    public static readonly LocalizedText Organisation = new("申请单位", "Organisation");
    public static readonly LocalizedText CreditCode = new("统一社会信用代码", "Credit code");
    public static readonly LocalizedText Score = new("评审得分", "Score");
    public static readonly LocalizedText Requested = new("申请金额（元）", "Requested, yuan");
    public static readonly LocalizedText Amount = new("保留金额（元）", "Reserved, yuan");
    public static readonly LocalizedText AmountOf = new("金额（元）", "Amount, yuan");
    public static readonly LocalizedText Outcome = new("结果", "Outcome");
    public static readonly LocalizedText Reason = new("理由", "Reason");
    public static readonly LocalizedText ReasonOfChange = new("更改理由", "Reason for the change");
    public static readonly LocalizedText ReasonHint = new(
        "与建议不同时必填；未入选的申请人会看到，退回后由被退回阶段的人员看到。",
        "Needed where it differs from the proposal; an applicant who is not selected reads it, and those who are asked again.");

    public static readonly LocalizedText DecidedBy = new("决定人", "Decided by");
    public static readonly LocalizedText CutLine = new("以下超出预算或名额", "Beyond the budget or the places");
    public static readonly LocalizedText Intro = new(
        "按评审得分排序；得分相同的，先提交者在前。系统建议自上而下入选，直至预算或名额用完。您可以更改个别申请的结果，或将其退回前序阶段重新评审，并说明理由。",
        "Ranked by the score of the panel; of equal ones the one that was submitted first comes first. The proposal selects down the "
            + "ranking, until the budget or the places are used up. You may change the place of an application, or send it back to an "
            + "earlier stage, with a reason.");

    public static readonly LocalizedText FewShown = new(
        "下列为分界线附近的申请；其余申请的结果可以通过接口更改。",
        "The applications around the cut line are listed; the place of any other one can be changed by the API.");

    public static readonly LocalizedText Export = new("导出", "Export");
    public static readonly LocalizedText CloseEntry = new("结束等待，开始排序", "Close the entry and rank");
    public static readonly LocalizedText CloseEntryIntro = new(
        "尚在前面阶段审核的申请不再等待，此后到达的按逾期处理；常年受理的进入下一批。",
        "Applications that are still under review are not waited for: those that arrive later are too late, or enter the next batch of a "
            + "standing call.");

    public static readonly LocalizedText Promote = new("备选递补", "Select from the reserve list");
    public static readonly LocalizedText PromoteIntro = new(
        "入选申请退出后，可用其释放的金额递补备选申请。",
        "Where a selected application has left, what was reserved for it can be reserved for one on the reserve list.");

    public static readonly LocalizedText AmountHint = new("不填则按申请金额", "Leave it out for what it asks for");
    public static readonly LocalizedText End = new("结束备选名单", "End the reserve list");
    public static readonly LocalizedText EndIntro = new(
        "名单上的申请将不予通过，并告知申请人以下理由。", "The applications on it are rejected; their applicants read the reason.");

    public static readonly LocalizedText Judged = new("您参与过审核，不能更改", "You judged it before, and cannot change it");
    public static readonly LocalizedText IsLate = new("遴选排序后到达", "Arrived after the ranking");

    public static LocalizedText Name(SelectionStatus status) => status switch
    {
        SelectionStatus.Open => new("等待申请", "Waiting for applications"),
        SelectionStatus.Proposed => new("等待决定", "Waiting for the decision"),
        _ => new("已决定", "Decided"),
    };

    public static LocalizedText Name(PlacingChoice choice) => choice switch
    {
        PlacingChoice.Selected => new("入选", "Selected"),
        PlacingChoice.Reserve => new("备选", "On the reserve list"),
        PlacingChoice.SentBack => new("退回前序阶段", "Sent back to an earlier stage"),
        _ => new("不入选", "Not selected"),
    };

    public static LocalizedText Name(PlacingOutcome outcome) => outcome switch
    {
        PlacingOutcome.Selected => Name(PlacingChoice.Selected),
        PlacingOutcome.Reserve => Name(PlacingChoice.Reserve),
        PlacingOutcome.Declined => Name(PlacingChoice.Declined),
        PlacingOutcome.SentBack => Name(PlacingChoice.SentBack),
        _ => new("已退出", "Left"),
    };

    /// <summary>What became of an application, or would by the ranking as it is now.</summary>
    public static LocalizedText OutcomeOf(RankedApplication row, SelectionStatus status)
    {
        if (row.IsLate) return IsLate;
        if (row.Outcome is not { } outcome) return Name(PlacingOutcome.Left);
        if (row.Holder is not null && outcome == PlacingOutcome.Declined) return new(
            "同一项目已为另一申请保留资金", "The same project is reserved for another application");
        return status == SelectionStatus.Decided || outcome == PlacingOutcome.Left ? Name(outcome)
            : outcome == PlacingOutcome.Selected ? new("建议入选", "Proposed") : new("建议不入选", "Not proposed");
    }

    /// <summary>The call and, of a standing one or after the first, its batch.</summary>
    public static LocalizedText TitleOf(ProgrammeDefinition call, SelectionBatch batch)
    {
        var year = call.Guide.Year;
        return call.Guide.Closes is null || batch.Number > 1
            ? new($"{call.Name.Chinese}（{year}年第{batch.Number}批）", $"{call.Name.English} ({year}, batch {batch.Number})")
            : new($"{call.Name.Chinese}（{year}年）", $"{call.Name.English} ({year})");
    }

    /// <param name="stage">Title of the earlier stage.</param>
    public static LocalizedText BackTo(LocalizedText stage) => new($"退回“{stage.Chinese}”", $"Send back to \"{stage.English}\"");

    public static LocalizedText BatchOf(int number) => new($"第{number}批", $"Batch {number}");

    public static LocalizedText Number(int number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return new(text, text);
    }

    public static string Points(decimal? score) => score?.ToString("0.00", CultureInfo.InvariantCulture) ?? "—";

    public static string Yuan(decimal amount) => amount.ToString("#,0.##", CultureInfo.InvariantCulture);

    /// <summary>As an input shows it.</summary>
    public static string Typed(decimal amount) => amount.ToString("0.##", CultureInfo.InvariantCulture);

    public static LocalizedText Sum(BatchView batch)
    {
        var (amount, budget) = (PageTexts.Money(batch.Amount), batch.Available is { } available ? PageTexts.Money(available) : null);
        return budget is null
            ? new($"入选{batch.Selected}项", $"{batch.Selected} selected")
            : new($"入选{batch.Selected}项，{amount.Chinese}，可用{budget.Chinese}",
                $"{batch.Selected} selected, {amount.English} of {budget.English}");
    }

    public static LocalizedText Applicant(RankedApplication row) => new(
        $"{row.Rank}. {row.Title}（{row.Name}）", $"{row.Rank}. {row.Title} ({row.Name})");

    public static LocalizedText RangeOf(decimal least, decimal most)
    {
        var (from, to) = (Yuan(least), Yuan(most));
        return new($"{from} 至 {to} 元；不填则按申请金额", $"{from} to {to}; leave it out for what it asks for");
    }

    public static LocalizedText ClosedBy(string name, string reason) => new(
        $"{name}提前结束等待：{reason}", $"{name} closed the entry by hand: {reason}");

    public static LocalizedText Decided(string name, DateTimeOffset at)
    {
        var time = PageTexts.Time(at);
        return new($"{name}于{time.Chinese}决定", $"Decided by {name}, {time.English}");
    }

    /// <summary>Why an application is not selected, as its applicant reads it.</summary>
    public static LocalizedText WhyNot(Candidate candidate, Placing? placing, int ranked)
    {
        if (candidate.IsLate || placing is null) return new(
            "该批申请排序后才完成评审，未能参加遴选", "Its review reached the selection after the applications of the call had been ranked");
        var why = placing.Reason is { } reason ? new LocalizedText(reason, reason) : placing.Holder is not null
            ? new("同一项目已获其他专项资金支持", "money is reserved for the same project already")
            : new("超出预算或名额", "beyond the budget or the places of the call");
        return new(
            $"评审得分 {Points(candidate.Score)}，在{ranked}项申请中列第{placing.Rank}名：{why.Chinese}",
            $"Score {Points(candidate.Score)}, rank {placing.Rank} of {ranked}: {why.English}");
    }

    /// <summary>What was done on the page before; null for nothing.</summary>
    public static LocalizedText? Done(string? step) => step switch
    {
        SelectionPageHttp.Close => new("已结束等待，正在排序。", "The entry is closed; the applications are being ranked."),
        SelectionPageHttp.Promote => new("已递补。", "The application is selected."),
        SelectionPageHttp.End => new("备选名单已结束。", "The reserve list has ended."),
        _ => null,
    };
}
