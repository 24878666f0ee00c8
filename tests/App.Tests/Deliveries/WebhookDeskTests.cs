using FunctionsApp.Deliveries;
using FunctionsApp.Platform.Http;
using FunctionsApp.Warnings;

namespace App.Tests.Deliveries;

public sealed class WebhookDeskTests : IAsyncLifetime, IDisposable
{
    private readonly DeliveryBench bench = new();
    private EndpointUnderTest endpoint = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => endpoint = await EndpointUnderTest.StartAsync();

    public ValueTask DisposeAsync() => endpoint.DisposeAsync();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Create_AnsweredChallenge_KeepsTheSecretEncryptedAndOutOfFacts()
    {
        var (webhook, secret) = await bench.CreateAsync(endpoint);
        var state = await bench.WebhookAsync(webhook.Id);
        Assert.Equal(WebhookStatus.Active, state.Status);
        Assert.DoesNotContain(secret[6..], state.Keys!.Current, StringComparison.Ordinal);
        var facts = await bench.Bench.Store.ReadFactsAsync("Webhooks", webhook.Id, Cancellation);
        Assert.DoesNotContain("hidden", string.Concat(facts.Select(fact => $"{fact}")), StringComparison.Ordinal);
        Assert.Empty(endpoint.Deliveries);
    }

    [Fact]
    public async Task Create_Again_IsRefusedUntilItEnds()
    {
        var (webhook, _) = await bench.CreateAsync(endpoint);
        Assert.Equal("webhook-exists", (await Assert.ThrowsAsync<ProblemException>(() => bench.CreateAsync(endpoint))).Type.Slug);
        await bench.Desk.ChangeStatusAsync(webhook.Id, WebhookStatus.Ended, DeliveryBench.Owner, Cancellation);
        Assert.Equal(webhook.Id, (await bench.CreateAsync(endpoint)).Webhook.Id);
        Assert.Equal(2, (await bench.WebhookAsync(webhook.Id)).Round);
    }

    [Fact]
    public async Task Create_TwoAtOnceForTheLastPlace_OneIsRefused()
    {
        for (var i = 1; i < RegisterWebhook.Most; i++) await bench.CreateAsync(endpoint, more: $"{i}");
        var both = new[] { "a", "b" }.Select(more => bench.CreateAsync(endpoint, more: more)).ToList();
        await Task.WhenAll(both).ContinueWith(_ => { }, Cancellation, TaskContinuationOptions.None, TaskScheduler.Default);
        var refused = Assert.Single(both, each => each.IsFaulted);
        Assert.Equal("too-many-webhooks", Assert.IsType<ProblemException>(refused.Exception!.InnerException).Type.Slug);
        Assert.Equal(RegisterWebhook.Most, (await bench.Desk.OfAsync(DeliveryBench.Owner, Cancellation)).Count);
    }

    [Fact]
    public async Task Create_AfterOneEnded_TakesItsPlace()
    {
        var first = await bench.CreateAsync(endpoint, more: "0");
        for (var i = 1; i < RegisterWebhook.Most; i++) await bench.CreateAsync(endpoint, more: $"{i}");
        Assert.Equal("too-many-webhooks", (await Assert.ThrowsAsync<ProblemException>(
            () => bench.CreateAsync(endpoint, more: "a"))).Type.Slug);
        await bench.Desk.ChangeStatusAsync(first.Webhook.Id, WebhookStatus.Ended, DeliveryBench.Owner, Cancellation);
        await bench.CreateAsync(endpoint, more: "a");
    }

