using System.ServiceModel.Syndication;
using System.Text.Json;
using System.Xml;
using LocalHost;
using LocalHost.Functions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios;

/// <summary>A city where a subscription that nobody empties keeps what is published on the topic <c>notices</c>.</summary>
public class WitnessedCity : City
{
    private const string Witness = "witness";

    public WitnessedCity() : this(Start)
    {
    }

    private WitnessedCity(DateTimeOffset start) : base(start)
    {
        var topology = Topology.Load(Path.Combine(AppContext.BaseDirectory, "topology.json"));
        Options = Options with
        {
            Topology = topology with
            {
                Topics = [.. topology.Topics.Select(topic => topic.Name == "notices" ? topic with { Subscriptions = [.. topic.Subscriptions, new SubscriptionTopology(Witness)] } : topic)],
            },
        };
    }

    /// <summary>A city of a test's own, whose clock begins at a moment.</summary>
    public static async Task<WitnessedCity> StartAsync(DateTimeOffset moment)
    {
        var city = new WitnessedCity(moment);
        await city.InitializeAsync();
        return city;
    }

    /// <summary>Starts the ended host again, at a later moment of its clock.</summary>
    public Task ReopenAsync(DateTimeOffset at)
    {
        Options = Options with { VirtualStart = at };
        return OpenAsync();
    }

    /// <summary>Bodies of all that was published about a subject, <c>alert</c> or <c>warning</c>, in order.</summary>
    public async Task<IReadOnlyList<JsonElement>> NoticesAsync(string subject)
    {
        var messages = await App.ServiceBus.PeekAsync($"notices/{Witness}", 10_000, TestContext.Current.CancellationToken);
        return [.. messages.Where(message => message.Subject == subject).Select(message => JsonDocument.Parse(message.Body.ToMemory()).RootElement)];
    }

    /// <summary>A feed as a reader program takes it, newest first.</summary>
    public async Task<IReadOnlyList<SyndicationItem>> FeedAsync(string path)
    {
        var answer = (await Person(null).GetAsync(path, TestContext.Current.CancellationToken)).Expect(System.Net.HttpStatusCode.OK);
        Assert.Equal("application/atom+xml", answer.ContentType);
        using var xml = XmlReader.Create(new StringReader(answer.Body));
        return [.. SyndicationFeed.Load(xml).Items];
    }

    /// <summary>Has a timer function run once more, as a repeated tick does.</summary>
    public async Task TickAsync(string function)
    {
        var (descriptor, _) = App.Functions.With<TimerTriggerAttribute>().Single(pair => pair.Function.Name == function);
        await App.Services.GetRequiredService<FunctionInvoker>().InvokeAsync(descriptor, new Invocation(new TimerInfo()), TestContext.Current.CancellationToken);
        await SettleAsync();
    }
}
