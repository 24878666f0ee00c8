using System.Text.RegularExpressions;
using App.Tests.Fixtures;
using App.Tests.Pages;
using FunctionsApp.Deliveries;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace App.Tests.Deliveries;

/// <summary>What was given up is listed for operators, and sent again.</summary>
public sealed partial class GivenUpTests : IAsyncLifetime, IDisposable
{
    private readonly DeliveryBench bench = new();
    private EndpointUnderTest endpoint = null!;
    private string webhook = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private GivenUpDesk Desk => new(bench.Bench.Store, bench.GivenUp);

    public async ValueTask InitializeAsync()
    {
        endpoint = await EndpointUnderTest.StartAsync();
        webhook = (await bench.CreateAsync(endpoint)).Webhook.Id;
    }

    public ValueTask DisposeAsync() => endpoint.DisposeAsync();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task List_GivenUp_NamesWebhookAndAnswerButNoUrl()
    {
        await GiveUpAsync("w1-1");
        var given = Assert.Single((await Desk.PageAsync(null, Cancellation)).Items);
        Assert.Equal(
            (webhook, WebhookStatus.Paused, WebhookPause.Broken, "w1-1", DecideAttempt.Most, 503),
            (given.Webhook, given.WebhookStatus, given.Pause, given.Delivery.Item, given.Delivery.Attempts, given.Delivery.Status));
        Assert.DoesNotContain("http", given.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_MoreThanAPage_LeadsToTheRestNewestFirst()
    {
        var items = Enumerable.Range(0, 21).Select(number => $"w{number:D2}").ToList();
        foreach (var item in items)
        {
            await bench.BringAsync(item);
            bench.Bench.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await bench.Desk.ChangeStatusAsync(webhook, WebhookStatus.Ended, DeliveryBench.Owner, Cancellation);
        await bench.SendAsync(webhook);

        var first = await Desk.PageAsync(null, Cancellation);
        var second = await Desk.PageAsync(first.Cursor, Cancellation);
        Assert.Equal(
            items.AsEnumerable().Reverse(), first.Items.Concat(second.Items).Select(each => each.Delivery.Item));
        Assert.Equal((20, null), (first.Items.Count, second.Cursor));
        var bad = await Assert.ThrowsAsync<ProblemException>(() => Desk.PageAsync("zzz", Cancellation));
        Assert.Equal(PlatformProblems.BadCursor, bad.Type);
    }

    [Fact]
    public async Task Resend_OfAWebhookThatIsPaused_WaitsUntilItIsResumed()
    {
        var delivery = await GiveUpAsync("w1-1");
        endpoint.Status = 204;
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(DeliveryState.Waiting, (await SendAgainAsync(delivery)).State);
            await bench.SendAsync(webhook);
        }

        Assert.Equal(DecideAttempt.Most, endpoint.Deliveries.Count);
        Assert.Empty((await Desk.PageAsync(null, Cancellation)).Items);

        await bench.Desk.ChangeStatusAsync(webhook, WebhookStatus.Active, DeliveryBench.Owner, Cancellation);
        await bench.SendAsync(webhook);
        Assert.Equal(DecideAttempt.Most + 1, endpoint.Deliveries.Count);
        Assert.Single(endpoint.Deliveries.Select(each => each.Id).Distinct());
        Assert.Equal("delivery-arrived", (await Assert.ThrowsAsync<ProblemException>(() => SendAgainAsync(delivery))).Type.Slug);
    }

    [Fact]
    public async Task Resend_TwoAtOnce_PutsItBackOnce()
    {
        var delivery = await GiveUpAsync("w1-1");
        var kept = (await bench.GivenUp.FindAsync(webhook, delivery, Cancellation))!;
        var waiting = SendDelivery.Decide(kept.Delivery, await bench.WebhookAsync(webhook), bench.Bench.Time.GetUtcNow());
        Assert.True(await bench.GivenUp.PutBackAsync(kept, waiting, Cancellation));
        Assert.False(await bench.GivenUp.PutBackAsync(kept, waiting, Cancellation));
        Assert.Equal(DeliveryState.Waiting, (await SendAgainAsync(delivery)).State);
    }

    [Fact]
    public async Task Resend_FailsAgain_IsListedOnceMore()
    {
        var delivery = await GiveUpAsync("w1-1");
        await SendAgainAsync(delivery);
        await bench.Desk.ChangeStatusAsync(webhook, WebhookStatus.Active, DeliveryBench.Owner, Cancellation);
        await FailAsync();
        Assert.Equal(delivery, Assert.Single((await Desk.PageAsync(null, Cancellation)).Items).Delivery.Id);
        Assert.Equal(2 * DecideAttempt.Most, endpoint.Deliveries.Count);
    }

    [Fact]
    public async Task Resend_WebhookEndedOrRegisteredAgain_IsRefused()
    {
        var delivery = await GiveUpAsync("w1-1");
        await bench.Desk.ChangeStatusAsync(webhook, WebhookStatus.Ended, DeliveryBench.Owner, Cancellation);
        Assert.Equal("webhook-over", (await Assert.ThrowsAsync<ProblemException>(() => SendAgainAsync(delivery))).Type.Slug);
        endpoint.Status = 204;
        await bench.CreateAsync(endpoint);
        Assert.Equal("webhook-over", (await Assert.ThrowsAsync<ProblemException>(() => SendAgainAsync(delivery))).Type.Slug);
    }

    /// <summary>The endpoint was registered again: what an earlier round gave up is shown without a button, which would be refused.
    /// </summary>
    [Fact]
    public async Task Pages_EarlierRound_HaveTheButtonWhereItWorksAlone()
    {
        var earlier = await GiveUpAsync("w1-1");
        Assert.All(await ButtonsAsync(), buttons => Assert.Equal([earlier], buttons));
        await bench.Desk.ChangeStatusAsync(webhook, WebhookStatus.Ended, DeliveryBench.Owner, Cancellation);
        Assert.All(await ButtonsAsync(), Assert.Empty);
        endpoint.Status = 204;
        await bench.CreateAsync(endpoint);
        var later = await GiveUpAsync("w1-2");

        Assert.All(await ButtonsAsync(), buttons => Assert.Equal([later], buttons));
        Assert.Equal(DeliveryState.Waiting, (await SendAgainAsync(later)).State);
        Assert.All(await ButtonsAsync(), Assert.Empty);
        Assert.Equal(2, (await bench.Desk.GetAsync(webhook, DeliveryBench.Owner, Cancellation)).Deliveries.Count);
    }

    [Theory]
    [InlineData("x", "y")]
    [InlineData(null, "00000000000000000000")]
    [InlineData("00000000000000000000", "00000000000000000000")]
    public async Task Resend_OfNone_IsNotFound(string? of, string delivery)
    {
        var refused = await Assert.ThrowsAsync<ProblemException>(
            () => bench.Again.RunAsync(new DeliveryChoice(of ?? webhook, delivery), "op", Cancellation));
        Assert.Equal(PlatformProblems.NotFound, refused.Type);
    }

    [Fact]
    public async Task Resend_ByAnotherPersonThanTheOwner_IsNotFound()
    {
        var delivery = await GiveUpAsync("w1-1");
        var other = DeliveryBench.Owner with { Id = "zhao" };
        var refused = await Assert.ThrowsAsync<ProblemException>(
            () => bench.Desk.SendAgainAsync(webhook, delivery, other, Cancellation));
        Assert.Equal(PlatformProblems.NotFound, refused.Type);
        Assert.Equal(
            DeliveryState.Waiting, (await bench.Desk.SendAgainAsync(webhook, delivery, DeliveryBench.Owner, Cancellation)).State);
    }

    [Fact]
    public async Task Forget_AfterTheLogsDays_EmptiesTheList()
    {
        await GiveUpAsync("w1-1");
        var now = bench.Bench.Time.GetUtcNow();
        await bench.GivenUp.RemoveAsync(now.AddDays(-30), Cancellation);
        Assert.Single((await Desk.PageAsync(null, Cancellation)).Items);
        for (var i = 0; i < 2; i++) await bench.GivenUp.RemoveAsync(now, Cancellation);
        Assert.Empty((await Desk.PageAsync(null, Cancellation)).Items);
        Assert.NotEmpty(await bench.LogAsync(webhook));
    }

    [Fact]
    public async Task List_DeliveryForgottenBeforeItsLine_IsReadPastIt()
    {
        await GiveUpAsync("w1-1");
        await bench.Lines.RemoveAsync(bench.Bench.Time.GetUtcNow(), Cancellation);
        Assert.Empty((await Desk.PageAsync(null, Cancellation)).Items);
    }

    private Task<DeliveryView> SendAgainAsync(string delivery) =>
        bench.Again.RunAsync(new DeliveryChoice(webhook, delivery), "op", Cancellation);

    /// <summary>Deliveries with a button on the owner's page, and on that of operators.</summary>
    private async Task<IReadOnlyList<IReadOnlyList<string>>> ButtonsAsync()
    {
        var own = RenderedPage.Request($"/webhooks/{webhook}", Language.English, DeliveryBench.Owner);
        var all = RenderedPage.Request(
            "/operations/deliveries", Language.English, DeliveryBench.Owner with { Roles = new HashSet<Role> { Role.Operator } });
        var shown = new[]
        {
            await RenderedPage.OfAsync(
                await new WebhookPageHttp(bench.Desk, RenderedPage.Site()).ShowOneAsync(own, webhook, Cancellation), own),
            await RenderedPage.OfAsync(
                RenderedPage.Site().Show<GivenUpPage, GivenUpShown>(
                    all, new GivenUpShown(await Desk.PageAsync(null, Cancellation), new BouncedLetters([], null), null)), all),
        };
        return [.. shown.Select(page => Again().Matches(page.Html).Select(match => match.Groups[1].Value).ToList())];
    }

    [GeneratedRegex("""name="(?:again|delivery)" value="(?:[^"/]*/)?([^"/]+)""")]
    private static partial Regex Again();

    /// <returns>Its id.</returns>
    private async Task<string> GiveUpAsync(string item)
    {
        await bench.BringAsync(item);
        await FailAsync();
        return (await bench.LogAsync(webhook)).Single(each => each.Item == item).Id;
    }

    private async Task FailAsync()
    {
        endpoint.Status = 503;
        for (var i = 0; i < DecideAttempt.Most + 1; i++)
        {
            await bench.SendAsync(webhook);
            bench.Bench.Time.Advance(TimeSpan.FromHours(25));
        }
    }
}