    [Fact]
    public async Task Place_OfAWebhookThatWasNeverCreated_IsFreeAfterTenMinutes()
    {
        var now = bench.Bench.Time.GetUtcNow();
        for (var i = 0; i < RegisterWebhook.Most; i++) await TakeAsync($"{i}", now);
        Assert.Equal("too-many-webhooks", (await Assert.ThrowsAsync<ProblemException>(
            () => TakeAsync("late", now.AddMinutes(10)))).Type.Slug);
        await TakeAsync("0", now.AddMinutes(10));
        await TakeAsync("late", now.AddMinutes(11));

        Task TakeAsync(string webhook, DateTimeOffset at) => bench.Places.TakeAsync("lin", webhook, 1, at, Cancellation);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/", "challenge-failed")]
    [InlineData("https://10.0.0.1/", "invalid-endpoint")]
    [InlineData("http://example.com/", "invalid-endpoint")]
    public async Task Create_EndpointDoesNotAnswer_IsRefused(string url, string problem) => Assert.Equal(problem, (await
        Assert.ThrowsAsync<ProblemException>(() => bench.Desk.CreateAsync(
            new WebhookBody(url, ["it"], WarningLevel.Blue), DeliveryBench.Owner, Cancellation))).Type.Slug);

    [Fact]
    public async Task Create_OwnerWithoutAddress_IsRefused() => Assert.Equal("no-mail-address", (await
        Assert.ThrowsAsync<ProblemException>(() => bench.Desk.CreateAsync(
            new WebhookBody(endpoint.Url.ToString(), ["it"]), DeliveryBench.Owner with { Email = null }, Cancellation))).Type.Slug);

    [Fact]
    public async Task ChangeSecret_BothSignUntilTheOverlapEnds()
    {
        var (webhook, _) = await bench.CreateAsync(endpoint);
        var changed = await bench.Desk.ChangeSecretAsync(webhook.Id, DeliveryBench.Owner, Cancellation);
        Assert.NotNull(changed.Webhook.PreviousSecretUntil);
        await bench.BringAsync("both");
        await bench.SendAsync(webhook.Id);
        bench.Bench.Time.Advance(TimeSpan.FromHours(24));
        await bench.BringAsync("one");
        await bench.SendAsync(webhook.Id);
        Assert.Equal([2, 1], endpoint.Deliveries.Select(each => each.Headers["webhook-signature"].Split(' ').Length));
    }

    [Fact]
    public async Task Another_SeesAndChangesNothing()
    {
        var (webhook, _) = await bench.CreateAsync(endpoint);
        var other = DeliveryBench.Owner with { Id = "zhao" };
        Assert.Empty(await bench.Desk.OfAsync(other, Cancellation));
        Func<Task>[] all =
        [
            () => bench.Desk.GetAsync(webhook.Id, other, Cancellation),
            () => bench.Desk.ChangeSecretAsync(webhook.Id, other, Cancellation),
            () => bench.Desk.ChangeStatusAsync(webhook.Id, WebhookStatus.Ended, other, Cancellation),
        ];
        foreach (var each in all) Assert.Equal("not-found", (await Assert.ThrowsAsync<ProblemException>(each)).Type.Slug);
    }

    [Fact]
    public async Task Deliveries_ByPageAndState_NewestFirst()
    {
        var (webhook, _) = await bench.CreateAsync(endpoint);
        for (var i = 0; i < 25; i++)
        {
            bench.Bench.Time.Advance(TimeSpan.FromSeconds(1));
            await bench.BringAsync($"w{i}");
            if (i == 2) await bench.SendAsync(webhook.Id);
        }

        var first = await PageAsync(null);
        var second = await PageAsync(null, first.Cursor);
        Assert.Equal(
            Enumerable.Range(0, 25).Reverse().Select(i => $"w{i}"), first.Deliveries.Concat(second.Deliveries).Select(each => each.Item));
        Assert.Null(second.Cursor);
        Assert.Equal(["w2", "w1", "w0"], (await PageAsync(DeliveryState.Delivered)).Deliveries.Select(each => each.Item));
        Assert.Empty((await PageAsync(DeliveryState.Dead)).Deliveries);

        Task<WebhookWithDeliveries> PageAsync(DeliveryState? state, string? cursor = null) =>
            bench.Desk.GetAsync(webhook.Id, DeliveryBench.Owner, Cancellation, new DeliveryQuery(state, cursor));
    }

    [Fact]
    public async Task Deliveries_CursorOfAnotherList_IsRefused()
    {
        var (webhook, _) = await bench.CreateAsync(endpoint);
        var query = new DeliveryQuery(null, FunctionsApp.Platform.Storage.Cursor.Encode("webhook-other", "i|"));
        Assert.Equal("bad-cursor", (await Assert.ThrowsAsync<ProblemException>(
            () => bench.Desk.GetAsync(webhook.Id, DeliveryBench.Owner, Cancellation, query))).Type.Slug);
    }

    [Fact]
    public async Task Status_OfAnEnded_IsNotChanged()
    {
        var (webhook, _) = await bench.CreateAsync(endpoint);
        await bench.Desk.ChangeStatusAsync(webhook.Id, WebhookStatus.Ended, DeliveryBench.Owner, Cancellation);
        Assert.Equal("webhook-over", (await Assert.ThrowsAsync<ProblemException>(() => bench.Desk.ChangeStatusAsync(
            webhook.Id, WebhookStatus.Active, DeliveryBench.Owner, Cancellation))).Type.Slug);
    }
}
