using System.Net;
using System.Text.RegularExpressions;
using LocalHost.Demo;

namespace Scenarios.Panels;

/// <summary>
/// Two worlds that differ in one hidden thing are the same to everyone who may not see it: everything that the applicant and the other
/// experts can fetch or are mailed is compared, with ids, tokens, hashes and salts made equal.
/// </summary>
public sealed partial class TwoWorldsTests
{
    private static readonly Lazy<Task<(Dictionary<string, string> Others, string Auditor)>> Usual = new(() => PlayAsync(new Hidden()));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>What one world does otherwise: the marks and comment of the first expert, the first declaration, who declares it.</summary>
    public sealed record Hidden(decimal Points = 70, string Comment = "Sound.", string Conflict = "Partner", string? Text = "One.");

    public static TheoryData<string, Hidden> Differences => new()
    {
        { "score", new Hidden(Points: 95.5m) },
        { "comment", new Hidden(Comment: "Quite another view of the same plan.") },
        { "kind of conflict", new Hidden(Conflict: "CommonProject") },
        { "text of a conflict", new Hidden(Text: "Something else that is not for others.") },
    };

    [Theory]
    [MemberData(nameof(Differences))]
    public async Task Worlds_ThatDifferInOneHiddenThing_AreTheSameToOthers(string difference, Hidden hidden)
    {
        var (one, other) = (await Usual.Value, await PlayAsync(hidden));

        Assert.NotEmpty(one.Others);
        Assert.Equal(one.Others.Keys.Order(StringComparer.Ordinal), other.Others.Keys.Order(StringComparer.Ordinal));
        var differing = one.Others.Where(seen => seen.Value != other.Others[seen.Key])
            .Select(seen => $"{seen.Key}: {FirstDifference(seen.Value, other.Others[seen.Key])}").ToList();
        Assert.True(differing.Count == 0, $"Another {difference} shows in {differing.Count}:\n{string.Join('\n', differing.Take(40))}");
        // The worlds do differ for who may see it.
        Assert.NotEqual(one.Auditor, other.Auditor);
    }

    private static async Task<(Dictionary<string, string> Others, string Auditor)> PlayAsync(Hidden hidden)
    {
        await using var city = new CityWithPanel();
        await city.InitializeAsync();
        var application = await city.SubmitToPanelAsync("Two worlds");
        var others = new Dictionary<string, string>();
        var asked = city.AskedExperts("declaration", application);
        await city.DeclareAsync(asked[0].Mail, asked[0].User, hidden.Conflict, hidden.Text);
        var seats = asked.Skip(1).Concat(city.AskedExperts("declaration", application)).ToList();
        foreach (var seat in seats) await city.DeclareAsync(seat.Mail, seat.User);
        var scoring = city.AskedExperts("scoring", application);
        await city.ScoreAsync(scoring[0].Mail, scoring[0].User, hidden.Points, hidden.Comment);
        await city.ScoreAsync(scoring[1].Mail, scoring[1].User, 72, "Good.");
        await LookAsync("while experts score");
        await city.ScoreAsync(scoring[2].Mail, scoring[2].User, 74, "Clear.");
        await LookAsync("once the panel is closed");
        var record = await city.Person("audit").GetAsync($"{application.Address}/panels", Cancellation);
        return (others, Plain(record.Expect(HttpStatusCode.OK).Body, application.Id));

        async Task LookAsync(string when)
        {
            // The expert of the difference, and who declared it, see their own.
            foreach (var user in scoring.Skip(1).Select(one => one.User).Append("lin"))
            {
                var seat = scoring.ToList().FindIndex(one => one.User == user);
                var who = seat < 0 ? user : $"seat {seat}";
                foreach (var path in Paths(application.Id, asked.Concat(seats), user == "lin"))
                {
                    foreach (var language in new[] { "zh-CN", "en" })
                    {
                        var answer = await city.Person(user, language).GetAsync(path, Cancellation);
                        others[$"{when}, {who}, {language}: {Plain(path, application.Id)}"] =
                            $"{(int)answer.Status} {Plain(answer.Body, application.Id)} {(answer.ETag is null ? "" : "tagged")}";
                    }

                    using var browser = new ScriptlessBrowser(city, user, "en");
                    var page = await browser.OpenAsync(path);
                    others[$"{when}, {who}, page: {Plain(path, application.Id)}"] = $"{(int)page.Status} {Plain(page.Html, application.Id)}";
                }

                others[$"{when}, {who}, mail"] = string.Join(
                    '\n', city.MailsTo(user).Select(mail => Plain($"{mail.Subject} {mail.Text}", application.Id)).Order(StringComparer.Ordinal));
            }
        }
    }

    /// <summary>All that is about the application, the panel or the person.</summary>
    private static IEnumerable<string> Paths(string id, IEnumerable<(Mail Mail, string User)> declaring, bool isApplicant)
    {
        string[] both =
        [
            $"/api/applications/{id}", $"/api/applications/{id}/form", $"/api/applications/{id}/facts", $"/api/applications/{id}/panels",
            $"/api/applications/{id}/documents/application-form", "/api/assignments", "/inbox", "/inbox/done", "/api/alerts/testing",
            "/api/alerts/testing/feed", "/alerts", "/", $"/audit/applications/{id}",
        ];
        var assignments = declaring.Select(one => one.Mail.Link!.AbsolutePath.Split('/')[^2])
            .SelectMany(name => new[] { name, name.Replace("declaration.", "scoring.", StringComparison.Ordinal) })
            .SelectMany(name => new[] { $"/inbox/{name}", $"/inbox/{name}/documents/application-form" });
        string[] own =
        [
            "/api/applications", "/my", $"/my/{id}", $"/my/{id}/documents", $"/my/{id}/letters", $"/my/{id}/form", "/my/organisation",
        ];
        return isApplicant ? both.Concat(own).Concat(assignments) : both.Concat(assignments);
    }

    private static string FirstDifference(string one, string other)
    {
        var place = Enumerable.Range(0, Math.Min(one.Length, other.Length)).FirstOrDefault(index => one[index] != other[index]);
        string Around(string text) => text[Math.Max(0, place - 60)..Math.Min(text.Length, place + 60)];
        return $"{Around(one)} | {Around(other)}";
    }

    /// <summary>Without what is random in each world; which experts have the seats is random, too.</summary>
    private static string Plain(string text, string id) => Random().Replace(WebUtility.HtmlDecode(text).Replace(id, "ID", StringComparison.Ordinal), "RANDOM");

    [GeneratedRegex("[0-9A-F]{32}|0H[A-Z0-9]+:[0-9A-F]{8}|(?:专家|expert)[1-5]|eyJ[A-Za-z0-9_.-]+|CfDJ8[A-Za-z0-9_-]+|[0-9a-f]{32,64}|nonce=\"[^\"]+\"|00-[0-9a-f-]+|localhost:[0-9]+|127\\.0\\.0\\.1:[0-9]+|name=\"proof\" value=\"[^\"]*\"")]
    private static partial Regex Random();
}
