using FunctionsApp.Assignments.AddingSigners;
using FunctionsApp.Assignments.HandingOver;
using FunctionsApp.Pages;
using FunctionsApp.Platform;

namespace FunctionsApp.Assignments;

/// <summary>What the page of an assignment shows within the frame of all questions.</summary>
/// <param name="Digest">Of the content as it is shown: what an answer is about.</param>
/// <param name="About">What is judged, or what was recorded.</param>
/// <param name="Inputs">Of the answer, see <see cref="Pages.Forms.InputsBase{TModel}"/>; null where it is given.</param>
public sealed record QuestionView(Assignment Assignment, string Digest, ShownPart About, ShownPart? Inputs = null)
{
    /// <summary>Whether the answer, once given, stays as it is.</summary>
    public bool IsFinal { get; init; } = true;

    /// <summary>Why it cannot be handed over; null where it can.</summary>
    public LocalizedText? NoHandOver { get; init; }

    /// <summary>Whether the answer can be taken back now.</summary>
    public bool MayTakeBack { get; init; }

    /// <summary>From whom the assignee has it; null where it was not handed over.</summary>
    public ReceivedShown? Received { get; init; }

    /// <summary>Of added signers; null where the answer is given.</summary>
    public SignersShown? Signers { get; init; }
}
