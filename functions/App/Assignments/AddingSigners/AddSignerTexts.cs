using FunctionsApp.Platform;

namespace FunctionsApp.Assignments.AddingSigners;

/// <summary>Words of adding signers.</summary>
public static class AddSignerTexts
{
    public static readonly LocalizedText AddSigner = new("加签", "Add a signer");
    public static readonly LocalizedText Link = new("请他人会签或先提意见", "Ask another person before or after you");
    public static readonly LocalizedText To = new("加签人", "Signer");
    public static readonly LocalizedText Place = new("方式", "How");
    public static readonly LocalizedText Reason = new("加签原因", "Reason");
    public static readonly LocalizedText ReasonHint = new("加签人会看到。", "The signer reads it.");
    public static readonly LocalizedText NoOne = new("目前没有其他可以加签的人。", "No one else may be asked at present.");
    public static readonly LocalizedText Before = new("前加签：先听其意见，再由我决定", "Before me: an opinion that I read before I decide");
    public static readonly LocalizedText After = new("后加签：须其另行同意", "After me: one more approval is needed");
    public static readonly LocalizedText Added = new("加签人员", "Added signers");
    public static readonly LocalizedText Opinion = new("您的意见供其参考，不计入表决。", "Your opinion is advice; it is not counted.");
    public static readonly LocalizedText Counts = new("本阶段因此须多一人同意。", "The stage needs one more approval by it.");

    public static readonly LocalizedText Intro = new(
        "加签人按本阶段原定时间办理，不延长。前加签时，您须等加签人提出意见后再决定，最迟等到剩余时间的一半；后加签时，本阶段须多一人同意。",
        "A signer has the promised times of the stage, no longer. Before you: your answer waits for the opinion, at longest for half of the "
            + "time that is left. After you: the stage needs one more approval.");

    /// <summary>Default of a kind of question.</summary>
    public static readonly LocalizedText NotHere = new(
        "此类任务不能加签：由指定的人员答复即可。", "No signer can be added: those who are asked suffice for this kind of question.");

    public static readonly LocalizedText NoMore = new(
        $"本阶段已加签 {AddingSigners.AddSigner.Most} 人，不能再加签。",
        $"The most signers were added to this stage already: {AddingSigners.AddSigner.Most}.");

    public static readonly LocalizedText NoSignersOfSigners = new(
        "加签人不能再加签。", "A signer who was added adds no further ones.");

    public static LocalizedText Received(string name) => new($"由 {name} 加签", $"Added by {name}");

    public static LocalizedText Waits(string until) => new(
        $"您的答复须等加签人提出意见，最迟等到 {until}（北京时间）。",
        $"Your answer waits for the signer's opinion, at longest until {until} (Beijing time).");

    public static LocalizedText Name(SignerPlace place) => place == SignerPlace.Before
        ? new("前加签", "before you") : new("后加签", "after you");

    /// <summary>How far a signer is.</summary>
    public static LocalizedText State(AssignmentState state) => state switch
    {
        AssignmentState.Open => new("待答复", "not answered yet"),
        AssignmentState.Decided => new("已答复", "answered"),
        AssignmentState.TakenOff => new("已减签", "taken off"),
        AssignmentState.Lapsed => new("逾期未答复", "not answered in time"),
        _ => new("已结束", "closed"),
    };
}
