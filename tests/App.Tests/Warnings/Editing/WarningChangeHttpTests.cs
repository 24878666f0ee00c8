using System.Net;
using System.Text.RegularExpressions;
using App.Tests.Fixtures;
using FunctionsApp.Platform.Http;
using FunctionsApp.Warnings;
using Microsoft.AspNetCore.Http;
using static App.Tests.Fixtures.MemoryApp;

namespace App.Tests.Warnings.Editing;

/// <summary>Changing a warning in force on its pages: a preview first, then the confirmation of what was previewed.</summary>
public sealed partial class WarningChangeHttpTests
{
    private const string Reason = "reason.zh-CN=恢复&reason.en=Recovered";

    private readonly MemoryWarnings memory = new(Member("officer", "delegate"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Escalate_PreviewedAndConfirmedTwice_WaitsOnceForItsVerification()
    {
        await PublishedAsync();

        var (status, _, html) = await SendAsync(memory.Changes.EscalateAsync, "level=Red&press=preview");
        Assert.Equal(200, status);
        Assert.Contains("value=\"confirm\"", html, StringComparison.Ordinal);
        Assert.Contains("<severity>Extreme</severity>", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Contains("核实预警变更", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Null((await memory.ReadAsync()).Warning.Proposed);

        var state = State().Match(html).Groups[1].Value;
        var first = await SendAsync(memory.Changes.EscalateAsync, $"level=Red&press=confirm&state={state}");
        var second = await SendAsync(memory.Changes.EscalateAsync, $"level=Red&press=confirm&state={state}");

        Assert.Equal((303, $"/warnings/{memory.Id}?done=proposed"), (first.Status, first.Location));
        Assert.Equal(first.Location, second.Location);
        Assert.Equal((WarningLevel.Yellow, WarningLevel.Red, 1), await ProposedAsync());
    }

    [Fact]
    public async Task Escalate_ToTheLevelItHas_IsNothing()
    {
        await PublishedAsync();

        var (status, _, html) = await SendAsync(memory.Changes.EscalateAsync, "level=Yellow&press=preview");

        Assert.Equal(200, status);
        Assert.Contains("没有不同", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"confirm\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("level=Blue", 409)]
    [InlineData("", 400)]
    public async Task Escalate_NotUpwardsOrNoLevel_IsTheFormAgain(string fields, int expected)
    {
        await PublishedAsync();

        var (status, _, html) = await SendAsync(memory.Changes.EscalateAsync, $"{fields}&press=preview");

        Assert.Equal(expected, status);
        Assert.Contains("class=\"errors\"", html, StringComparison.Ordinal);
    }

    /// <summary>What stays as it is shown is not sent: a lower level alone needs no verification.</summary>
    [Fact]
    public async Task Update_LowerLevelAlone_IsPublishedAtOnce()
    {
        await PublishedAsync();
        var shown = await ShownAsync(memory.Changes.ShowUpdateAsync);

        var (_, location, _) = await SendAsync(memory.Changes.UpdateAsync, Fields(shown, ("level", "Blue")) + "&press=confirm");

        var warning = (await memory.ReadAsync()).Warning;
        Assert.Equal($"/warnings/{memory.Id}?done=published", location);
        Assert.Equal((WarningLevel.Blue, 2), (warning.Level, warning.Messages.Count));
        Assert.Equal(Sample.Signal().Wording, warning.Wording);
    }

    [Fact]
    public async Task Update_OtherWords_WaitForTheirVerification()
    {
        await PublishedAsync();
        var shown = await ShownAsync(memory.Changes.ShowUpdateAsync);

        await SendAsync(memory.Changes.UpdateAsync, Fields(shown, ("headline.en", "It eases")) + "&press=confirm");

        var proposed = (await memory.ReadAsync()).Warning.Proposed!;
        Assert.Equal((Sample.Signal().Headline.Chinese, "It eases"),
            (proposed.Wording.Headline.Chinese, proposed.Wording.Headline.English));
        Assert.Equal(Sample.Signal().Description, proposed.Wording.Description);
    }

    [Fact]
    public async Task Update_NothingTyped_IsNothing()
    {
        await PublishedAsync();
        var shown = await ShownAsync(memory.Changes.ShowUpdateAsync);

        var (status, _, html) = await SendAsync(memory.Changes.UpdateAsync, Fields(shown) + "&press=preview");

        Assert.Equal(200, status);
        Assert.Contains("没有不同", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("headline.zh-CN")]
    [InlineData("instruction.en")]
    public async Task Update_ATextEmptied_IsRefused(string input)
    {
        await PublishedAsync();
        var shown = await ShownAsync(memory.Changes.ShowUpdateAsync);

        var (status, _, html) = await SendAsync(memory.Changes.UpdateAsync, Fields(shown, (input, " ")) + "&press=preview");

        Assert.Equal(400, status);
        Assert.Contains($"href=\"#f-{input.Replace('.', '-')}\"", html, StringComparison.Ordinal);
    }

    /// <summary>Who confirms has seen the warning as it is.</summary>
    [Fact]
    public async Task Confirm_AfterAnotherChange_IsRefusedAndShowsWhatIsNow()
    {
        await PublishedAsync();
        var state = State().Match(await ShownAsync(memory.Changes.ShowCancellationAsync)).Groups[1].Value;
        await memory.ChangeAsync(current => UpdateWarning.Decide(current, new UpdateBody(Level: WarningLevel.Blue), memory.By("other")));

        var (status, _, html) = await SendAsync(memory.Changes.CancelAsync, $"{Reason}&press=confirm&state={state}");

        Assert.Equal(412, status);
        Assert.NotEqual(state, State().Match(html).Groups[1].Value);
        Assert.Contains(">Recovered</textarea>", html, StringComparison.Ordinal);
        Assert.Equal(WarningStatus.Published, (await memory.ReadAsync()).Warning.Status);
    }

    [Fact]
    public async Task Cancel_WithItsReason_IsOverAndHasNoMorePages()
    {
        await PublishedAsync();
        var (_, _, preview) = await SendAsync(memory.Changes.CancelAsync, $"{Reason}&press=preview");
        Assert.Contains("<msgType>Cancel</msgType>", WebUtility.HtmlDecode(preview), StringComparison.Ordinal);
        Assert.DoesNotContain("核实预警变更", WebUtility.HtmlDecode(preview), StringComparison.Ordinal);
        var fields = $"{Reason}&press=confirm&state={State().Match(preview).Groups[1].Value}";

        Assert.Equal(303, (await SendAsync(memory.Changes.CancelAsync, fields)).Status);
        Assert.Equal(303, (await SendAsync(memory.Changes.CancelAsync, fields)).Status);

        Assert.Equal((WarningStatus.Cancelled, 2), ((await memory.ReadAsync()).Warning.Status, (await memory.ReadAsync()).Messages.Count));
        Assert.Equal("warning-not-in-force", await SlugAsync(request => memory.Changes.ShowUpdateAsync(request, memory.Id, Cancellation),
            "pan"));
    }

    [Fact]
    public async Task Page_WhileAChangeWaits_TakesNoOtherButACancellation()
    {
        await PublishedAsync();
        await memory.ChangeAsync(current => EscalateWarning.Decide(current, new EscalateBody(WarningLevel.Red), memory.By("other")));

        Assert.DoesNotContain("<form", await ShownAsync(memory.Changes.ShowUpdateAsync), StringComparison.Ordinal);
        Assert.Contains("<form", await ShownAsync(memory.Changes.ShowCancellationAsync), StringComparison.Ordinal);
    }

    private async Task PublishedAsync()
    {
        await memory.VerifiedAsync();
        await memory.Announce.RunAsync(new AnnounceRequest(memory.Id, 0), Cancellation);
    }

    private async Task<(WarningLevel Now, WarningLevel? Proposed, int Rounds)> ProposedAsync()
    {
        var warning = (await memory.ReadAsync()).Warning;
        return (warning.Level, warning.Proposed?.Level, warning.Rounds);
    }

    private async Task<string> ShownAsync(Func<HttpRequest, string, CancellationToken, Task<IResult>> page) =>
        (await CallAsync(request => page(request, memory.Id, Cancellation), "pan")).Body;

    private async Task<(int Status, string Location, string Html)> SendAsync(
        Func<HttpRequest, string, CancellationToken, Task<IResult>> take, string fields)
    {
        var (http, html) = await CallAsync(
            request => take(request, memory.Id, Cancellation), "pan", fields, ShownForm.Media,
            with: request => request.Headers.AcceptLanguage = "zh-CN");
        return (http.Response.StatusCode, http.Response.Headers.Location.ToString(), html);
    }

    /// <summary>What the browser would send of the page, with some inputs changed.</summary>
    private static string Fields(string page, params (string Name, string Value)[] typed)
    {
        var fields = new Dictionary<string, string>();
        foreach (Match input in Input().Matches(page)) fields[input.Groups[1].Value] = WebUtility.HtmlDecode(input.Groups[2].Value);
        foreach (Match area in Area().Matches(page)) fields[area.Groups[1].Value] = WebUtility.HtmlDecode(area.Groups[2].Value);
        fields["level"] = "Yellow";
        fields.Remove(FormBody.Proof);
        foreach (var (name, value) in typed) fields[name] = value;
        return string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));
    }

    [GeneratedRegex("name=\"state\" value=\"([^\"]+)\"")]
    private static partial Regex State();

    [GeneratedRegex("<input[^>]* name=\"([^\"]+)\"[^>]* value=\"([^\"]*)\"")]
    private static partial Regex Input();

    [GeneratedRegex("<textarea[^>]* name=\"([^\"]+)\"[^>]*>([^<]*)</textarea>")]
    private static partial Regex Area();
}
