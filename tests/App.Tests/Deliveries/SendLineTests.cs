using System.Text.Json.Nodes;
using App.Tests.Fixtures;
using FunctionsApp.Alerts;
using FunctionsApp.Deliveries;
using FunctionsApp.Platform;
using FunctionsApp.Subscriptions;
using FunctionsApp.Warnings;
using StandardWebhooks;

namespace App.Tests.Deliveries;

/// <summary>The line of a webhook, with a real endpoint.</summary>
public sealed class SendLineTests : IAsyncLifetime, IDisposable
{
    private readonly DeliveryBench bench = new();
    private EndpointUnderTest endpoint = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => endpoint = await EndpointUnderTest.StartAsync();

    public ValueTask DisposeAsync() => endpoint.DisposeAsync();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Warning_IsACloudEventSignedByTheSecret()
    {
        var (webhook, secret) = await bench.CreateAsync(endpoint);
        await bench.BringAsync("w1-1");
        await bench.SendAsync(webhook.Id);

        var got = Assert.Single(endpoint.Deliveries);
        Assert.StartsWith("application/cloudevents+json", got.Headers["Content-Type"], StringComparison.Ordinal);
        var written = JsonNode.Parse(got.Body)!;
        Assert.Equal("1.0", (string?)written["specversion"]);
        Assert.Equal("w1-1", (string?)written["id"]);
        Assert.Equal("high-tech-services.warning.message", (string?)written["type"]);
        Assert.Equal("https://city.example/api/warnings/w1/messages/1/cap", (string?)written["data"]!["cap"]);
        var signed = new StandardWebhook(secret).Sign(got.Id, DateTimeOffset.FromUnixTimeSeconds(
            long.Parse(got.Headers["webhook-timestamp"], System.Globalization.CultureInfo.InvariantCulture)), got.Body);
        Assert.Equal(signed, got.Headers["webhook-signature"]);
        Assert.Equal(DeliveryState.Delivered, Assert.Single(await bench.LogAsync(webhook.Id)).State);
    }

    [Fact]
    public async Task Item_BroughtAgain_IsSentOnce()
    {
        var (webhook, _) = await bench.CreateAsync(endpoint);
        for (var i = 0; i < 2; i++) await bench.BringAsync("w1-1");
        for (var i = 0; i < 2; i++) await bench.SendAsync(webhook.Id);
        await bench.BringAsync("w1-1");
        await bench.SendAsync(webhook.Id);
        Assert.Single(endpoint.Deliveries);
    }

    [Fact]
    public async Task Waiting_MostUrgentFirst()
    {
        var (webhook, _) = await bench.CreateAsync(endpoint);
        await bench.BringAsync("low", WarningLevel.Blue);
        bench.Bench.Time.Advance(TimeSpan.FromSeconds(1));
        await bench.BringAsync("red", WarningLevel.Red);
        await bench.SendAsync(webhook.Id);
        Assert.Equal(["red", "low"], endpoint.Deliveries.Select(each => (string?)JsonNode.Parse(each.Body)!["id"]));
        Assert.Single(
            bench.Bench.Bus.To(Topology.UrgentDeliveries),
            call => call.Body.ToObjectFromJson<LineCall>(AppJson.Options) is { Canary: null });
        Assert.Single(bench.Bench.Bus.To(Topology.WarningDeliveries));
    }

    [Fact]
    public async Task Failure_LineRests_AndSendsTheSameIdLater()
    {
        var (webhook, _) = await bench.CreateAsync(endpoint);
        endpoint.Status = 500;
        await bench.BringAsync("w1-1");
        await bench.BringAsync("w1-2");
        for (var i = 0; i < 3; i++) await bench.SendAsync(webhook.Id);
        // The second one waits in line, untried.
        Assert.Single(endpoint.Deliveries);

        endpoint.Status = 200;
        bench.Bench.Time.Advance(TimeSpan.FromSeconds(59));
        await bench.SendAsync(webhook.Id);
        Assert.Single(endpoint.Deliveries);
        bench.Bench.Time.Advance(TimeSpan.FromSeconds(1));
        await bench.SendAsync(webhook.Id);
        Assert.Equal(3, endpoint.Deliveries.Count);
        Assert.Equal(2, endpoint.Deliveries.Select(each => each.Id).Distinct().Count());
        Assert.All(await bench.LogAsync(webhook.Id), each => Assert.Equal(DeliveryState.Delivered, each.State));
    }

