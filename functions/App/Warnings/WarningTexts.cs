using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Warnings;

/// <summary>What a warning says to people.</summary>
/// <param name="Event">What happens, at most <see cref="MaxEvent"/> characters in each language.</param>
/// <param name="Instruction">What to do about it; null when nothing is asked.</param>
public sealed record WarningTexts(LocalizedText Event, LocalizedText Headline, LocalizedText Description, LocalizedText? Instruction = null)
{
    public const int MaxEvent = 60;

    /// <summary>CAP recommends 160 characters for a headline: displays cut it there.</summary>
    public const int MaxHeadline = 160;

    public const int MaxDescription = 8000;
    public const int MaxInstruction = 4000;

    /// <exception cref="ProblemException">invalid-field: empty, too long, or holding what XML cannot.</exception>
    public void Check()
    {
        Check("event", Event, MaxEvent);
        Check("headline", Headline, MaxHeadline);
        Check("description", Description, MaxDescription);
        if (Instruction is not null) Check("instruction", Instruction, MaxInstruction);
    }

    private static void Check(string field, LocalizedText text, int limit)
    {
        PlainText.Check($"{field}.zh-CN", text.Chinese, limit);
        PlainText.Check($"{field}.en", text.English, limit);
    }
}
