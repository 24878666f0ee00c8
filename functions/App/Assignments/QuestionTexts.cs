using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Assignments;

/// <summary>Words of the frame of all questions.</summary>
public static class QuestionTexts
{
    public static readonly LocalizedText Answer = new("您的答复", "Your answer");
    public static readonly LocalizedText Choose = new("请选择您的答复", "Choose your answer");
    public static readonly LocalizedText Comment = new("意见", "Comment");
    public static readonly LocalizedText Final = new("提交后不能更改。", "An answer is final.");
    public static readonly LocalizedText Submit = new("提交", "Submit");
    public static readonly LocalizedText Recorded = new("答复已记录", "Your answer is recorded");
    public static readonly LocalizedText Context = new("所属", "Belongs to");
    public static readonly LocalizedText Asked = new("任务", "Task");
    public static readonly LocalizedText Due = new("截止时间", "Due");
    public static readonly LocalizedText Next = new("下一项任务", "Next task");
    public static readonly LocalizedText NothingLeft = new("您没有其他待办任务。", "Nothing else waits for you.");
    public static readonly LocalizedText ToAnswer = new("直接作答", "Go to your answer");
    public static readonly LocalizedText HandOver = new("转办给他人", "Hand it over to another person");
    public static readonly LocalizedText TakeBack = new("撤回答复", "Take it back");
    public static readonly LocalizedText TakeBackHint = new(
        "该阶段尚未结束，您可以撤回答复后重新作答，截止时间不变。",
        "The stage is not closed yet: you can take your answer back and answer again, by the same due time.");

    public static readonly LocalizedText ToInbox = new("返回待办任务", "Back to the inbox");

    private const string Decision = "decision";

    private static readonly LocalizedText Changed = new(
        "页面打开期间内容有变更。以下是现在的内容，您填写的内容已保留；请重新核对后提交。",
        "The content changed while the page was open. The page shows it as it is now, with what you typed; check it again, then submit.");

    /// <summary>What was typed, and why it was not taken.</summary>
    /// <param name="isSame">Whether the page shows the same content as before.</param>
    internal static Entered Refused(IFormCollection typed, ProblemException problem, bool isSame)
    {
        var entered = Entered.Of(typed, problem);
        if (!isSame) return entered with { Faults = [], Problem = Changed };
        // Who chose nothing needs no list of the API's values.
        return string.IsNullOrEmpty(typed[Decision])
            ? entered with
            {
                Faults = [.. entered.Faults.Select(fault => fault.Input == Decision ? fault with { Message = Choose } : fault)],
            }
            : entered;
    }
}
