using System.Text;
using App.Tests.Fixtures;
using App.Tests.Mail;
using App.Tests.Subscriptions;
using FunctionsApp.Alerts;
using FunctionsApp.Deliveries;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Subscriptions;
using FunctionsApp.Warnings;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace App.Tests.Deliveries;

/// <summary>Reports about letters that came back, from the mail gateway to the subscription and to operators.</summary>
public sealed class BounceHttpTests : IDisposable
{
    private readonly SubscriptionBench bench = new();
    private readonly Measured measured = new();
    private readonly LetterSeals seals = new(Options.Create(
        new CallbackOptions { Keys = [new CallbackKey { Id = "k", Secret = Convert.ToBase64String(new byte[32]) }] }));

    private readonly LoggedLines<ReceiveBounce> log = new();
    private readonly DeliveryStore deliveries;
    private readonly ReceiveBounce receive;
    private readonly BounceHttp http;

    public BounceHttpTests()
    {
        var (tables, time) = (bench.Bench.Tables, bench.Bench.Time);
        deliveries = new DeliveryStore(tables, new SentDayStore(tables), time);
        receive = new ReceiveBounce(seals, deliveries, new BounceStore(tables), new BounceMetrics(measured.Meters), log);
        http = new BounceHttp(receive, bench.Bench.Store, Options.Create(new SubscriptionOptions()), time);
    }

    private static readonly Letter Never = new("never", "canary", null, null, Language.English, new Dictionary<string, string>());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => measured.Dispose();

    [Fact]
    public async Task Hard_OnThreeDays_EndsTheSubscription()
    {
        var id = await SubscribeAsync();
        for (var day = 1; day <= 3; day++)
        {
            Assert.Equal(SubscriptionStatus.Active, (await SubscriptionAsync(id)).Status);
            var letter = await DeliverAsync(id);
            for (var i = 0; i < 2; i++) await ReportAsync(letter);
            bench.Bench.Time.Advance(TimeSpan.FromDays(1));
            // The same report a day later.
            await ReportAsync(letter);
        }

        var ended = await SubscriptionAsync(id);
        Assert.Equal((SubscriptionStatus.Ended, null), (ended.Status, ended.Address));
        Assert.Empty((await receive.PageAsync(null, Cancellation)).Items);
    }

    [Fact]
    public async Task Soft_IsCountedAlone()
    {
        var id = await SubscribeAsync();
        for (var day = 1; day <= 5; day++)
        {
            await ReportAsync(await DeliverAsync(id), "4.2.2");
            bench.Bench.Time.Advance(TimeSpan.FromDays(1));
        }

        var still = await SubscriptionAsync(id);
        Assert.Equal((SubscriptionStatus.Active, 0), (still.Status, still.BouncedOn.Count));
    }

    [Fact]
    public async Task Hard_LetterToAPerson_IsShownToOperatorsOnceWithoutAnAddress()
    {
        var values = new Dictionary<string, string>();
        var letter = new Letter("assignment-opened.a1", "assignment-opened", "wu", null, Language.English, values);
        await SendAsync(letter);
        for (var i = 0; i < 2; i++) await ReportAsync(letter);

        var shown = Assert.Single((await receive.PageAsync(null, Cancellation)).Items);
        Assert.Equal(
            new BouncedLetter("assignment-opened.a1", "assignment-opened", "wu", bench.Bench.Time.GetUtcNow(), "5.1.1"), shown);
        Assert.All(log.Lines, line => Assert.DoesNotContain("secret", line.Text, StringComparison.Ordinal));
        Assert.NotEmpty(log.Lines);

        for (var i = 0; i < 2; i++) await receive.ForgetAsync(bench.Bench.Time.GetUtcNow().AddSeconds(1), Cancellation);
        Assert.Empty((await receive.PageAsync(null, Cancellation)).Items);
    }

