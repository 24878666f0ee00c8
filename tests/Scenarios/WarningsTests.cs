using System.Net;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios;

/// <summary>From a signal to a published warning and its end.</summary>
public sealed class WarningsTests(WitnessedCity city) : IClassFixture<WitnessedCity>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signal_ByHttpConfirmedAtAnotherLevel_IsPublishedEverywhereAtThatLevel()
    {
        var warning = await WarningCase.ReportAsync(city, WarningCase.Signal("http"));
        var (mail, user) = Assert.Single(city.Verifications(warning.Id));
        (await city.Person(user).GetAsync(mail.Link!.PathAndQuery, Cancellation)).Expect(HttpStatusCode.OK);
        Assert.Equal("Draft", await warning.StatusAsync());

        (await warning.VerifyAsync(user, mail.Token, "Confirm", "Orange")).Expect(HttpStatusCode.OK);
        await city.SettleAsync();

        Assert.Equal([("Alert", "Orange")], await warning.CapAsync());
        Assert.Equal([("Alert", "Orange")], await warning.NoticesAsync());
        Assert.Contains("Orange warning (issued): Long lead times http", Assert.Single(await warning.FeedAsync()));
        var list = (await city.Person(null).GetAsync("/api/warnings", Cancellation)).Expect(HttpStatusCode.OK).Json;
        Assert.Single(list.GetProperty("items").EnumerateArray(), line => line.GetProperty("id").GetString() == warning.Id);
    }

    [Fact]
    public async Task Signal_ByQueueAndByHttp_MakesOneWarning()
    {
        var signal = WarningCase.Signal("queue");
        var sender = city.App.Services.GetRequiredService<ServiceBusClient>().CreateSender("signals");
        // Two messages of the same signal: the broker's own duplicate detection shall not be what helps.
        foreach (var message in new[] { "q-1", "q-2" })
        {
            await sender.SendMessageAsync(new ServiceBusMessage(JsonSerializer.SerializeToUtf8Bytes(signal)) { MessageId = message }, Cancellation);
        }

        await city.SettleAsync();
        var warning = await WarningCase.ReportAsync(city, signal);

        var (mail, user) = Assert.Single(city.Verifications(warning.Id));
        (await warning.VerifyAsync(user, mail.Token, "Confirm")).Expect(HttpStatusCode.OK);
        await city.SettleAsync();
        Assert.Equal([("Alert", "Yellow")], await warning.NoticesAsync());
        Assert.DoesNotContain(await city.App.ServiceBus.DeadLettersAsync("signals", cancellation: Cancellation), dead => dead.MessageId.StartsWith("q-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Queue_UnreadableSignal_IsPutAsideAndTheNextIsTaken()
    {
        var sender = city.App.Services.GetRequiredService<ServiceBusClient>().CreateSender("signals");
        await sender.SendMessageAsync(new ServiceBusMessage("{\"sector\":\"mining\"}") { MessageId = "bad" }, Cancellation);
        await sender.SendMessageAsync(new ServiceBusMessage(JsonSerializer.SerializeToUtf8Bytes(WarningCase.Signal("after-bad"))) { MessageId = "good" }, Cancellation);
        await city.SettleAsync();

        var dead = Assert.Single(await city.App.ServiceBus.DeadLettersAsync("signals", cancellation: Cancellation));
        Assert.Equal("bad", dead.MessageId);
        Assert.Contains(city.Mailbox.All(), mail => mail.Text.Contains("after-bad", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Draft_BeforeVerification_IsForStaffAlone()
    {
        var warning = await WarningCase.ReportAsync(city, WarningCase.Signal("draft"));

        Assert.Equal(HttpStatusCode.NotFound, (await warning.ReadAsync(null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await warning.ReadAsync("lin")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await city.Person(null).GetAsync($"{warning.Address}/cap", Cancellation)).Status);
        foreach (var staff in new[] { "pan", "deng", "audit" }) Assert.Equal("Draft", (await warning.ReadAsync(staff)).Expect(HttpStatusCode.OK).Json.GetProperty("status").GetString());
        Assert.Empty(await warning.FeedAsync());
        Assert.Empty(await warning.NoticesAsync());
    }

    [Fact]
    public async Task Verification_Dismissed_PublishesNothing()
    {
        var warning = await WarningCase.ReportAsync(city, WarningCase.Signal("dismissed"));
        var (mail, user) = Assert.Single(city.Verifications(warning.Id));

        (await warning.VerifyAsync(user, mail.Token, "Dismiss")).Expect(HttpStatusCode.OK);
        await city.PassAsync(TimeSpan.FromDays(2));

        Assert.Equal("Dismissed", await warning.StatusAsync());
        Assert.Empty(await warning.NoticesAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await warning.ReadAsync(null)).Status);
        Assert.Single(city.Mailbox.All(), sent => sent.Link?.AbsolutePath == mail.Link!.AbsolutePath);
    }

    [Fact]
    public async Task Verification_SecondTime_SameIsAnsweredAlikeAndOtherRefused()
    {
        var warning = await WarningCase.ReportAsync(city, WarningCase.Signal("twice"));
        var (mail, user) = Assert.Single(city.Verifications(warning.Id));
        (await warning.VerifyAsync(user, mail.Token, "Confirm")).Expect(HttpStatusCode.OK);
        await city.SettleAsync();

        (await warning.VerifyAsync(user, mail.Token, "Confirm")).Expect(HttpStatusCode.OK);
        foreach (var other in new[] { await warning.VerifyAsync(user, mail.Token, "Dismiss"), await warning.VerifyAsync(user, mail.Token, "Confirm", "Red") })
        {
            Assert.Equal((HttpStatusCode.Conflict, "warning-already-verified"), (other.Status, other.Problem));
        }

        await city.SettleAsync();
        Assert.Equal([("Alert", "Yellow")], await warning.NoticesAsync());
    }

    [Fact]
    public async Task Verification_ForeignToken_IsForbidden()
    {
        var (warning, other) = (await WarningCase.ReportAsync(city, WarningCase.Signal("mine")), await WarningCase.ReportAsync(city, WarningCase.Signal("theirs")));
        var (mail, user) = Assert.Single(city.Verifications(warning.Id));
        var foreign = Assert.Single(city.Verifications(other.Id)).Mail;

        // Another warning's link, another person with the right link, and one that somebody made up.
        Assert.Equal("invalid-callback", (await warning.VerifyAsync(user, foreign.Token, "Confirm")).Expect(HttpStatusCode.Forbidden).Problem);
        Assert.Equal("not-allowed", (await warning.VerifyAsync("guo", mail.Token, "Confirm")).Expect(HttpStatusCode.Forbidden).Problem);
        Assert.Equal("invalid-callback", (await warning.VerifyAsync(user, "a.b.c", "Confirm")).Expect(HttpStatusCode.Forbidden).Problem);
        Assert.Equal("Draft", await warning.StatusAsync());
    }

    [Fact]
    public async Task Verification_NobodyAnswers_RemindsAsksTheDelegateAndLapses()
    {
        var warning = await WarningCase.ReportAsync(city, WarningCase.Signal("silence"));
        var (mail, first) = Assert.Single(city.Verifications(warning.Id));

        await city.PassAsync(TimeSpan.FromHours(5));
        Assert.Equal(2, city.MailsTo(first).Count(sent => sent.Link?.AbsolutePath == mail.Link!.AbsolutePath));
        Assert.Empty(city.Verifications(warning.Id));

        await city.PassAsync(TimeSpan.FromHours(4));
        var (_, delegated) = Assert.Single(city.Verifications(warning.Id));
        Assert.NotEqual(first, delegated);
        Assert.Equal("not-allowed", (await warning.VerifyAsync(first, mail.Token, "Confirm")).Expect(HttpStatusCode.Forbidden).Problem);

        await city.PassAsync(TimeSpan.FromHours(16));
        Assert.Equal("Lapsed", await warning.StatusAsync());
        Assert.Empty(await warning.NoticesAsync());
    }

    [Fact]
    public async Task Level_Escalated_OnlyRises()
    {
        var warning = await WarningCase.PublishAsync(city, WarningCase.Signal("upwards"));

        (await warning.CommandAsync("escalate", new { level = "Orange" })).Expect(HttpStatusCode.Accepted);
        Assert.Equal("escalation-only-upwards", (await warning.CommandAsync("escalate", new { level = "Blue" })).Expect(HttpStatusCode.Conflict).Problem);
        Assert.Equal("update-not-upwards", (await warning.CommandAsync("update", new { level = "Red" })).Expect(HttpStatusCode.Conflict).Problem);
        (await warning.CommandAsync("update", new { level = "Yellow", headline = WarningCase.Text("缓解", "It eases") })).Expect(HttpStatusCode.Accepted);
        (await warning.CommandAsync("cancel", new { reason = WarningCase.Text("已恢复", "Recovered") })).Expect(HttpStatusCode.Accepted);

        (string, string)[] messages = [("Alert", "Yellow"), ("Update", "Orange"), ("Update", "Yellow"), ("Cancel", "Yellow")];
        Assert.Equal(messages, await warning.CapAsync());
        Assert.Equal(messages, await warning.NoticesAsync());
        var feed = await warning.FeedAsync();
        Assert.Equal(4, feed.Count);
        Assert.Contains(feed, title => title.Contains("Yellow warning (update): It eases", StringComparison.Ordinal));
        Assert.Equal("warning-not-in-force", (await warning.CommandAsync("escalate", new { level = "Red" })).Expect(HttpStatusCode.Conflict).Problem);
    }

    [Fact]
    public async Task Command_IfMatchOfAnEarlierState_IsRefused()
    {
        var warning = await WarningCase.PublishAsync(city, WarningCase.Signal("if-match"));
        var tag = (await warning.ReadAsync("pan")).ETag!;
        (await warning.CommandAsync("escalate", new { level = "Orange" }, tag)).Expect(HttpStatusCode.Accepted);

        Assert.Equal("precondition-failed", (await warning.CommandAsync("cancel", new { }, tag)).Expect(HttpStatusCode.PreconditionFailed).Problem);
        (await warning.CommandAsync("cancel", new { }, (await warning.ReadAsync("pan")).ETag)).Expect(HttpStatusCode.Accepted);
        Assert.Equal("Cancelled", await warning.StatusAsync());
    }

    [Fact]
    public async Task Command_ByApplicant_IsForbidden()
    {
        var warning = await WarningCase.PublishAsync(city, WarningCase.Signal("roles"));

        Assert.Equal(HttpStatusCode.Forbidden, (await city.Person("lin").PostAsync($"{warning.Address}/cancel", new { }, Cancellation)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await city.Person(null).PostAsync($"{warning.Address}/cancel", new { }, Cancellation)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await city.Person("lin").PostAsync("/api/signals", WarningCase.Signal("by-lin"), Cancellation)).Status);
    }

    [Fact]
    public async Task Warning_ItsTimeComes_Expires()
    {
        var expires = city.Clock.GetUtcNow().AddDays(3);
        var warning = await WarningCase.PublishAsync(city, WarningCase.Signal("expiry", expires: expires));

        await city.Clock.AdvanceToAsync(expires.AddSeconds(-1), Cancellation);
        Assert.Equal("Published", await warning.StatusAsync());
        await city.PassAsync(TimeSpan.FromSeconds(2));

        Assert.Equal("Expired", await warning.StatusAsync());
        Assert.Equal("Expired", (await warning.ReadAsync(null)).Expect(HttpStatusCode.OK).Json.GetProperty("status").GetString());
        Assert.Single(await warning.NoticesAsync());
        Assert.Equal("warning-not-in-force", (await warning.CommandAsync("escalate", new { level = "Red" })).Expect(HttpStatusCode.Conflict).Problem);
    }

    [Fact]
    public async Task Morning_AfterAWarningsChanges_AlertTellsOfThem()
    {
        // From a clock that has passed the morning: the next 09:01 is another day's, with its tick before it.
        await city.PassToAsync(9, 1);
        var warning = await WarningCase.PublishAsync(city, WarningCase.Signal("news"));
        (await warning.CommandAsync("escalate", new { level = "Red" })).Expect(HttpStatusCode.Accepted);
        await city.PassToAsync(9, 1);
        (await warning.CommandAsync("cancel", new { })).Expect(HttpStatusCode.Accepted);
        await city.PassToAsync(9, 1);

        var items = (await city.NoticesAsync("alert"))
            .SelectMany((alert, index) => alert.GetProperty("items").EnumerateArray().Select(item => (Alert: index, Item: item)))
            .Where(news => news.Item.GetProperty("link").GetString() == $"warnings/{warning.Id}")
            .ToList();
        Assert.Equal(["WarningPublished", "WarningEscalated", "WarningCancelled"], items.Select(news => news.Item.GetProperty("kind").GetString()));
        Assert.Equal(items[0].Alert, items[1].Alert);
        Assert.True(items[2].Alert > items[1].Alert);
    }

    [Fact]
    public async Task CapSignal_WithExternalEntity_IsRefused()
    {
        var secret = Path.Combine(city.Options.DataDirectory, "secret.txt");
        await File.WriteAllTextAsync(secret, "top secret", Cancellation);
        var answer = await city.Person("pan").SendAsync(WarningCase.CapRequest(
            $"""<?xml version="1.0"?><!DOCTYPE alert [<!ENTITY x SYSTEM "{new Uri(secret)}">]>{Cap("xxe", "&x;")}"""), Cancellation);

        Assert.Equal((HttpStatusCode.BadRequest, "unsafe-xml"), (answer.Status, answer.Problem));
        Assert.DoesNotContain("top secret", answer.Body);
    }

    [Fact]
    public async Task CapSignal_Valid_MakesADraft()
    {
        var answer = (await city.Person("pan").SendAsync(WarningCase.CapRequest(Cap("A-17", "IT orders fall")), Cancellation)).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();

        var warning = new WarningCase(city, answer.Json.GetProperty("warningId").GetString()!);
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