    [Fact]
    public async Task EndpointFailsAlways_IsPausedAndItsOwnerInformedOnce_ThenResumes()
    {
        var (webhook, _) = await bench.CreateAsync(endpoint);
        endpoint.Status = 503;
        await bench.BringAsync("w1-1");
        for (var i = 0; i < DecideAttempt.Most + 2; i++)
        {
            await bench.SendAsync(webhook.Id);
            bench.Bench.Time.Advance(TimeSpan.FromHours(25));
        }

        Assert.Equal(DecideAttempt.Most, endpoint.Deliveries.Count);
        var dead = Assert.Single(await bench.LogAsync(webhook.Id));
        Assert.Equal((DeliveryState.Dead, 503), (dead.State, dead.Last!.Status));
        Assert.Equal(WebhookPause.Broken, (await bench.WebhookAsync(webhook.Id)).Pause);
        Assert.Single(bench.Bench.Bus.To(Topology.Letters).Select(letter => letter.MessageId).Distinct());

        await bench.BringAsync("w1-2");
        await bench.SendAsync(webhook.Id);
        Assert.Equal(DecideAttempt.Most, endpoint.Deliveries.Count);
        endpoint.Status = 200;
        await bench.Desk.ChangeStatusAsync(
            webhook.Id, WebhookStatus.Active, DeliveryBench.Owner, TestContext.Current.CancellationToken);
        await bench.SendAsync(webhook.Id);
        Assert.Equal(DecideAttempt.Most + 1, endpoint.Deliveries.Count);
    }

    [Fact]
    public async Task EndpointGone_EndsItsWebhook()
    {
        var (webhook, _) = await bench.CreateAsync(endpoint);
        endpoint.Status = 410;
        await bench.BringAsync("w1-1");
        await bench.SendAsync(webhook.Id);
        await bench.SendAsync(webhook.Id);
        var ended = await bench.WebhookAsync(webhook.Id);
        Assert.Equal((WebhookStatus.Ended, null, null), (ended.Status, ended.Url, ended.Owner.Email));
        Assert.Single(endpoint.Deliveries);
        await bench.BringAsync("w1-2");
        Assert.Single(await bench.LogAsync(webhook.Id));
    }

    [Fact]
    public async Task Line_OfAnotherWorker_IsLeftToIt()
    {
        var (webhook, _) = await bench.CreateAsync(endpoint);
        await bench.BringAsync("w1-1");
        var (now, cancellation) = (bench.Bench.Time.GetUtcNow(), TestContext.Current.CancellationToken);
        var other = await bench.Lines.TakeAsync(webhook.Id, "other", now, cancellation);
        await bench.SendAsync(webhook.Id);
        Assert.Empty(endpoint.Deliveries);

        // What was marked meanwhile is seen by the other one: it cannot give the line back.
        await bench.Lines.MarkAsync(webhook.Id, now, cancellation);
        Assert.False(await bench.Lines.GiveBackAsync(other!, null, cancellation));
        // After a crash of the other one, anyone takes it.
        bench.Bench.Time.Advance(TimeSpan.FromMinutes(2));
        await bench.SendAsync(webhook.Id);
        Assert.Single(endpoint.Deliveries);
    }

    [Fact]
    public async Task Ended_WhatWaitedIsGivenUp_AndNotSentToTheNextOfItsUrl()
    {
        var (webhook, _) = await bench.CreateAsync(endpoint);
        await bench.Desk.ChangeStatusAsync(webhook.Id, WebhookStatus.Paused, DeliveryBench.Owner, Cancellation);
        await bench.BringAsync("w1-1");
        await bench.Desk.ChangeStatusAsync(webhook.Id, WebhookStatus.Ended, DeliveryBench.Owner, Cancellation);
        await bench.SendAsync(webhook.Id);
        Assert.Equal(DeliveryState.Dead, Assert.Single(await bench.LogAsync(webhook.Id)).State);
        await bench.CreateAsync(endpoint);
        await bench.SendAsync(webhook.Id);
        Assert.Empty(endpoint.Deliveries);
    }

    [Fact]
    public async Task Ended_LineNotLookedAtBeforeTheNext_GetsItsOwnItemsAlone()
    {
        var (webhook, _) = await bench.CreateAsync(endpoint);
        await bench.BringAsync("old");
        await bench.Desk.ChangeStatusAsync(webhook.Id, WebhookStatus.Ended, DeliveryBench.Owner, Cancellation);
        await bench.CreateAsync(endpoint);
        await bench.BringAsync("new");
        await bench.Lines.ClearAsync(webhook.Id, 1, Cancellation);
        await bench.SendAsync(webhook.Id);
        Assert.Equal("new", (string?)JsonNode.Parse(Assert.Single(endpoint.Deliveries).Body)!["id"]);
        Assert.DoesNotContain(await bench.LogAsync(webhook.Id), each => each.State == DeliveryState.Waiting);
    }

