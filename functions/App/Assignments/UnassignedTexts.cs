using FunctionsApp.Platform;

namespace FunctionsApp.Assignments;

/// <summary>Words of the page of assignments without anyone to answer them.</summary>
public static class UnassignedTexts
{
    public static readonly LocalizedText Hint = new(
        "以下任务的受理人已离开，且没有人可以接手。请在名册中添加或调整人员，然后重新转交；到期前未转交的，按超时规则处理。",
        "The people who were asked left, and no one could take over. Add or change people in the register, then pass these on again; "
        + "what stays until it is due takes the course of what is overdue.");
    public static readonly LocalizedText None = new("没有无人接手的任务。", "Every assignment of people who left has a successor.");
    public static readonly LocalizedText PassOn = new("重新转交", "Pass on again");
    public static readonly LocalizedText Tried = new("已重新转交。仍列出的任务还没有人可以接手。",
        "Passed on again. What is still listed has no successor yet.");
    public static readonly LocalizedText Title = new("名称", "Title");
    public static readonly LocalizedText Step = new("任务", "What is asked");
    public static readonly LocalizedText Left = new("已离开的受理人", "Who left");
    public static readonly LocalizedText Due = new("截止时间", "Due");
}
