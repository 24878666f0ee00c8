using System.Net;
using System.Text;
using System.Xml.Linq;
using LocalHost.Demo;

namespace Scenarios.Fixtures;

/// <summary>One warning and what people do with it.</summary>
internal sealed class WarningUnderTest(CityUnderTest city, string id)
{
    private static readonly XNamespace Cap = "urn:oasis:names:tc:emergency:cap:1.2";

    public string Id => id;

    public string Address => $"/api/warnings/{id}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="externalId">With the source it names the signal for good.</param>
    public static Dictionary<string, object?> Signal(string externalId, string level = "Yellow", DateTimeOffset? expires = null) => new()
    {
        ["source"] = "industry-monitor",
        ["externalId"] = externalId,
        ["sector"] = "testing",
        ["level"] = level,
        ["district"] = "440305",
        ["event"] = Text("断供风险", "Supply risk"),
        ["headline"] = Text($"交付延期 {externalId}", $"Long lead times {externalId}"),
        ["description"] = Text("三家供应商延期。", "Three suppliers are late."),
        ["instruction"] = Text("请核查库存。", "Check your stock."),
        ["expires"] = expires,
    };

    public static Dictionary<string, string> Text(string chinese, string english) => new() { ["zh-CN"] = chinese, ["en"] = english };

    /// <summary>A publisher reports the signal; the officer has been asked on return.</summary>
    public static async Task<WarningUnderTest> ReportAsync(CityUnderTest city, Dictionary<string, object?> signal)
    {
        var answer = (await city.Person("pan").PostAsync("/api/signals", signal, Cancellation)).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        return new WarningUnderTest(city, answer.Json.GetProperty("warningId").GetString()!);
    }

    /// <summary>Reported, confirmed as it was reported, and published.</summary>
    public static async Task<WarningUnderTest> PublishAsync(CityUnderTest city, Dictionary<string, object?> signal)
    {
        var warning = await ReportAsync(city, signal);
        var (mail, user) = Assert.Single(city.Verifications(warning.Id));
        (await warning.VerifyAsync(user, mail, "Confirm")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        Assert.Equal("Published", await warning.StatusAsync());
        return warning;
    }

    public static HttpRequestMessage CapRequest(string xml) =>
        new(HttpMethod.Post, "/api/signals") { Content = new StringContent(xml, Encoding.UTF8, "application/cap+xml") };

    /// <param name="token">Another one than the mail's.</param>
    public Task<Answer> VerifyAsync(string user, Mail mail, string decision, string? level = null, string? token = null) => city.Person(user).PostAsync(
        mail.Link!.AbsolutePath, new { token = token ?? mail.Token, decision, level, comment = "By telephone." }, Cancellation);

    /// <summary>A publisher's command; what follows from it is over on return.</summary>
    public async Task<Answer> CommandAsync(string command, object body, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Address}/{command}") { Content = System.Net.Http.Json.JsonContent.Create(body) };
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        var answer = await city.Person("pan").SendAsync(request, Cancellation);
        await city.SettleAsync();
        return answer;
    }

    /// <summary>A publisher's command that another person must confirm, and the confirmation.</summary>
    public async Task ChangeAsync(string command, object body)
    {
        (await CommandAsync(command, body)).Expect(HttpStatusCode.Accepted);
        var (mail, user) = Assert.Single(city.Verifications(id));
        (await VerifyAsync(user, mail, "Confirm")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
    }

    public Task<Answer> CancelAsync(string? ifMatch = null) => CommandAsync("cancel", new { reason = Text("已恢复", "Recovered") }, ifMatch);

    public Task<Answer> ReadAsync(string? user) => city.Person(user).GetAsync(Address, Cancellation);

    public async Task<string> StatusAsync() => (await ReadAsync("audit")).Expect(HttpStatusCode.OK).Json.GetProperty("status").GetString()!;

    /// <summary>Each of its messages by the public address in the warning, validated, as type and level.</summary>
    public async Task<IReadOnlyList<(string Type, string Level)>> CapAsync()
    {
        var found = new List<(string, string)>();
        XDocument? before = null;
        foreach (var message in (await ReadAsync(null)).Expect(HttpStatusCode.OK).Json.GetProperty("messages").EnumerateArray())
        {
            var answer = (await city.Person(null).GetAsync(new Uri(message.GetProperty("cap").GetString()!).PathAndQuery, Cancellation)).Expect(HttpStatusCode.OK);
            Assert.Equal("application/cap+xml", answer.ContentType);
            var cap = CapSchema.Read(answer.Body);
            Assert.Equal(["zh-CN", "en"], cap.Descendants(Cap + "language").Select(language => language.Value));
            if (before is not null) Assert.Contains(before.Root!.Element(Cap + "identifier")!.Value, cap.Root!.Element(Cap + "references")!.Value);
            found.Add((cap.Root!.Element(Cap + "msgType")!.Value, cap.Descendants(Cap + "parameter").First().Element(Cap + "value")!.Value));
            before = cap;
        }

        return found;
    }

    /// <summary>What was published on the topic about it, as type and level.</summary>
    public IReadOnlyList<(string Type, string Level)> Bulletins() =>
    [
        .. city.Bulletins.Of("warning")
            .Where(bulletin => bulletin.GetProperty("warningId").GetString() == id)
            .Select(bulletin => (bulletin.GetProperty("type").GetString()!, bulletin.GetProperty("level").GetString()!)),
    ];

    /// <summary>Titles of its entries in the public feed, oldest first.</summary>
    public async Task<IReadOnlyList<string>> FeedAsync() =>
    [
        .. (await city.FeedAsync("/api/warnings/feed"))
            .Where(entry => entry.Links.Any(link => link.Uri.AbsolutePath == Address))
            .Select(entry => entry.Title.Text)
            .Reverse(),
    ];
}
