using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Programmes.Guides;

/// <summary>Lists of guides.</summary>
public static class GuideIndex
{
    /// <summary>The owner of both lists.</summary>
    public const string AllProgrammes = "all";

    /// <summary>Those that are published; every instance keeps them.</summary>
    public static readonly ListIndex<AnnualGuide> Published = new("guides-published");

    /// <summary>All, newest first, for administrators.</summary>
    public static readonly ListIndex<AnnualGuide> All = new("guides");

    internal static IEnumerable<Line> Lines(AnnualGuide guide)
    {
        yield return All.Line(AllProgrammes, LineOrder.NewestFirst(guide.CreatedAt, guide.Id), guide);
        if (guide.Status == GuideStatus.Published) yield return Published.Line(AllProgrammes, guide.Id, guide);
    }
}
