using FunctionsApp.Platform;

namespace FunctionsApp.Operations;

/// <summary>Words of the page of dead letters.</summary>
public static class DeadLetterTexts
{
    public static readonly LocalizedText Title = new("死信消息", "Dead letters");
    public static readonly LocalizedText Intro = new(
        "多次投递均失败的消息。排除故障后可以重发：消息只回到原队列或原订阅，处理程序不会重复生效。正文含个人信息，不予显示。",
        "Messages that failed at every delivery. Once the cause is gone, send them again: each returns to its own queue or subscription "
            + "alone, and what was done already is not done twice. Their bodies hold personal data and are not shown.");

    public static readonly LocalizedText Entity = new("队列或订阅", "Queue or subscription");
    public static readonly LocalizedText Count = new("数量", "Count");
    public static readonly LocalizedText None = new("没有死信消息。", "There are no dead letters.");
    public static readonly LocalizedText MessageId = new("消息编号", "Message");
    public static readonly LocalizedText Subject = new("主题", "Subject");
    public static readonly LocalizedText EnqueuedAt = new("入队时间", "Enqueued");
    public static readonly LocalizedText Deliveries = new("投递次数", "Deliveries");
    public static readonly LocalizedText Reason = new("原因", "Reason");
    public static readonly LocalizedText Send = new("重发", "Send again");
    public static readonly LocalizedText SendAll = new("全部重发", "Send all again");

    public static LocalizedText? Done(string? done) => done switch
    {
        "all" => new("已重发。再次失败的消息会重新出现在这里。", "Sent again. What fails once more comes back to this page."),
        "more" => new("已重发最早的一批，其余请再次重发。", "The oldest are sent again. Press once more for the rest."),
        _ => null,
    };

    public static LocalizedText Counted(DeadLetterCount count) =>
        count.HasMore ? new($"{count.Count}以上", $"more than {count.Count}") : new($"{count.Count}", $"{count.Count}");

    public static LocalizedText Fact(DeadFact fact) =>
        new($"{fact.Type}，{fact.Of} 第 {fact.Number} 项", $"{fact.Type}, number {fact.Number} of {fact.Of}");
}
