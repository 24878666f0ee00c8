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

    /// <summary>Characters of an event and of a headline that another system wrote: CAP sets no limit, and nothing is cut.</summary>
    public const int MaxForeign = 1000;

    public const int MaxDescription = 8000;
    public const int MaxInstruction = 4000;

    /// <summary>The texts as they are kept.</summary>
    /// <exception cref="ProblemException">invalid-field: empty, too long, or with characters that have no place in it.</exception>
    /// <param name="foreign">Of a CAP alert.</param>
    public Wording Checked(bool foreign = false) => new(
        PlainText.CheckLine("event", Event, foreign ? MaxForeign : MaxEvent),
        PlainText.CheckLine("headline", Headline, foreign ? MaxForeign : MaxHeadline),
        PlainText.Check("description", Description, MaxDescription),
        Instruction is null ? null : PlainText.Check("instruction", Instruction, MaxInstruction));

    /// <summary>The texts with those that the body brings; the others are not checked again, since foreign ones may be longer.</summary>
    /// <exception cref="ProblemException">invalid-field.</exception>
    public Wording With(UpdateBody body) => new(
        body.Event is null ? Event : PlainText.CheckLine("event", body.Event, MaxEvent),
        body.Headline is null ? Headline : PlainText.CheckLine("headline", body.Headline, MaxHeadline),
        body.Description is null ? Description : PlainText.Check("description", body.Description, MaxDescription),
        body.Instruction is null ? Instruction : PlainText.Check("instruction", body.Instruction, MaxInstruction));
}
