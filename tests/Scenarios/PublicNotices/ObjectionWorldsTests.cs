using System.Net;
using System.Text.RegularExpressions;

namespace Scenarios.PublicNotices;

/// <summary>
/// A world with an objection and one without are the same to everyone but its examiner: everything that the applicant, the public, an
/// expert, the auditor and other officers can fetch or are mailed is compared, with ids, tokens, hashes and salts made equal.
/// </summary>
public sealed partial class ObjectionWorldsTests
{
    private static readonly string[] Officers = ["huang", "zhou", "deng"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Worlds_WithAndWithoutAnObjection_AreTheSameToOthers()
    {
        var (without, with) = (await PlayAsync(objects: false), await PlayAsync(objects: true));

        Assert.NotEmpty(without.Others);
        Assert.Equal(without.Others.Keys.Order(StringComparer.Ordinal), with.Others.Keys.Order(StringComparer.Ordinal));
        var differing = without.Others.Where(seen => seen.Value != with.Others[seen.Key])
            .Select(seen => $"{seen.Key}: {FirstDifference(seen.Value, with.Others[seen.Key])}").ToList();
        Assert.True(differing.Count == 0, $"An objection shows in {differing.Count}:\n{string.Join('\n', differing.Take(40))}");
        // The worlds do differ for its examiner.
        Assert.NotEqual(without.Examiner, with.Examiner);
    }

    private static async Task<(Dictionary<string, string> Others, string Examiner)> PlayAsync(bool objects)
    {
        await using var city = new CityWithNotices();
        await city.InitializeAsync();
        var (application, approver) = await city.PutOnNoticeAsync("Two worlds");
        var notice = await city.NoticeOfAsync(application);
        var (id, opened) = (notice.GetProperty("id").GetString()!, notice.GetProperty("openedAt").GetDateTimeOffset());
        if (objects) (await city.ObjectAsync(id, "zhao")).Expect(HttpStatusCode.Accepted);
        var examiner = objects ? Assert.Single(city.Examiners(id)).User : Officers.First(user => user != approver);
        var bystander = Officers.Single(user => user != approver && user != examiner);
        var names = new Dictionary<string, string> { [approver] = "APPROVER", [examiner] = "EXAMINER", [bystander] = "BYSTANDER" };
        var others = new Dictionary<string, string>();
        string?[] all = [null, "lin", "luo", "chen", "guo", "audit", approver, bystander];

        await city.PassUntilAsync(opened.AddDays(1));
        await LookAsync("while it is open", all);
        var inbox = Plain((await city.Person(examiner).GetAsync("/inbox", Cancellation)).Expect(HttpStatusCode.OK).Body);
        if (objects) (await city.RuleAsync(Assert.Single(city.Examiners(id)), "Dismissed")).Expect(HttpStatusCode.Accepted);
        await city.PassUntilAsync(opened.AddDays(2));
        await LookAsync("once it is examined", all);
        await city.PassUntilAsync(notice.GetProperty("ends").GetDateTimeOffset());
        await LookAsync("at the end of its days", all);
        await city.PassToResultAsync(notice);
        Assert.Equal("Approved", await application.StatusAsync());
        await LookAsync("with the result", null, "lin");
        return (others, inbox);

        async Task LookAsync(string when, params IReadOnlyList<string?> users)
        {
            foreach (var user in users)
            {
                var who = user is null ? "public" : names.GetValueOrDefault(user, user);
                foreach (var path in Paths(application.Id, id, user == "lin"))
                {
                    foreach (var language in new[] { "zh-CN", "en" })
                    {
                        var answer = await city.Person(user, language).GetAsync(path, Cancellation);
                        others[$"{when}, {who}, {language}: {Plain(path)}"] =
                            $"{(int)answer.Status} {Plain(answer.Body)} {(answer.ETag is null ? "" : "tagged")}";
                    }
                }

                if (user is null) continue;
                others[$"{when}, {who}, mail"] = string.Join(
                    '\n', city.MailsTo(user).Select(mail => Plain($"{mail.Subject} {mail.Text}")).Order(StringComparer.Ordinal));
            }
        }

        // Without what is random in each world; which officer does what is random, too.
        string Plain(string text)
        {
            var plain = WebUtility.HtmlDecode(text).Replace(application.Id, "ID", StringComparison.Ordinal)
                .Replace(id, "NOTICE", StringComparison.Ordinal);
            foreach (var (user, name) in names)
            {
                var person = city.App.DevUsers[user];
                string[] known = [person.Email, person.Name!, user];
                plain = known.Aggregate(plain, (text, word) => text.Replace(word, name, StringComparison.Ordinal));
            }

            return Random().Replace(plain, "RANDOM");
        }
    }

    /// <summary>All that is about the application, the notice or the person.</summary>
    private static IEnumerable<string> Paths(string id, string notice, bool isApplicant)
    {
        string[] all =
        [
            "/", "/notices", $"/notices/{notice}", $"/notices/{notice}/object", "/api/notices", $"/api/notices/{notice}",
            "/api/notices/feed", "/alerts", "/api/alerts/testing", "/api/alerts/testing/feed", $"/api/applications/{id}",
            $"/api/applications/{id}/facts", $"/api/applications/{id}/form", $"/api/applications/{id}/documents/application-form",
            "/api/assignments", "/inbox", "/inbox/done", $"/audit/applications/{id}",
        ];
        string[] own = ["/api/applications", "/my", $"/my/{id}", $"/my/{id}/documents", $"/my/{id}/letters", "/my/organisation"];
        return isApplicant ? all.Concat(own) : all;
    }

    private static string FirstDifference(string one, string other)
    {
        var place = Enumerable.Range(0, Math.Min(one.Length, other.Length)).FirstOrDefault(index => one[index] != other[index]);
        string Around(string text) => text[Math.Max(0, place - 60)..Math.Min(text.Length, place + 60)];
        return $"{Around(one)} | {Around(other)}";
    }

    [GeneratedRegex(
        "urn:uuid:[0-9a-f-]+|[0-9A-F]{32}|0H[A-Z0-9]+:[0-9A-F]{8}|eyJ[A-Za-z0-9_.-]+|CfDJ8[A-Za-z0-9_-]+|[0-9a-f]{32,64}|nonce=\"[^\"]+\""
            + "|00-[0-9a-f-]+|localhost:[0-9]+|127\\.0\\.0\\.1:[0-9]+|name=\"proof\" value=\"[^\"]*\"")]
    private static partial Regex Random();
}
