using System.Collections.Concurrent;

namespace LocalHost.Tests.Durable.TwoEngines;

/// <summary>Plays all stories on both engines at the same time: most of their time is waiting.</summary>
public sealed class Playhouse(TestStorage storage) : IAsyncLifetime
{
    private readonly Dictionary<string, Task<Play>> official = [];
    private readonly Dictionary<string, Task<Play>> local = [];
    private readonly ConcurrentBag<IPlayer> players = [];
    private OfficialHub? hub;

    public async ValueTask InitializeAsync()
    {
        hub = await OfficialHub.OpenAsync((await storage.SettingsAsync()).ConnectionString);
        foreach (var story in Story.All)
        {
            official[story.Name] = PlayAsync(story, play => Task.FromResult(hub.Player(play)));
            local[story.Name] = PlayAsync(story, async play => await LocalPlayer.OpenAsync(play));
        }
    }

    internal Task<Play> OfficialAsync(string story) => official[story];

    internal Task<Play> LocalAsync(string story) => local[story];

    public async ValueTask DisposeAsync()
    {
        foreach (var player in players) await player.DisposeAsync();
        if (hub is not null) await hub.DisposeAsync();
    }

    private async Task<Play> PlayAsync(Story story, Func<Play, Task<IPlayer>> open)
    {
        var play = new Play(story.Name);
        play.Player = await open(play);
        players.Add(play.Player);
        await story.PlayAsync(play);
        return play;
    }
}
