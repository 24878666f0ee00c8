using FunctionsApp.City;
using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Programmes.Guides;

/// <summary>A look at a published guide.</summary>
/// <param name="At">Of the orchestration, UTC: by it and not by the machine's clock a timer that fired is over.</param>
public sealed record GuideLook(string GuideId, DateTimeOffset At);

/// <summary>Announces a published guide, by the same rule as a definition's own.</summary>
public static class AnnounceGuide
{
    /// <summary>What became news since the last look, once each; and the closing.</summary>
    public static Change<ProgrammeGuides> Decide(
        ProgrammeGuides state, AnnualGuide guide, ProgrammeDefinition definition, DateOnly today)
    {
        if (guide.Status != GuideStatus.Published || guide.IsClosed || today <= guide.AnnouncedThrough) return Change.None(state);
        var effective = EffectiveDefinition.Of(definition, guide);
        var isOver = today > guide.Terms.Closes;
        var news = AnnounceGuides.News(effective, guide.AnnouncedThrough ?? DateOnly.MinValue, today).ToList<GuideFact>();
        if (isOver) news.Add(AnnounceGuides.Closed(effective));
        return news.Count == 0 ? Change.None(state)
            : Change.To(state.With(guide with { AnnouncedThrough = today, IsClosed = isOver }), nameof(AnnounceGuideActivity), news);
    }

    /// <summary>The first moment after a day at which the guide has news; null for never.</summary>
    public static DateTimeOffset? Next(AnnualGuide guide, DateOnly today)
    {
        if (guide.Status != GuideStatus.Published || guide.IsClosed) return null;
        IEnumerable<DateOnly> days = guide.Terms.Closes is not { } closes ? [guide.Terms.Opens]
            : [guide.Terms.Opens, .. AnnounceGuides.ClosingsOf(guide.Terms).Select(left => closes.AddDays(-left)), closes.AddDays(1)];
        var ahead = days.Where(day => day > today).ToList();
        return ahead.Count == 0 ? null : BeijingTime.At(ahead.Min(), TimeOnly.MinValue);
    }
}

public sealed class AnnounceGuideActivity(AggregateStore store, ProgrammeCatalogue catalogue, GuideRegister register)
{
    /// <summary>Announces what is due, and returns the next moment to look; null for never. Safe to run twice.</summary>
    [Function(nameof(AnnounceGuideActivity))]
    public async Task<DateTimeOffset?> RunAsync([ActivityTrigger] GuideLook look, CancellationToken cancellation)
    {
        var today = BeijingTime.Day(look.At);
        var stored = await store.ChangeGuideAsync(look.GuideId, (state, guide) =>
            AnnounceGuide.Decide(state, guide, catalogue.Get(guide.Programme, guide.Version), today), cancellation);
        if (stored.Changed) register.Changed();
        return AnnounceGuide.Next(stored.State.Find(look.GuideId)!, today);
    }
}
