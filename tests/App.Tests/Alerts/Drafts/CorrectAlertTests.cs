using System.Net;
using App.Tests.Fixtures;
using App.Tests.Pages;
using FunctionsApp.Alerts;
using FunctionsApp.Alerts.Drafts;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using static App.Tests.Alerts.Drafts.MemoryAlerts;
using static App.Tests.Fixtures.MemoryApp;

namespace App.Tests.Alerts.Drafts;

/// <summary>Alerts that correct published ones.</summary>
public sealed class CorrectAlertTests
{
    private static readonly AlertBody Corrected = Body("2026-03-05T09:00:00+08:00") with
    {
        Sectors = ["ip"], Title = new("更正后的标题", "Right title"),
    };

    private readonly MemoryAlerts memory = new(Member("other"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Everyone who read the error reads the correction, and the earlier alert names it; the activity may run twice.</summary>
    [Fact]
    public async Task Correction_Published_ReachesTheSameSectorsAndMarksTheEarlierAlert()
    {
        await PublishFirstAsync();
        var id = await DraftAsync(Corrected with { Corrects = memory.Id });
        await ApproveAsync(id);
        memory.App.Time.Advance(TimeSpan.FromDays(1));

        for (var run = 0; run < 2; run++) Assert.Equal(["it", "biotech", "ip"], (await PublishAsync(id)).Order(SectorOrder));

        var alerts = (await memory.Store.PageAsync("it", null, 10, Cancellation)).Items;
        Assert.Equal(["Correction: Right title", "A <b> title"], alerts.Select(alert => alert.Items[0].Title.English));
        Assert.Equal(memory.Id, alerts[0].Items[0].Corrects);
        var mark = alerts[1].Items[0].Corrected!;
        Assert.Equal((alerts[0].At, "更正：更正后的标题"), (mark.At, mark.Title.Chinese));
        Assert.Equal((alerts[0].At, true), (alerts[1].Updated, alerts[1].Updated > alerts[1].At));
        Assert.Single((await memory.Store.PageAsync("ip", null, 10, Cancellation)).Items);
        Assert.Equal(id, (await memory.ReadAsync()).Draft.CorrectedBy);
        Assert.Single(memory.App.Facts, fact => fact == nameof(AlertCorrected));
    }

    [Fact]
    public async Task Correction_OlderThanTheOneThatIsMarked_ReplacesNothing()
    {
        await PublishFirstAsync();
        var (day, at) = (new DateOnly(2026, 3, 4), Now.AddDays(3));
        await memory.Store.MarkCorrectedAsync("it", day, memory.Id, new AlertCorrection(at, new("新", "new")), Cancellation);
        await memory.Store.MarkCorrectedAsync("it", day, memory.Id, new AlertCorrection(at.AddHours(-1), new("旧", "old")), Cancellation);

        var alert = Assert.Single((await memory.Store.PageAsync("it", null, 10, Cancellation)).Items);
        Assert.Equal("new", alert.Items[0].Corrected!.Title.English);
    }

    [Fact]
    public async Task Correction_OfADraftOrOfNothing_IsRefused()
    {
        await memory.DraftAsync();
        Assert.Equal("alert-not-out", await SlugAsync(memory.Id));
        Assert.Equal("invalid-field", await SlugAsync(Ids.From("none")));
        Assert.Equal("invalid-field", await SlugAsync("../x"));
        Assert.Equal("alert-not-out", (await Assert.ThrowsAsync<ProblemException>(ShowFormAsync)).Type.Slug);
    }

    /// <summary>The form has the words that were published, and names what it corrects, also after a fault.</summary>
    [Fact]
    public async Task Form_OfACorrection_HasThePublishedWords()
    {
        await PublishFirstAsync();

        var shown = await ShowFormAsync();

        Assert.Contains("value=\"A &lt;b&gt; title\"", shown, StringComparison.Ordinal);
        Assert.Contains($"name=\"corrects\" value=\"{memory.Id}\"", shown, StringComparison.Ordinal);
        var (http, again) = await CallAsync(
            request => Editor.ComposeAsync(request, Cancellation), "author", $"key=k&corrects={memory.Id}&press=send", ShownForm.Media);
        Assert.Equal(400, http.Response.StatusCode);
        Assert.Contains($"name=\"corrects\" value=\"{memory.Id}\"", again, StringComparison.Ordinal);
        Assert.Contains("更正快讯", WebUtility.HtmlDecode(again), StringComparison.Ordinal);
    }

    private static readonly Comparer<string> SectorOrder = Comparer<string>.Create((one, other) =>
        Array.IndexOf(["it", "biotech", "ip"], one).CompareTo(Array.IndexOf(["it", "biotech", "ip"], other)));

    private AlertEditorHttp Editor => new(memory.App.Store, memory.App.Lists, RenderedPage.Site(), memory.App.Time);

    private async Task<string> ShowFormAsync() => (await CallAsync(
        request => Editor.ShowFormAsync(request, Cancellation), "author", query: $"?corrects={memory.Id}")).Body;

    private async Task PublishFirstAsync()
    {
        await memory.DraftAsync();
        await ApproveAsync(memory.Id);
        memory.App.Time.Advance(TimeSpan.FromDays(2));
        await memory.PublishAsync();
    }

    private async Task<string> DraftAsync(AlertBody body)
    {
        var command = DraftAlertCommand.Of(body, "author", "k")
            .Correcting(await memory.App.Store.FindAlertDraftAsync(body.Corrects, Cancellation));
        await memory.App.Store.PutAsync(
            AlertDraftAggregate.Kind, command.Id, current => DraftAlert.Decide(current, command, memory.App.Time.GetUtcNow()),
            Cancellation);
        return command.Id;
    }

    private Task ApproveAsync(string id) => memory.App.Store.ChangeAlertDraftAsync(
        id, state => ApproveAlert.Decide(state, Approve(), new("other", "digest", memory.App.Time.GetUtcNow())), Cancellation);

    private Task<IReadOnlyList<string>> PublishAsync(string id) =>
        new PublishAlertDraftActivity(memory.App.Store, memory.Store, memory.App.Time).RunAsync(id, Cancellation);

    private async Task<string> SlugAsync(string corrects) =>
        (await Assert.ThrowsAsync<ProblemException>(() => DraftAsync(Corrected with { Corrects = corrects }))).Type.Slug;
}
