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

    /// <summary>The texts as they are kept.</summary>
    /// <exception cref="ProblemException">invalid-field: empty, too long, or with characters that have no place in it.</exception>
    public Wording Checked() => new(
        PlainText.CheckLine("event", Event, MaxEvent),
        PlainText.CheckLine("headline", Headline, MaxHeadline),
        PlainText.Check("description", Description, MaxDescription),
        Instruction is null ? null : PlainText.Check("instruction", Instruction, MaxInstruction));
}
