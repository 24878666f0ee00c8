using FunctionsApp.Platform;

namespace FunctionsApp.Assignments.Inbox;

/// <summary>Words of the inbox.</summary>
public static class InboxTexts
{
    public static readonly LocalizedText Inbox = new("待办任务", "Inbox");
    public static readonly LocalizedText None = new("您没有待办任务。", "Nothing waits for you.");
    public static readonly LocalizedText NoneSuch = new("没有符合条件的任务。", "No task is like that.");
    public static readonly LocalizedText Find = new("筛选", "Find");
    public static readonly LocalizedText All = new("全部", "All");
    public static readonly LocalizedText Clear = new("清除条件", "Show all");
    public static readonly LocalizedText Kind = new("类型", "Kind");
    public static readonly LocalizedText Context = new("所属", "Belongs to");
    public static readonly LocalizedText Due = new("截止时间", "Due");
    public static readonly LocalizedText Title = new("名称", "Title");
    public static readonly LocalizedText TitleHas = new("名称包含", "Title contains");
    public static readonly LocalizedText Order = new("排序", "Order");
    public static readonly LocalizedText Step = new("任务", "Task");
    public static readonly LocalizedText Opened = new("收到时间", "Received");
    public static readonly LocalizedText Counts = new("按截止时间", "By due time");
    public static readonly LocalizedText Done = new("已办任务", "What you answered");
    public static readonly LocalizedText NoneDone = new("您还没有办过任务。", "You have answered nothing yet.");
    public static readonly LocalizedText Answered = new("答复时间", "Answered");
    public static readonly LocalizedText Previous = new("上一页", "Previous page");

    public static LocalizedText Name(DueState state) => state switch
    {
        DueState.Overdue => new("已逾期", "Overdue"),
        DueState.Today => new("今天截止", "Due today"),
        DueState.Week => new("7天内截止", "Due within 7 days"),
        DueState.Later => new("7天后截止", "Due later"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static LocalizedText Name(InboxOrder order) => order switch
    {
        InboxOrder.Due => new("截止时间，先到期的在前", "Due time, most urgent first"),
        InboxOrder.Newest => new("收到时间，最新的在前", "Received, newest first"),
        InboxOrder.Title => new("名称", "By title"),
        _ => throw new ArgumentOutOfRangeException(nameof(order)),
    };

    /// <summary>How many of the list are shown, and whether the list has more than is read.</summary>
    public static LocalizedText Count(int count, bool isCut) => isCut
        ? new($"共 {count} 项（仅计最先到期的 {InboxHttp.Most} 项）", $"{count} of the {InboxHttp.Most} most urgent tasks")
        : new($"共 {count} 项", count == 1 ? "1 task" : $"{count} tasks");

    public static LocalizedText Page(int page, int last) => new($"第 {page} 页，共 {last} 页", $"Page {page} of {last}");

    /// <summary>Behind the menu's entry, for who does not see it.</summary>
    public static LocalizedText Waiting(string count) => new($"（{count} 项待办）", $" ({count} open)");
}
