using FunctionsApp.Platform.Storage;

namespace FunctionsApp.WhitePapers;

/// <summary>A published paper in a list.</summary>
/// <param name="Sha256">Of its document, as the API has it.</param>
public sealed record WhitePaperItem(string Period, DateTimeOffset Published, string Sha256);

public static class WhitePaperIndex
{
    /// <summary>Owner of the list.</summary>
    public const string Public = "public";

    /// <summary>The newest first.</summary>
    public static readonly ListIndex<WhitePaperItem> Published = new("white-papers");

    internal static IEnumerable<Line> Lines(WhitePaper paper)
    {
        if (paper is not { PublishedAt: { } at, Document: { } document }) yield break;
        yield return Published.Line(Public, LineOrder.NewestFirst(at, paper.Period), new WhitePaperItem(paper.Period, at, document));
    }
}
