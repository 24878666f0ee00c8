using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.ServiceModel.Syndication;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Spectre.Console;

namespace LocalHost.Demo;

/// <summary>What came of a warning.</summary>
/// <param name="Levels">With which it was published, in order.</param>
/// <param name="Deliveries">Letters to subscribers, and requests to an endpoint.</param>
/// <param name="Duplicates">Of one message to one subscriber.</param>
/// <param name="IsCapValid">Each message is CAP by its schema and names the one before.</param>
/// <param name="IsInAlert">The alerts of its sector lead to it.</param>
public sealed record WarningResult(
    string Id, string Status, IReadOnlyList<string> Levels, int Deliveries, int Duplicates, bool IsCapValid, bool IsInAlert)
{
    /// <summary>Everything happened that should have, and nothing twice.</summary>
    public bool IsGood => Status == "Cancelled" && Levels.SequenceEqual(["Yellow", "Orange"]) && Deliveries > 0 && Duplicates == 0
        && IsCapValid && IsInAlert;
}

/// <summary>
/// Six months of figures of organisations become a warning: orders fall, an officer verifies the draft by mail, it is published, raised
/// from Yellow to Orange with the next month, and cancelled when the orders have recovered.
/// </summary>
public sealed partial class WarningDemo(LocalHostApp app, Desk desk, Mailbox mailbox, Timeline timeline)
{
    public const int Organisations = 60;
    private const string Rule = "orders-falling";
    private const string Sector = "testing";
    private const string Confirmation = "subscription-confirm";
    private static readonly XNamespace Cap = "urn:oasis:names:tc:emergency:cap:1.2";

    /// <summary>No district has enough organisations of the sector for a warning of its own.</summary>
    private static readonly string[] Districts =
        ["440303", "440304", "440305", "440306", "440307", "440308", "440309", "440310", "440311"];

    private static readonly string[] Readers = ["lab@readers.example", "maker@readers.example", "press@readers.example"];

    private string id = "";

    public async Task<WarningResult> PlayAsync(CancellationToken cancellation)
    {
        await using var endpoint = await DemoEndpoint.StartAsync(cancellation);
        await SubscribeAsync(endpoint, cancellation);
        await ActivateAsync(cancellation);
        await ReportAsync([("2025-11", 200), ("2025-12", 204), ("2026-01", 198), ("2026-02", 138)], cancellation);
        id = await WarningAsync(cancellation);
        timeline.Act("rule", $"finds that orders fell: a draft, {id}");
        await VerifyAsync("Yellow", cancellation);
        foreach (var (day, month, orders, next) in new[]
        {
            (new DateOnly(2026, 4, 1), "2026-03", 75m, "Orange"), (new DateOnly(2026, 5, 1), "2026-04", 78m, "its end"),
        })
        {
            await PassToAsync(day, cancellation);
            await ReportAsync([(month, orders)], cancellation);
            await VerifyAsync(next, cancellation);
        }

        await PassToAsync(new DateOnly(2026, 5, 2), cancellation);
        return await ResultAsync(endpoint, cancellation);
    }

    /// <summary>Readers confirm by the link of their letter, an endpoint by its answer to a challenge.</summary>
    private async Task SubscribeAsync(DemoEndpoint endpoint, CancellationToken cancellation)
    {
        foreach (var address in Readers)
        {
            // Each in a browser of their own: a page leaves a cookie.
            using var anyone = new Person(app.BaseAddress, null);
            var body = new { address, sectors = new[] { Sector }, warnings = "Yellow", alerts = "Never", language = "Chinese" };
            (await anyone.PostAsync("/api/subscriptions", body, cancellation)).Expect(HttpStatusCode.Accepted);
            await app.Clock!.SettleAsync(cancellation);
            var letter = await mailbox.WaitForAsync(
                mail => mail.To == address && mail.Id.StartsWith(Confirmation, StringComparison.Ordinal), cancellation);
            var page = (await anyone.GetAsync(letter.Link!.PathAndQuery, cancellation)).Expect(HttpStatusCode.OK);
            var form = new FormUrlEncodedContent(Hidden().Matches(page.Body).Select(input => KeyValuePair.Create(
                WebUtility.HtmlDecode(input.Groups["name"].Value), WebUtility.HtmlDecode(input.Groups["value"].Value))));
            var request = new HttpRequestMessage(HttpMethod.Post, letter.Link.AbsolutePath) { Content = form };
            request.Headers.Add("Origin", app.BaseAddress.GetLeftPart(UriPartial.Authority));
            (await anyone.SendAsync(request, cancellation)).Expect(HttpStatusCode.OK);
        }

        using var owner = new Person(app.BaseAddress, "lin");
        var webhook = new { url = endpoint.Address, sectors = new[] { Sector }, warnings = "Yellow" };
        (await owner.PostAsync("/api/webhooks", webhook, cancellation)).Expect(HttpStatusCode.Created);
        timeline.Act("public", $"{Readers.Length} readers confirm their subscriptions by mail, and an endpoint a webhook by its challenge");
    }

