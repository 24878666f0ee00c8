using FunctionsApp.Programmes.Guides;

namespace LocalHost.Tests.Durable.TwoEngines;

internal static class GuideStories
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new("guide-opens-and-closes", OpensAndClosesAsync),
        new("guide-withdrawn", WithdrawnAsync),
    ];

    /// <summary>Two timers that fire, and a moment that is over.</summary>
    private static async Task OpensAndClosesAsync(Play play)
    {
        var looks = 0;
        play.Answer<GuideLook>(
            nameof(AnnounceGuideActivity), look => ++looks switch
            {
                1 or 2 => look.At.AddSeconds(1),
                3 => look.At.AddSeconds(-1),
                _ => (DateTimeOffset?)null,
            });
        await play.EndsAsync<object>(await StartAsync(play));
        Assert.Equal(4, looks);
    }

    /// <summary>Each event comes twice, and the timer never fires.</summary>
    private static async Task WithdrawnAsync(Play play)
    {
        var isWithdrawn = false;
        play.Answer<GuideLook>(
            nameof(AnnounceGuideActivity), look => isWithdrawn ? (DateTimeOffset?)null : look.At.AddDays(1));
        var id = await StartAsync(play);
        await play.WaitsAfterAsync(id, nameof(AnnounceGuideActivity));
        for (var time = 0; time < 2; time++) await play.RaiseAsync(id, GuideOrchestrator.Changed);
        await play.WaitsAfterAsync(id, nameof(AnnounceGuideActivity), 3);
        isWithdrawn = true;
        await play.RaiseAsync(id, GuideOrchestrator.Changed);
        await play.EndsAsync<object>(id);
    }

    private static async Task<string> StartAsync(Play play)
    {
        var id = GuideRun.InstanceIdOf(play.Story);
        await play.StartAsync(nameof(GuideOrchestrator), id, new GuideRun(play.Story));
        return id;
    }
}
