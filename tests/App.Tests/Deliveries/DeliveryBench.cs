using System.Net;
using App.Tests.Fixtures;
using FunctionsApp.City;
using FunctionsApp.Deliveries;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Subscriptions;
using FunctionsApp.Warnings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace App.Tests.Deliveries;

/// <summary>Webhooks in a store in memory, and what sends to them.</summary>
internal sealed class DeliveryBench : IDisposable
{
    private static readonly LocalizedText Text = new("断供风险", "Supply risk");

    private readonly EndpointClient client;
    private readonly LineCaller caller;

    public DeliveryBench()
    {
        var options = Options.Create(new DeliveryOptions { AllowLoopback = true });
        var address = new PublicAddress(new ConfigurationBuilder().Build());
        client = new EndpointClient(
            Dns.GetHostAddressesAsync, new EndpointLimits(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)), options);
        caller = new LineCaller(Bench.Bus.Client);
        Lines = new LineStore(Bench.Tables);
        Places = new WebhookPlaceStore(Bench.Tables, Bench.Store);
        GivenUp = new GivenUpStore(Bench.Tables);
        Again = new SendDelivery(Bench.Store, GivenUp, Lines, caller, Bench.Time, NullLogger<SendDelivery>.Instance);
        Desk = new WebhookDesk(Bench.Store, Bench.Lists, Places, Lines, caller, client, Secrets, Again, options, Bench.Time);
        Bulletins = new SendBulletin(
            Bench.Lists, new ChooseDeliveries(new WriteEvent(address)), Lines, caller, Bench.Bus.Client, Bench.Time);
        Line = new SendLine(
            Bench.Store, Lines, client, Secrets, new LetterSender(Bench.Bus.Client), caller, address, Bench.Time,
            NullLogger<SendLine>.Instance);
    }

    public static Caller Owner { get; } = new(
        "lin", "Lin", "lin@example.com", new HashSet<Role>(), null, null, Language.English);

    public StoreUnderTest Bench { get; } = new(WebhookAggregate.Kind);

    public WebhookSecrets Secrets { get; } = new(new EphemeralDataProtectionProvider());

    public LineStore Lines { get; }

    public GivenUpStore GivenUp { get; }

    public SendDelivery Again { get; }

    public WebhookPlaceStore Places { get; }

    public WebhookDesk Desk { get; }

    public SendBulletin Bulletins { get; }

    public SendLine Line { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => client.Dispose();

    /// <param name="more">Appended to the endpoint's URL: another webhook.</param>
    public Task<WebhookWithSecret> CreateAsync(
        EndpointUnderTest endpoint, WarningLevel? warnings = WarningLevel.Blue, string more = "") =>
        Desk.CreateAsync(new WebhookBody($"{endpoint.Url}{more}", ["it"], warnings, Alerts: true), Owner, Cancellation);

    /// <summary>A message of a warning, in the lines.</summary>
    public Task BringAsync(string id, WarningLevel level = WarningLevel.Yellow, CapStatus status = CapStatus.Actual) =>
        Bulletins.BringAsync(Page(id, level, status), Cancellation);

    public Task SendAsync(string webhook) => Line.RunAsync(webhook, Cancellation);

    public async Task<Webhook> WebhookAsync(string id) => (await Bench.Store.GetAsync(WebhookAggregate.Kind, id, Cancellation)).State;

    public async Task<IReadOnlyList<Delivery>> LogAsync(string id) => (await Lines.PageAsync(id, null, null, 100, Cancellation)).Items;

    public FanOutPage Page(string id, WarningLevel level, CapStatus status = CapStatus.Actual) => new(
        id, "it", null, new WarningBulletin(
            id, "w1", 1, MessageType.Alert, level, "it", null, Text, Text, Text, Bench.Time.GetUtcNow(),
            Bench.Time.GetUtcNow().AddDays(1), new Uri("https://city.example/api/warnings/w1/messages/1/cap"), status));
}
