using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Warnings;

/// <summary>What a warning says to people.</summary>
/// <param name="Event">What happens, at most <see cref="MaxEvent"/> characters in each language.</param>
/// <param name="Instruction">What to do about it; null when nothing is asked.</param>
public sealed record Wording(LocalizedText Event, LocalizedText Headline, LocalizedText Description, LocalizedText? Instruction = null)
{
    public const int MaxEvent = 60;

    /// <summary>CAP recommends 160 characters for a headline: displays cut it there.</summary>
    public const int MaxHeadline = 160;

    public const int MaxDescription = 8000;
    public const int MaxInstruction = 4000;

    /// <exception cref="ProblemException">invalid-field: empty, too long, or with characters that XML has no place for.</exception>
    public void Check()
    {
        PlainText.Check("event", Event, MaxEvent);
        PlainText.Check("headline", Headline, MaxHeadline);
        PlainText.Check("description", Description, MaxDescription);
        if (Instruction is not null) PlainText.Check("instruction", Instruction, MaxInstruction);
    }
}
