using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.WhitePapers;

/// <summary>Where a paper is that is no longer asked about.</summary>
public readonly record struct WhitePaperTurn(WhitePaperStatus Status)
{
    /// <summary>Null while an editor is asked.</summary>
    public static WhitePaperTurn? Of(WhitePaper paper) => paper.Status == WhitePaperStatus.Drafted ? null : new(paper.Status);
}

public sealed class ReadWhitePaperActivity(AggregateStore store)
{
    /// <summary>Null while an editor is asked.</summary>
    [Function(nameof(ReadWhitePaperActivity))]
    public async Task<WhitePaperTurn?> RunAsync([ActivityTrigger] string id, CancellationToken cancellation) =>
        WhitePaperTurn.Of((await store.GetAsync(WhitePaperAggregate.Kind, id, cancellation)).State.Paper);
}
