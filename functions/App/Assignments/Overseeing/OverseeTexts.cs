using FunctionsApp.Platform;

namespace FunctionsApp.Assignments.Overseeing;

/// <summary>Words for those who look after what others are asked.</summary>
public static class OverseeTexts
{
    public static readonly LocalizedText Title = new("办理人与催办", "Who is asked");
    public static readonly LocalizedText Open = new("尚未答复", "Not answered yet");
    public static readonly LocalizedText Person = new("办理人", "Person");
    public static readonly LocalizedText Due = new("截止时间", "Due");
    public static readonly LocalizedText Reminded = new("最近催办", "Last reminded");
    public static readonly LocalizedText Remind = new("催办", "Remind now");
    public static readonly LocalizedText Done = new("已催办。", "A reminder is on its way.");
    public static readonly LocalizedText AllReminded = new("本工作日已催办。", "All were reminded this working day.");
    public static readonly LocalizedText TakeOff = new("减签", "Take off");
    public static readonly LocalizedText TakenOff = new("已减签。", "The person is taken off.");
    public static readonly LocalizedText NoOne = new("无人待答复。", "No answer is awaited.");

    public static readonly LocalizedText Intro = new(
        "向所有尚未答复的人发送提醒邮件，每人每个工作日最多一次。",
        "Sends a reminder to everyone who has not answered, at most once a working day each.");
}