    [Fact]
    public async Task Page_MoreThanOne_LeadsToTheRestNewestFirst()
    {
        for (var i = 0; i < 21; i++)
        {
            var letter = new Letter($"letter-{i:D2}", "canary", "wu", null, Language.English, new Dictionary<string, string>());
            await SendAsync(letter);
            await ReportAsync(letter);
            bench.Bench.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var first = await receive.PageAsync(null, Cancellation);
        var second = await receive.PageAsync(first.Cursor, Cancellation);
        Assert.Equal(("letter-20", 20), (first.Items[0].Letter, first.Items.Count));
        Assert.Equal(("letter-00", null), (Assert.Single(second.Items).Letter, second.Cursor));
    }

    [Fact]
    public async Task Confirmation_ThatComesBack_EndsNothingAndIsNoPersons()
    {
        var letter = bench.Letters.Confirm(await SubscriptionAsync(await SubscribeAsync()));
        await SendAsync(letter);
        await ReportAsync(letter);
        Assert.Empty((await receive.PageAsync(null, Cancellation)).Items);
    }

    /// <summary>No row remembers such a letter: its Message-ID names subscription, round and day, whichever list brought it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Item_ThatComesBack_CountsTheDayOfItsAlert(bool isDeadline)
    {
        var choice = new SubscriptionChoice(["it"], null, AlertFrequency.Immediate, Language.English) { Deadlines = ["award"] };
        var id = await bench.SubscribeAsync("reader@example.com", isDeadline ? choice : choice with { Deadlines = null });
        var (now, text) = (bench.Bench.Time.GetUtcNow(), new LocalizedText("指南", "Guide"));
        var item = new AlertItem("f1", AlertItemKind.GuideClosing, now, text, null) { Programme = "award", Sectors = ["it"] };
        var alert = new Alert("it", new DateOnly(2026, 3, 4), 1, now.AddDays(2), [item]);
        var sent = new FanOut(bench.Bench.Lists, bench.Letters, bench.Sender, bench.Bench.Bus.Client);
        var page = new FanOutPage(alert.Id, "it", null, Alert: alert);
        await sent.BringAsync(isDeadline ? Assert.Single(page.Deadlines) : page, Cancellation);
        bench.Bench.Time.Advance(TimeSpan.FromDays(5));

        await ReportAsync(Assert.Single(PostOffice.LettersOf(Assert.Single(bench.Bench.Bus.To(Topology.BulkLetters)))));

        Assert.Equal([alert.Day], (await SubscriptionAsync(id)).BouncedOn);
    }

    [Fact]
    public async Task Report_ForgedOrOfAnotherServer_IsRefusedAndEndsNothing()
    {
        var id = await SubscribeAsync();
        var letter = await DeliverAsync(id);
        var name = LetterSeals.NameOf(letter.Id);
        foreach (var forged in (string[])["x@mail.example", $"{name}@example.com", $"{name}.{new string('0', 32)}@example.com"])
        {
            Assert.Equal(MailProblems.UnknownLetter, (await Assert.ThrowsAsync<ProblemException>(() => ReportAsync(forged))).Type);
        }

        Assert.Empty((await SubscriptionAsync(id)).BouncedOn);
    }

    [Fact]
    public async Task Report_OfALetterThatNeverWentOut_IsRefused() => Assert.Equal(
        MailProblems.UnknownLetter,
        (await Assert.ThrowsAsync<ProblemException>(() => ReportAsync($"{seals.Of(Never)}@example.com"))).Type);

    [Fact]
    public async Task Postman_Letter_CarriesTheSeal()
    {
        var letter = await DeliverAsync(await SubscribeAsync());
        var message = LetterMessage.Write(
            letter, new("City", "noreply@example.com"), new("Reader", "reader@example.com"), null, DateTimeOffset.UnixEpoch, null,
            seals.Of(letter));
        Assert.Equal(LetterSeals.NameOf(letter.Id), seals.Find(message.MessageId)?.Name);
    }

    private Task<string> SubscribeAsync() =>
        bench.SubscribeAsync("reader@example.com", WarningLevel.Blue, AlertFrequency.Never, "it");

    private async Task<Subscription> SubscriptionAsync(string id) =>
        (await bench.Bench.Store.GetSubscriptionAsync(id, Cancellation)).State;

    /// <summary>A letter that went out today.</summary>
    private async Task<Letter> DeliverAsync(string id)
    {
        var now = bench.Bench.Time.GetUtcNow();
        var letter = bench.Letters.Exists(await SubscriptionAsync(id), now);
        await SendAsync(letter);
        return letter;
    }

    private async Task SendAsync(Letter letter) =>
        await deliveries.EndAsync((await deliveries.BeginAsync(letter, Cancellation))!, Cancellation);

    private Task ReportAsync(Letter letter, string status = "5.1.1") => ReportAsync($"{seals.Of(letter)}@example.com", status);

    private Task<IResult> ReportAsync(string messageId, string status = "5.1.1")
    {
        var request = new DefaultHttpContext().Request;
        request.ContentType = "message/rfc822";
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(Reports.Message(messageId, "failed", status)));
        return http.ReceiveAsync(request, Cancellation);
    }
}
