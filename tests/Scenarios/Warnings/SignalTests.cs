using System.Net;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.Warnings;

/// <summary>A signal, by HTTP, by queue or as CAP, becomes one draft.</summary>
public sealed class SignalTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signal_ByHttpConfirmedAtAnotherLevel_IsPublishedEverywhereAtThatLevel()
    {
        var warning = await WarningUnderTest.ReportAsync(city, WarningUnderTest.Signal("http"));
        var (mail, user) = Assert.Single(city.Verifications(warning.Id));
        (await city.Person(user).GetAsync(mail.Link!.PathAndQuery, Cancellation)).Expect(HttpStatusCode.OK);
        Assert.Equal("Draft", await warning.StatusAsync());

        (await warning.VerifyAsync(user, mail, "Confirm", "Orange")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();

        Assert.Equal([("Alert", "Orange")], await warning.CapAsync());
        Assert.Equal([("Alert", "Orange")], warning.Bulletins());
        Assert.Contains("Orange warning (issued): Long lead times http", Assert.Single(await warning.FeedAsync()));
        var list = (await city.Person(null).GetAsync("/api/warnings", Cancellation)).Expect(HttpStatusCode.OK).Json;
        Assert.Single(list.GetProperty("items").EnumerateArray(), line => line.GetProperty("id").GetString() == warning.Id);
    }

    [Fact]
    public async Task Signal_ByQueueAndByHttp_MakesOneWarning()
    {
        var signal = WarningUnderTest.Signal("queue");
        var sender = city.App.Services.GetRequiredService<ServiceBusClient>().CreateSender("signals");
        // Two messages of the same signal: the broker's own duplicate detection shall not be what helps.
        foreach (var message in new[] { "q-1", "q-2" })
        {
            await sender.SendMessageAsync(new ServiceBusMessage(JsonSerializer.SerializeToUtf8Bytes(signal)) { MessageId = message }, Cancellation);
        }

        await city.SettleAsync();
        var warning = await WarningUnderTest.ReportAsync(city, signal);

        var (mail, user) = Assert.Single(city.Verifications(warning.Id));
        (await warning.VerifyAsync(user, mail, "Confirm")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        Assert.Equal([("Alert", "Yellow")], warning.Bulletins());
        Assert.DoesNotContain(
            city.App.ServiceBus.DeadLetters("signals"), dead => dead.MessageId.StartsWith("q-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Queue_UnreadableSignal_IsPutAsideAndTheNextIsTaken()
    {
        var sender = city.App.Services.GetRequiredService<ServiceBusClient>().CreateSender("signals");
        await sender.SendMessageAsync(new ServiceBusMessage("{\"sector\":\"mining\"}") { MessageId = "bad" }, Cancellation);
        var signal = JsonSerializer.SerializeToUtf8Bytes(WarningUnderTest.Signal("after-bad"));
        await sender.SendMessageAsync(new ServiceBusMessage(signal) { MessageId = "good" }, Cancellation);
        await city.SettleAsync();

        var dead = Assert.Single(city.App.ServiceBus.DeadLetters("signals"));
        Assert.Equal("bad", dead.MessageId);
        Assert.Contains(city.Mailbox.All(), mail => mail.Text.Contains("after-bad", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CapSignal_WithExternalEntity_IsRefused()
    {
        var secret = Path.Combine(city.Options.DataDirectory, "secret.txt");
        await File.WriteAllTextAsync(secret, "top secret", Cancellation);
        var answer = await city.Person("pan").SendAsync(WarningUnderTest.CapRequest(
            $"""<?xml version="1.0"?><!DOCTYPE alert [<!ENTITY x SYSTEM "{new Uri(secret)}">]>{Cap("xxe", "&x;")}"""), Cancellation);

        Assert.Equal((HttpStatusCode.BadRequest, "unsafe-xml"), (answer.Status, answer.Problem));
        Assert.DoesNotContain("top secret", answer.Body);
    }

    [Fact]
    public async Task CapSignal_Valid_MakesADraft()
    {
        var signal = WarningUnderTest.CapRequest(Cap("A-17", "IT orders fall"));
        var answer = (await city.Person("pan").SendAsync(signal, Cancellation)).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();

        var warning = new WarningUnderTest(city, answer.Json.GetProperty("warningId").GetString()!);
        var draft = (await warning.ReadAsync("pan")).Expect(HttpStatusCode.OK).Json;
        Assert.Equal(("Draft", "Orange", "it"), (draft.GetProperty("status").GetString(), draft.GetProperty("level").GetString(), draft.GetProperty("sector").GetString()));
        Assert.Equal("IT orders fall", draft.GetProperty("headline").GetProperty("en").GetString());
        Assert.Single(city.Verifications(warning.Id));
    }

    private static string Cap(string identifier, string headline) => $"""
        <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
          <identifier>{identifier}</identifier><sender>stats@city.example</sender><sent>2026-03-02T09:00:00+08:00</sent>
          <status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
          <info><language>en-US</language><category>Other</category><event>Orders fall</event><urgency>Future</urgency><severity>Severe</severity><certainty>Possible</certainty>
            <headline>{headline}</headline><description>By a third.</description>
            <parameter><valueName>sector</valueName><value>it</value></parameter></info>
        </alert>
        """;
}
