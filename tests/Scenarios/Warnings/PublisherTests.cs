using System.Net;

namespace Scenarios.Warnings;

/// <summary>A publisher's work by pages alone; an officer verifies by the mailed link.</summary>
public sealed class PublisherTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static readonly (string, string)[] Typed =
    [
        ("source", "海关通报"), ("sector", "testing"), ("level", "Yellow"), ("districts", "440305"), ("event.zh-CN", "断供风险"),
        ("event.en", "Supply risk"),
        ("headline.zh-CN", "<b>交付延期"), ("headline.en", "<b>Late & later"), ("description.zh-CN", "三家延期。"),
        ("description.en", "Three are late."),
    ];

    [Fact]
    public async Task Warning_FromTheFormToItsCancellation_ByPagesAlone()
    {
        using var pan = new ScriptlessBrowser(city, "pan");
        var form = await pan.OpenAsync("/publish/warning");
        var preview = await pan.PressAsync(form, "preview", Typed);
        Assert.Contains("<headline><b>交付延期</headline>", WebUtility.HtmlDecode(preview.Text), StringComparison.Ordinal);
        Assert.Contains("没有等待核实的预警", (await pan.OpenAsync("/publish")).Text, StringComparison.Ordinal);

        // Pressed twice, it is one warning.
        var draft = await pan.PressAsync(preview, "send", Typed);
        Assert.Equal(draft.Path, (await pan.PressAsync(preview, "send", Typed)).Path);
        await city.SettleAsync();
        Assert.Contains("已送交核实", draft.Text, StringComparison.Ordinal);
        var waiting = await pan.OpenAsync("/publish");
        Assert.Contains("<b>交付延期</a>", waiting.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", waiting.Html, StringComparison.Ordinal);
        Assert.Contains("市主管部门人员", waiting.Text, StringComparison.Ordinal);
        Assert.Contains("2026年3月2日（周一） 17:00", waiting.Text, StringComparison.Ordinal);

        var warning = new WarningUnderTest(city, draft.Path.Split('/', '?')[2]);
        await ConfirmAsync(warning);
        var page = await pan.OpenAsync($"/warnings/{warning.Id}");
        Assert.Contains("生效中", page.Text, StringComparison.Ordinal);

        var raise = await pan.PressAsync(await pan.OpenAsync($"/warnings/{warning.Id}/escalate"), "preview", ("level", "Red"));
        var raised = await pan.PressAsync(raise, "confirm", ("level", "Red"));
        await city.SettleAsync();
        Assert.Contains("变更已送交核实", raised.Text, StringComparison.Ordinal);
        Assert.Contains("提高等级", raised.Text, StringComparison.Ordinal);
        await ConfirmAsync(warning);

        (string, string)[] reason = [("reason.zh-CN", "已恢复"), ("reason.en", "Recovered")];
        var end = await pan.PressAsync(await pan.OpenAsync($"/warnings/{warning.Id}/cancel"), "preview", reason);
        var over = await pan.PressAsync(end, "confirm", reason);
        await city.SettleAsync();

        Assert.Contains("已解除", over.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/cancel\"", over.Html, StringComparison.Ordinal);
        Assert.Equal([("Alert", "Yellow"), ("Update", "Red"), ("Cancel", "Red")], await warning.CapAsync());
        Assert.DoesNotContain("<b>", over.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_WhatIsMissing_IsNamedAndWhatWasTypedStays()
    {
        using var pan = new ScriptlessBrowser(city, "pan", "en");

        var again = await pan.PressAsync(await pan.OpenAsync("/publish/warning"), "send", ("headline.en", "\"><script>1</script>"),
            ("level", "Blue"));

        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        Assert.Contains("<a href=\"#f-sector\">", again.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"\"><script>1</script>\"", again.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>1", again.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lin", "/publish")]
    [InlineData("lin", "/publish/warning")]
    [InlineData("guo", "/publish/alerts")]
    public async Task Page_OfSomeoneElse_IsRefused(string user, string path)
    {
        using var browser = new ScriptlessBrowser(city, user);

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.OpenAsync(path)).Status);
    }

    /// <summary>An alert from the form to its withdrawal.</summary>
    [Fact]
    public async Task Alert_WrittenAndWithdrawn_ByPagesAlone()
    {
        using var pan = new ScriptlessBrowser(city, "pan", "en");
        (string, string)[] typed =
        [
            ("sectors", "it"), ("title.zh-CN", "快讯"), ("title.en", "A fair"), ("text.zh-CN", "正文"), ("text.en", "Text"),
            ("publishAt", "2026-03-20T09:00"),
        ];

        var draft = await pan.PressAsync(await pan.OpenAsync("/publish/alert"), "send", typed);
        await city.SettleAsync();
        Assert.Contains("A fair", (await pan.OpenAsync("/publish/alerts")).Text, StringComparison.Ordinal);
        var id = draft.Path.Split('/', '?')[3];
        var gone = await pan.PressAsync(await pan.OpenAsync($"/publish/alerts/{id}/withdraw"), "");
        await city.SettleAsync();

        Assert.Contains("It is withdrawn.", gone.Text, StringComparison.Ordinal);
        Assert.Contains("Withdrawn", (await pan.OpenAsync("/publish")).Text, StringComparison.Ordinal);
    }

    private async Task ConfirmAsync(WarningUnderTest warning)
    {
        var (mail, user) = Assert.Single(city.Verifications(warning.Id));
        (await warning.VerifyAsync(user, mail, "Confirm")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
    }
}
