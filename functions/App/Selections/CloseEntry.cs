using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Selections;

/// <summary>No more applications enter a batch: they are ranked.</summary>
/// <param name="ByHand">An officer did not wait for the others.</param>
public sealed record EntryClosed(int Batch, bool ByHand) : SelectionChanged(Batch);

/// <summary>Body of the closing of an entry.</summary>
/// <param name="Reason">Why the others are not waited for.</param>
public sealed record CloseEntryForm([property: TextLimit(CloseEntry.MaxReason, Multiline = true)] string Reason);

/// <summary>Ends the entry of the last batch.</summary>
public static class CloseEntry
{
    public const int MaxReason = 500;

    /// <summary>None where it is closed already.</summary>
    public static Change<SelectionState> Decide(SelectionState state, EntryClosing closing)
    {
        var last = state.Round.Last;
        if (last.Entry is not null) return Change.None(state);
        return Change.To(
            state.With(last with { Entry = closing }), closing.By, new EntryClosed(last.Number, closing.Reason is not null));
    }

    /// <summary>By an officer's hand: of a standing call at any time, of another one once its guide is closed.</summary>
    /// <exception cref="ProblemException">selection-call-open, selection-empty, selection-undecided.</exception>
    public static Change<SelectionState> ByHand(SelectionState state, EntryClosing closing, bool isGuideOpen)
    {
        var last = state.Round.Last;
        if (last.Entry is not null) return Change.None(state);
        if (isGuideOpen) throw SelectionProblems.CallOpen.With();
        if (state.Ranked(last.Number).Count == 0) throw SelectionProblems.Empty.With();
        // What an earlier list gives out is not known yet.
        if (state.Round.Batches.Any(batch => batch != last && batch.Decision is null)) throw SelectionProblems.Undecided.With();
        return Decide(state, closing);
    }
}
