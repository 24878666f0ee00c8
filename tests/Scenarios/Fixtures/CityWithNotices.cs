using System.Net;
using System.Text.Json;
using FunctionsApp;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Programmes;
using LocalHost.Demo;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.Fixtures;

/// <summary>A city with a programme whose result is on public notice for five working days, and examined for five more.</summary>
public sealed class CityWithNotices : CityUnderTest
{
    public const string Programme = "notice-trial";

    /// <summary>As its file writes it.</summary>
    public const string Definition =
        """
        {
          "programme": "notice-trial", "version": 1, "name": { "zh-CN": "公示试点", "en": "Notice trial" }, "measures": ["M8"],
          "fund": null, "marketAdmission": false,
          "guide": { "year": 2026, "opens": "2026-03-02", "closes": "2026-12-30", "budget": null, "maximumAmount": null,
              "sectors": ["testing"] },
          "documents": [
            { "type": "application-form", "name": { "zh-CN": "申报书", "en": "Application form" }, "required": true, "formats": ["Pdf"],
                "maxBytes": 1048576 },
            { "type": "service-record", "name": { "zh-CN": "服务业绩证明", "en": "Record of services" }, "required": true, "formats": ["Pdf"],
                "maxBytes": 1048576 },
            { "type": "licence-scan", "name": { "zh-CN": "营业执照扫描件", "en": "Business licence" }, "required": true, "formats": ["Pdf"],
                "maxBytes": 1048576 }
          ],
          "stages": [
            { "name": "Completeness", "kind": "Completeness", "title": { "zh-CN": "形式审查", "en": "Completeness" }, "workingDays": 3,
                "delegateWorkingDays": 2 },
            {
              "name": "Department", "kind": "Approval", "title": { "zh-CN": "主管部门审核", "en": "Department" }, "role": "DepartmentOfficer",
              "assignees": 1, "approvals": 1, "workingDays": 5, "reminderWorkingDays": 2, "delegateWorkingDays": 3, "undecided": "Reject"
            },
            { "name": "PublicNotice", "kind": "PublicNotice", "title": { "zh-CN": "公示", "en": "Public notice" } }
          ],
          "supplement": { "rounds": 1, "workingDays": 10 }
        }
        """;

    public CityWithNotices() => Options = Options with
    {
        Configure = builder =>
        {
            builder.Services.AddSingleton(Catalogue());
            builder.AddApp();
        },
    };

    /// <summary>The shipped programmes and this one.</summary>
    public static ProgrammeCatalogue Catalogue(params IEnumerable<(string File, string Json)> others) => new(
        [.. ProgrammeLoader.LoadEmbedded(), .. ProgrammeLoader.Load([($"{Programme}.v1.json", Definition), .. others])]);
}

internal static class Notices
{
    /// <summary>Where the answers to objections go.</summary>
    public const string Objector = "secret@objector.example";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>An application on public notice, and the officer who approved it.</summary>
    public static async Task<(ApplicationUnderTest Application, string Approver)> PutOnNoticeAsync(this CityUnderTest city, string title)
    {
        var application = await city.DraftAsync(title, programme: CityWithNotices.Programme);
        await application.UploadOneByOneAsync("application-form", "service-record", "licence-scan");
        return (application, Assert.Single(await application.DecideAsync("Department", "Approve", "Fine.")));
    }

    /// <summary>The notice of an application as the public reads it.</summary>
    public static async Task<JsonElement> NoticeOfAsync(this CityUnderTest city, ApplicationUnderTest application)
    {
        var (found, cursor) = (new List<JsonElement>(), "");
        do
        {
            var page = (await city.Person(null).GetAsync($"/api/notices?cursor={cursor}", Cancellation)).Expect(HttpStatusCode.OK).Json;
            found.AddRange(page.GetProperty("items").EnumerateArray()
                .Where(notice => notice.GetProperty("application").GetString() == application.Id));
            cursor = page.GetProperty("cursor").GetString();
        }
        while (cursor is not null);
        return found.Single();
    }

    /// <summary>Someone objects by the API; then what follows is over.</summary>
    public static async Task<Answer> ObjectAsync(
        this CityUnderTest city, string notice, string user, string grounds = "The licence has expired.", bool confirmed = true,
        string language = "zh-CN")
    {
        var body = new { name = "Secret Objector", email = Objector, grounds, signature = "Secret Objector", confirmed };
        var answer = await city.Person(user, language).PostAsync($"/api/notices/{notice}/objections", body, Cancellation);
        await city.SettleAsync();
        return answer;
    }

    /// <summary>Until the result of a notice may come at the earliest; then what follows is over.</summary>
    public static Task PassToResultAsync(this CityUnderTest city, JsonElement notice) => city.PassUntilAsync(
        city.App.Services.GetRequiredService<WorkingCalendar>().Due(notice.GetProperty("ends").GetDateTimeOffset(), 5));

    /// <summary>Links to examine objections to a notice, by department officer: of each the newest, whose token is valid longest.</summary>
    public static IReadOnlyList<(Mail Mail, string User)> Examiners(this CityUnderTest city, string notice) =>
    [
        .. new[] { "huang", "zhou", "deng" }.SelectMany(user => city.MailsTo(user).Select(mail => (Mail: mail, User: user)))
            .Where(sent => sent.Mail.Link?.AbsolutePath.Contains($"/objection.{notice}.", StringComparison.Ordinal) == true)
            .GroupBy(sent => sent.Mail.Link!.AbsolutePath, (_, sent) => sent.MaxBy(each => Step(each.Mail))),
    ];

    public static async Task<Answer> RuleAsync(
        this CityUnderTest city, (Mail Mail, string User) examiner, string ruling, string reason = "Checked.")
    {
        var body = new { token = examiner.Mail.Token, ruling, reason, answer = "We looked at the licence." };
        var answer = await city.Person(examiner.User).PostAsync(examiner.Mail.Link!.AbsolutePath, body, Cancellation);
        await city.SettleAsync();
        return answer;
    }

    /// <summary>Of a reminder its number; 0 of the letter that asked.</summary>
    private static int Step(Mail mail) =>
        mail.Id.StartsWith(AssignmentLetters.Reminder, StringComparison.Ordinal) ? int.Parse(mail.Id.Split('.')[^1]) : 0;
}
