using System.Net;
using System.ServiceModel.Syndication;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace LocalHost.Demo;

/// <summary>A warning's life: signal, verification by mail, publication, escalation from Yellow to Orange, cancellation; then the next morning's alert.</summary>
public sealed class WarningDemo(LocalHostApp app, Desk desk, Timeline timeline)
{
    private const string Sector = "testing";
    private static readonly XNamespace Cap = "urn:oasis:names:tc:emergency:cap:1.2";
    private string id = "";

    /// <returns>The warning's id and status, the levels it was published with in order, whether each message is CAP by its schema and names the one before, whether the sector's alert tells of it.</returns>
    public async Task<(string Id, string Status, IReadOnlyList<string> Levels, bool CapValid, bool AlertPublished)> PlayAsync(CancellationToken cancellation)
    {
        await SignalAsync(cancellation);
        await VerifyAsync("Yellow", cancellation);
        await CommandAsync("escalate", new { level = "Orange" }, "asks to escalate the warning to Orange", cancellation);
        await VerifyAsync("Orange", cancellation);
        await app.Clock!.AdvanceAsync(TimeSpan.FromHours(5), cancellation);
        timeline.Jump("five hours pass");
        await CommandAsync("cancel", new { reason = new Dictionary<string, string> { ["zh-CN"] = "供应已恢复", ["en"] = "Supply has recovered" } }, "cancels the warning", cancellation);
        await NextMorningAsync(cancellation);

        using var anyone = new Person(app.BaseAddress, null);
        var warning = (await anyone.GetAsync($"/api/warnings/{id}", cancellation)).Expect(HttpStatusCode.OK).Json;
        var documents = await CapAsync(anyone, warning, cancellation);
        var valid = documents.TrueForAll(document => document.Valid) && Chained([.. documents.Select(document => document.Cap)]);
        return (id, warning.GetProperty("status").GetString()!, [.. documents.Select(document => Level(document.Cap)).Distinct()], valid, await AlertAsync(anyone, cancellation));
    }

    private async Task SignalAsync(CancellationToken cancellation)
    {
        using var pan = new Person(app.BaseAddress, "pan");
        var answer = (await pan.PostAsync("/api/signals", new
        {
            source = "industry-monitor", externalId = "chips-2026-03", sector = Sector, level = "Yellow", district = "440305",
            @event = Text("检测设备断供风险", "Supply risk for test equipment"),
            headline = Text("高端示波器交付周期超过四十周", "Lead times of high-end oscilloscopes exceed forty weeks"),
            description = Text("三家供应商通知延期交付。", "Three suppliers have announced delays."),
            instruction = Text("请尽早核查库存并联系替代供应商。", "Check your stock and contact alternative suppliers."),
        }, cancellation)).Expect(HttpStatusCode.Accepted);
        id = answer.Json.GetProperty("warningId").GetString()!;
        timeline.Act("pan", $"reports a signal: Yellow, draft {id}");
        await app.Clock!.SettleAsync(cancellation);
    }

    private async Task VerifyAsync(string level, CancellationToken cancellation)
    {
        var (mail, user) = desk.Verifications(id).Single();
        using var officer = new Person(app.BaseAddress, user);
        (await officer.GetAsync(mail.Link!.PathAndQuery, cancellation)).Expect(HttpStatusCode.OK);
        (await officer.PostAsync(mail.Link!.AbsolutePath, new { token = mail.Token, decision = "Confirm", comment = "Confirmed by telephone." }, cancellation)).Expect(HttpStatusCode.Accepted);
        timeline.Act(user, $"opens the mailed link and confirms: {level}");
        await app.Clock!.SettleAsync(cancellation);
    }

    private async Task CommandAsync(string command, object body, string what, CancellationToken cancellation)
    {
        using var pan = new Person(app.BaseAddress, "pan");
        (await pan.PostAsync($"/api/warnings/{id}/{command}", body, cancellation)).Expect(HttpStatusCode.Accepted);
        timeline.Act("pan", what);
        await app.Clock!.SettleAsync(cancellation);
    }

    private async Task NextMorningAsync(CancellationToken cancellation)
    {
        var local = app.Clock!.GetUtcNow().ToOffset(TimeSpan.FromHours(8));
        await app.Clock.AdvanceToAsync(new DateTimeOffset(local.Date.AddDays(1).AddHours(9).AddMinutes(1), local.Offset), cancellation);
        timeline.Jump("the next morning: the sector's alert is written");
    }

    private async Task<List<(XDocument Cap, bool Valid)>> CapAsync(Person reader, JsonElement warning, CancellationToken cancellation)
    {
        var documents = new List<(XDocument Cap, bool Valid)>();
        foreach (var message in warning.GetProperty("messages").EnumerateArray())
        {
            var answer = (await reader.GetAsync($"/api/warnings/{id}/cap?message={message.GetProperty("number").GetInt32()}", cancellation)).Expect(HttpStatusCode.OK);
            var document = Read(answer.Body);
            documents.Add(document);
            timeline.Act("public", $"reads CAP {document.Cap.Root!.Element(Cap + "msgType")!.Value}, {Level(document.Cap)}");
        }

        return documents;
    }

    private (XDocument Cap, bool Valid) Read(string text)
    {
        try
        {
            return (CapSchema.Read(text), true);
        }
        catch (XmlSchemaValidationException invalid)
        {
            timeline.Act("public", $"finds invalid CAP: {invalid.Message}");
            return (XDocument.Parse(text), false);
        }
    }

    /// <summary>The morning's entry tells of all three changes and leads to the warning.</summary>
    private async Task<bool> AlertAsync(Person reader, CancellationToken cancellation)
    {
        var feed = (await reader.GetAsync($"/api/alerts/{Sector}/feed", cancellation)).Expect(HttpStatusCode.OK);
        using var xml = XmlReader.Create(new StringReader(feed.Body));
        var entries = SyndicationFeed.Load(xml).Items.ToList();
        foreach (var entry in entries) timeline.Act("public", $"reads the alert: {entry.Title.Text}");
        return entries.Any(entry =>
            entry.Links.Any(link => link.Uri.AbsolutePath == $"/api/warnings/{id}")
            && entry.Content is TextSyndicationContent content
            && new[] { "Yellow warning issued", "Orange warning raised", "Orange warning cancelled" }.All(news => content.Text.Contains(news, StringComparison.Ordinal)));
    }

    private static string Level(XDocument cap) => cap.Descendants(Cap + "parameter")
        .First(parameter => parameter.Element(Cap + "valueName")!.Value == "colour")
        .Element(Cap + "value")!.Value;

    /// <summary>Alert, then updates, then the cancellation, in both languages, each naming the one before.</summary>
    private static bool Chained(IReadOnlyList<XDocument> documents) =>
        documents.Count > 0
        && documents[0].Root!.Element(Cap + "msgType")!.Value == "Alert"
        && documents[^1].Root!.Element(Cap + "msgType")!.Value == "Cancel"
        && documents.All(cap => cap.Descendants(Cap + "language").Select(language => language.Value).Order().SequenceEqual(["en", "zh-CN"]))
        && documents.Skip(1).Zip(documents).All(pair =>
            pair.First.Root!.Element(Cap + "references")!.Value.Contains(pair.Second.Root!.Element(Cap + "identifier")!.Value, StringComparison.Ordinal));

    private static Dictionary<string, string> Text(string chinese, string english) => new() { ["zh-CN"] = chinese, ["en"] = english };
}
