using FunctionsApp.Platform;

namespace FunctionsApp.Portal;

/// <summary>Words of the publishers' page.</summary>
public static class PublishingTexts
{
    public static readonly LocalizedText Publishing = new("发布", "Publishing");
    public static readonly LocalizedText Waiting = new("等待核实的预警", "Warnings that wait for verification");
    public static readonly LocalizedText NoneWaiting = new("没有等待核实的预警。", "No warning waits for verification.");
    public static readonly LocalizedText InForce = new("生效中的预警", "Warnings in force");
    public static readonly LocalizedText NoneInForce = new("没有生效中的预警。", "No warning is in force.");
    public static readonly LocalizedText More = new("更多预警", "More warnings");
    public static readonly LocalizedText AllAlerts = new("全部我的快讯", "All my alerts");
}