    [Fact]
    public async Task Ended_ItemOfTheOneBeforeStillInLine_IsGivenUpByTheWorker()
    {
        var (webhook, _) = await bench.CreateAsync(endpoint);
        await bench.BringAsync("old");
        await bench.Desk.ChangeStatusAsync(webhook.Id, WebhookStatus.Ended, DeliveryBench.Owner, Cancellation);
        await bench.CreateAsync(endpoint);
        await bench.SendAsync(webhook.Id);
        Assert.Empty(endpoint.Deliveries);
        Assert.Equal(DeliveryState.Dead, Assert.Single(await bench.LogAsync(webhook.Id)).State);
    }

    [Fact]
    public async Task Resumed_DuringAnAttempt_KeepsItsReset()
    {
        var (webhook, _) = await bench.CreateAsync(endpoint);
        endpoint.Status = 503;
        await bench.BringAsync("w1-1");
        for (var i = 1; i < DecideAttempt.Most; i++)
        {
            await bench.SendAsync(webhook.Id);
            bench.Bench.Time.Advance(TimeSpan.FromHours(25));
        }

        endpoint.BeforeNextAnswer = () =>
            bench.Desk.ChangeStatusAsync(webhook.Id, WebhookStatus.Active, DeliveryBench.Owner, Cancellation);
        await bench.SendAsync(webhook.Id);
        Assert.Equal(DecideAttempt.Most, endpoint.Deliveries.Count);
        Assert.Equal(WebhookStatus.Active, (await bench.WebhookAsync(webhook.Id)).Status);
        var line = await bench.Lines.TakeAsync(webhook.Id, "next", bench.Bench.Time.GetUtcNow(), Cancellation);
        Assert.Equal(1, line!.Failures);
    }

    [Fact]
    public async Task Kept_TakenByAnotherWorkerMeanwhile_IsLeftToIt()
    {
        var (webhook, _) = await bench.CreateAsync(endpoint);
        var now = bench.Bench.Time.GetUtcNow();
        var line = await bench.Lines.TakeAsync(webhook.Id, "first", now, Cancellation);
        now = now.AddMinutes(2);
        await bench.Lines.TakeAsync(webhook.Id, "second", now, Cancellation);
        Assert.Null(await bench.Lines.KeepAsync(line!, "first", each => each with { Failures = 5 }, now, Cancellation));
        Assert.Equal(0, (await bench.Lines.TakeAsync(webhook.Id, "second", now, Cancellation))!.Failures);
    }

    [Fact]
    public async Task Item_TooLongForARow_IsSentAsAReference()
    {
        var (webhook, _) = await bench.CreateAsync(endpoint);
        var text = new string('长', WriteEvent.MaxLength);
        var item = new AlertItem(
            "long", AlertItemKind.EditorAlert, bench.Bench.Time.GetUtcNow(), new(text, text), "alerts/it", new(text, text));
        await bench.Bulletins.BringAsync(
            new FanOutPage("a1", "it", null, Alert: new Alert("it", new DateOnly(2026, 3, 2), 1, item.At, [item])), Cancellation);
        await bench.SendAsync(webhook.Id);
        var written = JsonNode.Parse(Assert.Single(endpoint.Deliveries).Body)!;
        Assert.Equal("long", (string?)written["id"]);
        Assert.EndsWith("/alerts/it", (string?)written["dataref"], StringComparison.Ordinal);
        Assert.Null(written["data"]);
    }

    [Fact]
    public async Task Exercise_NotWanted_IsNotSent()
    {
        var (webhook, _) = await bench.CreateAsync(endpoint, WarningLevel.Orange);
        await bench.BringAsync("exercise", WarningLevel.Red, CapStatus.Exercise);
        await bench.BringAsync("low", WarningLevel.Yellow);
        Assert.Empty(await bench.LogAsync(webhook.Id));
    }

    [Fact]
    public async Task Old_IsRemoved_WhateverItsState()
    {
        var (webhook, _) = await bench.CreateAsync(endpoint);
        await bench.BringAsync("sent");
        await bench.SendAsync(webhook.Id);
        endpoint.Status = 500;
        await bench.BringAsync("waits");
        await bench.SendAsync(webhook.Id);
        bench.Bench.Time.Advance(TimeSpan.FromDays(2));
        await bench.BringAsync("young");
        await bench.Lines.RemoveAsync(bench.Bench.Time.GetUtcNow().AddDays(-1), TestContext.Current.CancellationToken);
        Assert.Equal("young", Assert.Single(await bench.LogAsync(webhook.Id)).Item);
        endpoint.Status = 200;
        await bench.SendAsync(webhook.Id);
        Assert.Equal(3, endpoint.Deliveries.Count);
    }
}