    private async Task ActivateAsync(CancellationToken cancellation)
    {
        using var admin = new Person(app.BaseAddress, "admin");
        var request = new HttpRequestMessage(HttpMethod.Put, $"/api/warning-rules/{Rule}/activation")
        {
            Content = JsonContent.Create(new { version = 1, reason = "Tested with earlier figures." }),
        };
        (await admin.SendAsync(request, cancellation)).Expect(HttpStatusCode.OK);
        timeline.Act("admin", $"activates the rule {Rule}");
    }

    /// <summary>Each organisation reports each month; those of the sector by these orders, others the same as ever.</summary>
    private async Task ReportAsync(IReadOnlyList<(string Month, decimal Orders)> months, CancellationToken cancellation)
    {
        await timeline.Console.Progress().AutoClear(false).StartAsync(async progress =>
        {
            // The clock would move on to the rule's look while the others are still reporting.
            using (app.Work.Begin())
            {
                foreach (var (month, orders) in months)
                {
                    var bar = progress.AddTask($"{Organisations} organisations report {month}", maxValue: Organisations);
                    for (var number = 1; number <= Organisations; number++)
                    {
                        await ReportAsync(number, month, orders, cancellation);
                        bar.Increment(1);
                    }
                }
            }

            await app.Clock!.SettleAsync(cancellation);
        });
    }

    private async Task ReportAsync(int number, string month, decimal orders, CancellationToken cancellation)
    {
        var isOther = number > Districts.Length * 4;
        var line = new
        {
            sector = isOther ? "it" : Sector, district = Districts[number % Districts.Length],
            figures = new object[]
            {
                new { indicator = "orders", value = (isOther ? 150 : orders) + (number % 7) },
                new { indicator = "staff", value = 20 + number },
            },
        };
        using var reporter = new Person(app.BaseAddress, CallUnits.User(number));
        (await reporter.PutAsync($"/api/statistics/reports/{month}", JsonContent.Create(new { lines = new[] { line } }), cancellation))
            .Expect(HttpStatusCode.Created);
    }

    /// <summary>Of the complete city.</summary>
    private async Task<string> WarningAsync(CancellationToken cancellation)
    {
        using var pan = new Person(app.BaseAddress, "pan");
        var rule = (await pan.GetAsync($"/api/warning-rules/{Rule}", cancellation)).Expect(HttpStatusCode.OK).Json;
        return rule.GetProperty("scopes").EnumerateArray().Single(
            scope => scope.GetProperty("sector").GetString() == Sector && scope.GetProperty("warning").ValueKind == JsonValueKind.String)
            .GetProperty("warning").GetString()!;
    }

    private async Task VerifyAsync(string what, CancellationToken cancellation)
    {
        var (mail, user) = desk.Verifications(id).Single();
        using var officer = new Person(app.BaseAddress, user);
        (await officer.GetAsync(mail.Link!.PathAndQuery, cancellation)).Expect(HttpStatusCode.OK);
        var answer = new { token = mail.Token, decision = "Confirm", comment = "Confirmed by telephone." };
        (await officer.PostAsync(mail.Link!.AbsolutePath, answer, cancellation)).Expect(HttpStatusCode.Accepted);
        timeline.Act(user, $"opens the mailed link and confirms: {what}");
        await app.Clock!.SettleAsync(cancellation);
    }

