using FunctionsApp.Alerts;
using FunctionsApp.City;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Platform.Telemetry;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.WhitePapers;

/// <summary>A paper is public, and does not change any more.</summary>
/// <param name="Document">SHA-256.</param>
public sealed record WhitePaperPublished(string Period, int Edition, string Document) : Fact;

/// <summary>Publishes an approved paper.</summary>
public static class PublishWhitePaper
{
    /// <summary>None where it is published already, or not approved.</summary>
    public static Change<WhitePaperState> Decide(WhitePaperState state, string document, string actor, DateTimeOffset now)
    {
        var paper = state.Paper;
        if (paper.Status != WhitePaperStatus.Approved) return Change.None(state);
        var next = paper with { Status = WhitePaperStatus.Published, PublishedAt = now, Document = document };
        return Change.To(state with { Paper = next }, actor, new WhitePaperPublished(paper.Period, paper.Edition, document));
    }

    /// <summary>The news of it, in each sector.</summary>
    public static AlertItem ItemOf(WhitePaper paper, DateTimeOffset at) => new(
        paper.Id, AlertItemKind.WhitePaperPublished, at, WhitePaperTexts.PublishedOf(paper.Period), $"white-papers/{paper.Period}");
}

public sealed class PublishWhitePaperActivity(AggregateStore store, WhitePaperStore files, AlertNews news, TimeProvider time)
{
    /// <summary>Stores the document for good, and announces it. Safe to run twice: a sector takes an item once.</summary>
    [Function(nameof(PublishWhitePaperActivity))]
    public async Task RunAsync([ActivityTrigger] string id, CancellationToken cancellation)
    {
        var paper = (await store.GetAsync(WhitePaperAggregate.Kind, id, cancellation)).State.Paper;
        if (paper is { Status: WhitePaperStatus.Approved, Approval: { } approval })
        {
            Tracing.Link(approval.Trace);
            var content = await files.ReadAsync<WhitePaperContent>(paper.Content, cancellation);
            var document = await files.WriteAsync(new WhitePaperDocument(content, approval.Foreword, approval.At), cancellation);
            var stored = await store.ChangeAsync(
                WhitePaperAggregate.Kind, id,
                state => PublishWhitePaper.Decide(state, document, nameof(PublishWhitePaperActivity), time.GetUtcNow()), cancellation);
            paper = stored.State.Paper;
        }

        if (paper.PublishedAt is { } at)
        {
            await news.AddAsync([.. Sectors.All.Select(sector => sector.Code)], PublishWhitePaper.ItemOf(paper, at), cancellation);
        }
    }
}
