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
    private static readonly Lazy<Task<(Dictionary<string, string> Others, string Auditor)>> Passed = new(() => PlayAsync(new Hidden(), "a"));

    private static readonly Lazy<Task<(Dictionary<string, string> Others, string Auditor)>> Rejected =
        new(() => PlayAsync(new Hidden(Rejects: true), "a"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>What one world does otherwise: the marks and comment of the first expert, the first declaration, who declares it.</summary>
    public sealed record Hidden(decimal Points = 70, string Comment = "Sound.", string Conflict = "Partner", string? Text = "One.",
        bool Rejects = false);

    public static TheoryData<string, Hidden> Differences => new()
    {
        { "score", new Hidden(Points: 95.5m) },
        { "comment", new Hidden(Comment: "Quite another view of the same plan.") },
        { "kind of conflict", new Hidden(Conflict: "CommonProject") },
        { "text of a conflict", new Hidden(Text: "Something else that is not for others.") },
        { "kind of conflict before a rejection", new Hidden(Conflict: "CommonProject", Rejects: true) },
        { "text of a conflict before a rejection", new Hidden(Text: "Something else that is not for others.", Rejects: true) },
    };

    [Theory]
    [MemberData(nameof(Differences))]
    public async Task Worlds_ThatDifferInOneHiddenThing_AreTheSameToOthers(string difference, Hidden hidden)
    {
        var (one, other) = (await (hidden.Rejects ? Rejected : Passed).Value, await PlayAsync(hidden, "b"));

        Assert.NotEmpty(one.Others);
        Assert.Equal(one.Others.Keys.Order(StringComparer.Ordinal), other.Others.Keys.Order(StringComparer.Ordinal));
        var differing = one.Others.Where(seen => seen.Value != other.Others[seen.Key])
            .Select(seen => $"{seen.Key}: {FirstDifference(seen.Value, other.Others[seen.Key])}").ToList();
        Assert.True(differing.Count == 0, $"Another {difference} shows in {differing.Count}:\n{string.Join('\n', differing.Take(40))}");
        // The worlds do differ for who may see it.
        Assert.NotEqual(one.Auditor, other.Auditor);
    }

    private static async Task<(Dictionary<string, string> Others, string Auditor)> PlayAsync(Hidden hidden, string world)
    {
        await using var city = new CityWithPanel(world);
        await city.InitializeAsync();
        var application = await city.SubmitToPanelAsync("Two worlds");
        var others = new Dictionary<string, string>();
        var asked = city.AskedExperts("declaration", application);
        await city.DeclareAsync(asked[0].Mail, asked[0].User, hidden.Conflict, hidden.Text);
        var seats = asked.Skip(1).Concat(city.AskedExperts("declaration", application)).ToList();
        foreach (var seat in seats) await city.DeclareAsync(seat.Mail, seat.User);
        var scoring = city.AskedExperts("scoring", application);
        var less = hidden.Rejects ? 40 : 0;
        await city.ScoreAsync(scoring[0].Mail, scoring[0].User, hidden.Points - less, hidden.Comment);
        await city.ScoreAsync(scoring[1].Mail, scoring[1].User, 72 - less, "Good.");
        await LookAsync("while experts score");
        await city.ScoreAsync(scoring[2].Mail, scoring[2].User, 74 - less, "Clear.");
        await LookAsync("once the panel is closed");
        var record = await city.Person("audit").GetAsync($"{application.Address}/panels", Cancellation);
        return (others, AnyExpert().Replace(Plain(record.Expect(HttpStatusCode.OK).Body, application.Id, "audit"), "EXPERT"));

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
                        others[$"{when}, {who}, {language}: {Plain(path, application.Id, user)}"] =
                            $"{(int)answer.Status} {Plain(answer.Body, application.Id, user)} {(answer.ETag is null ? "" : "tagged")}";
                    }

                    using var browser = new ScriptlessBrowser(city, user, "en");
                    var page = await browser.OpenAsync(path);
                    others[$"{when}, {who}, page: {Plain(path, application.Id, user)}"] = $"{(int)page.Status} {Plain(page.Html, application.Id, user)}";
                }

                others[$"{when}, {who}, mail"] = string.Join(
                    '\n', city.MailsTo(user).Select(mail => Plain($"{mail.Subject} {mail.Text}", application.Id, user)).Order(StringComparer.Ordinal));
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
            $"/audit/applications/{id}/facts.csv", "/audit/decisions", "/warnings", "/api/warnings/feed",
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

    /// <summary>Without what is random in each world. Of the experts, who differ in each world, the reader may know one: oneself.</summary>
    private static string Plain(string text, string id, string reader)
    {
        var known = WebUtility.HtmlDecode(text).Replace(id, "ID", StringComparison.Ordinal)
            .Replace(reader, "SELF", StringComparison.Ordinal)
            .Replace(reader.Replace("expert", "专家", StringComparison.Ordinal), "SELF", StringComparison.Ordinal);
        return Random().Replace(known, "RANDOM");
    }

    [GeneratedRegex("[0-9A-F]{32}|0H[A-Z0-9]+:[0-9A-F]{8}|eyJ[A-Za-z0-9_.-]+|CfDJ8[A-Za-z0-9_-]+|[0-9a-f]{32,64}|nonce=\"[^\"]+\"|00-[0-9a-f-]+|localhost:[0-9]+|127\\.0\\.0\\.1:[0-9]+|name=\"proof\" value=\"[^\"]*\"")]
    private static partial Regex Random();

    [GeneratedRegex("(?:专家|expert)[ab][1-5]")]
    private static partial Regex AnyExpert();
}
