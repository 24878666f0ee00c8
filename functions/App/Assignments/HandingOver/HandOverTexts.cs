using FunctionsApp.Platform;

namespace FunctionsApp.Assignments.HandingOver;

/// <summary>Words of handing over.</summary>
public static class HandOverTexts
{
    public static readonly LocalizedText HandOver = new("转办", "Hand over");
    public static readonly LocalizedText Done = new("已转办", "Handed over");
    public static readonly LocalizedText To = new("转办给", "Hand over to");
    public static readonly LocalizedText Reason = new("转办原因", "Reason");
    public static readonly LocalizedText ReasonHint = new("接收人会看到。", "The receiver reads it.");
    public static readonly LocalizedText NoOne = new("目前没有其他可以承办的人。", "No one else may be asked at present.");
    public static readonly LocalizedText ToTask = new("返回任务", "Back to the assignment");

    public static readonly LocalizedText Intro = new(
        "任务转办后由接收人办理，截止时间不变；您不能再作答。",
        "The receiver answers in your place, by the same due time; you can no longer answer.");

    public static LocalizedText HandedTo(string name) => new($"已转办给 {name}。", $"You handed it over to {name}.");

    public static LocalizedText Received(string name) => new($"由 {name} 转办", $"Handed over by {name}");
}