    private async Task PassToAsync(DateOnly day, CancellationToken cancellation)
    {
        await app.Clock!.AdvanceToAsync(new DateTimeOffset(day.ToDateTime(new TimeOnly(9, 30)), TimeSpan.FromHours(8)), cancellation);
        timeline.Jump(string.Create(CultureInfo.InvariantCulture, $"it is {day:d MMMM}"));
    }

    private async Task<WarningResult> ResultAsync(DemoEndpoint endpoint, CancellationToken cancellation)
    {
        using var anyone = new Person(app.BaseAddress, null);
        var warning = (await anyone.GetAsync($"/api/warnings/{id}", cancellation)).Expect(HttpStatusCode.OK).Json;
        var documents = await CapAsync(anyone, warning, cancellation);
        var letters = mailbox.All().Where(mail => Readers.Contains(mail.To) && !mail.Id.StartsWith(Confirmation, StringComparison.Ordinal))
            .Select(mail => $"{mail.To} {mail.Subject}").ToList();
        IReadOnlyList<string> deliveries = [.. letters, .. endpoint.Taken];
        timeline.Act("public", $"{letters.Count} letters came to readers, and {endpoint.Taken.Count} signed requests to the endpoint");
        return new WarningResult(
            id, warning.GetProperty("status").GetString()!, [.. documents.Select(document => Level(document.Cap)).Distinct()],
            deliveries.Count, deliveries.Count - deliveries.Distinct().Count(),
            documents.TrueForAll(document => document.IsValid) && AreChained([.. documents.Select(document => document.Cap)]),
            await IsInAlertAsync(anyone, cancellation));
    }

    private async Task<List<(XDocument Cap, bool IsValid)>> CapAsync(Person reader, JsonElement warning, CancellationToken cancellation)
    {
        var documents = new List<(XDocument Cap, bool IsValid)>();
        foreach (var message in warning.GetProperty("messages").EnumerateArray())
        {
            var path = $"/api/warnings/{id}/cap?message={message.GetProperty("number").GetInt32()}";
            var document = Read((await reader.GetAsync(path, cancellation)).Expect(HttpStatusCode.OK).Body);
            documents.Add(document);
            timeline.Act("public", $"reads CAP {document.Cap.Root!.Element(Cap + "msgType")!.Value}, {Level(document.Cap)}");
        }

        return documents;
    }

    private (XDocument Cap, bool IsValid) Read(string text)
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

    private async Task<bool> IsInAlertAsync(Person reader, CancellationToken cancellation)
    {
        var feed = (await reader.GetAsync($"/api/alerts/{Sector}/feed", cancellation)).Expect(HttpStatusCode.OK);
        using var xml = XmlReader.Create(new StringReader(feed.Body));
        return SyndicationFeed.Load(xml).Items.Any(entry => entry.Links.Any(link => link.Uri.AbsolutePath == $"/api/warnings/{id}"));
    }

    private static string Level(XDocument cap) => cap.Descendants(Cap + "parameter")
        .First(parameter => parameter.Element(Cap + "valueName")!.Value == "colour")
        .Element(Cap + "value")!.Value;

    /// <summary>Alert, then updates, then the cancellation, in both languages, each naming the one before.</summary>
    private static bool AreChained(IReadOnlyList<XDocument> documents) =>
        documents.Count > 0
        && documents[0].Root!.Element(Cap + "msgType")!.Value == "Alert"
        && documents[^1].Root!.Element(Cap + "msgType")!.Value == "Cancel"
        && documents.All(cap => cap.Descendants(Cap + "language").Select(language => language.Value).Order().SequenceEqual(["en", "zh-CN"]))
        && documents.Skip(1).Zip(documents).All(pair => pair.First.Root!.Element(Cap + "references")!.Value.Contains(
            pair.Second.Root!.Element(Cap + "identifier")!.Value, StringComparison.Ordinal));

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Hidden();
}
