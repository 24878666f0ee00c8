using System.Net;
using System.Text.Json;
using FunctionsApp;
using LocalHost.Demo;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.Fixtures;

/// <summary>A city with a programme that is judged by a site visit, then by the leading group, and one with a defence after a panel.</summary>
public sealed class CityWithVisits : CityUnderTest
{
    public const string Programme = "visit-trial";

    /// <summary>As its file writes it.</summary>
    public const string Definition =
        """
        {
          "programme": "visit-trial", "version": 1, "name": { "zh-CN": "现场考察试点", "en": "Visit trial" }, "measures": ["M3"],
          "fund": null, "marketAdmission": false,
          "guide": { "year": 2026, "opens": "2026-03-02", "closes": "2026-12-30", "budget": null, "maximumAmount": null, "sectors": ["testing"] },
          "documents": [
            { "type": "application-form", "name": { "zh-CN": "申报书", "en": "Application form" }, "required": true, "formats": ["Pdf"], "maxBytes": 1048576 },
            { "type": "service-record", "name": { "zh-CN": "服务业绩证明", "en": "Record of services" }, "required": true, "formats": ["Pdf"], "maxBytes": 1048576 },
            { "type": "licence-scan", "name": { "zh-CN": "营业执照扫描件", "en": "Business licence" }, "required": true, "formats": ["Pdf"], "maxBytes": 1048576 }
          ],
          "stages": [
            { "name": "Completeness", "kind": "Completeness", "title": { "zh-CN": "形式审查", "en": "Completeness" }, "workingDays": 3, "delegateWorkingDays": 2 },
            {
              "name": "SiteVisit", "kind": "SiteVisit", "title": { "zh-CN": "现场考察", "en": "Site visit" }, "role": "DepartmentOfficer",
              "assignees": 1, "workingDays": 15, "reminderWorkingDays": 1, "delegateWorkingDays": 2, "undecided": "Reject",
              "checklist": [
                { "key": "site", "title": { "zh-CN": "场地", "en": "Site" }, "help": { "zh-CN": "与材料是否一致", "en": "Whether it is as stated" } },
                { "key": "people", "title": { "zh-CN": "人员", "en": "People" } }
              ]
            },
            {
              "name": "LeadingGroup", "kind": "Approval", "title": { "zh-CN": "领导小组审定", "en": "Leading group" }, "role": "LeadingGroup",
              "assignees": 1, "approvals": 1, "workingDays": 5, "reminderWorkingDays": 2, "delegateWorkingDays": 3, "undecided": "Reject"
            }
          ],
          "supplement": { "rounds": 1, "workingDays": 10 }
        }
        """;

    public const string Defended = "defence-trial";

    private const string DefenceDefinition =
        """
        {
          "programme": "defence-trial", "version": 1, "name": { "zh-CN": "答辩试点", "en": "Defence trial" }, "measures": ["M3"],
          "fund": null, "marketAdmission": false,
          "guide": { "year": 2026, "opens": "2026-03-02", "closes": "2026-12-30", "budget": null, "maximumAmount": null, "sectors": ["testing"] },
          "documents": [
            { "type": "application-form", "name": { "zh-CN": "申报书", "en": "Application form" }, "required": true, "formats": ["Pdf"], "maxBytes": 1048576 },
            { "type": "service-record", "name": { "zh-CN": "服务业绩证明", "en": "Record of services" }, "required": true, "formats": ["Pdf"], "maxBytes": 1048576 },
            { "type": "licence-scan", "name": { "zh-CN": "营业执照扫描件", "en": "Business licence" }, "required": true, "formats": ["Pdf"], "maxBytes": 1048576 }
          ],
          "stages": [
            { "name": "Completeness", "kind": "Completeness", "title": { "zh-CN": "形式审查", "en": "Completeness" }, "workingDays": 3, "delegateWorkingDays": 2 },
            {
              "name": "Panel", "kind": "Panel", "title": { "zh-CN": "专家评审", "en": "Expert panel" }, "role": "Expert", "assignees": 3, "quorum": 2,
              "workingDays": 10, "delegateWorkingDays": 3, "declareWorkingDays": 3, "passMark": 60,
              "rubric": [ { "key": "value", "title": { "zh-CN": "价值", "en": "Value" }, "weight": 100 } ]
            },
            {
              "name": "Defence", "kind": "Defence", "title": { "zh-CN": "答辩", "en": "Defence" }, "role": "DepartmentOfficer", "assignees": 1,
              "workingDays": 15, "delegateWorkingDays": 2, "panel": "Panel",
              "checklist": [ { "key": "answers", "title": { "zh-CN": "答辩情况", "en": "Answers" } } ]
            }
          ],
          "supplement": { "rounds": 1, "workingDays": 10 }
        }
        """;

    public CityWithVisits()
    {
        var catalogue = CityWithNotices.Catalogue(
            ($"{Programme}.v1.json", Definition), ($"{Defended}.v1.json", DefenceDefinition));
        Options = Options with
        {
            Configure = builder =>
            {
                builder.Services.AddSingleton(catalogue);
                builder.AddApp();
            },
        };
    }
}

internal static class Appointed
{
    private static readonly string[] Officers = ["huang", "zhou", "deng"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>An application whose officer is asked for an appointment.</summary>
    public static async Task<ApplicationUnderTest> SubmitToVisitAsync(this CityUnderTest city, string title)
    {
        var application = await city.DraftAsync(title, programme: CityWithVisits.Programme);
        await application.UploadOneByOneAsync("application-form", "service-record", "licence-scan");
        return application;
    }

    /// <summary>The newest link of one question to the officer in charge.</summary>
    public static (Mail Mail, string User) AskedOfficer(this CityUnderTest city, string kind, ApplicationUnderTest application) =>
        Officers.SelectMany(user => city.MailsTo(user).Select(mail => (Mail: mail, User: user)))
            .Where(sent => sent.Mail.Link?.AbsolutePath.Contains($"/{kind}.{application.Id}.", StringComparison.Ordinal) == true)
            .MaxBy(sent => int.Parse(sent.Mail.Link!.AbsolutePath.Split('/')[3].Split('.')[^1]));

    /// <summary>What an officer offers.</summary>
    public static object Offer(string token, string day, params string[] attendees) => new
    {
        token, begins = $"{day}T09:30:00+08:00", ends = $"{day}T11:30:00+08:00", place = "1 Science Road", attendees,
        preparation = "Papers of the site.",
    };

    public static object Report(string token, string result, string summary = "All is as stated.") => new
    {
        token, result, summary,
        notes = new object[] { new { point = "site", text = "As on the plan." }, new { point = "people", text = "Forty." } },
    };

    public static async Task<Answer> PostAsync(this CityUnderTest city, (Mail Mail, string User) asked, object body)
    {
        var answer = await city.Person(asked.User).PostAsync(asked.Mail.Link!.AbsolutePath, body, Cancellation);
        await city.SettleAsync();
        return answer;
    }

    /// <summary>The officer offers a day; then what follows is over.</summary>
    public static async Task<string> OfferAsync(
        this CityUnderTest city, ApplicationUnderTest application, string day, params string[] attendees)
    {
        var asked = city.AskedOfficer("appointment", application);
        (await city.PostAsync(asked, Offer(asked.Mail.Token, day, attendees))).Expect(HttpStatusCode.Accepted);
        return asked.User;
    }

    public static async Task<JsonElement> AppointmentAsync(this CityUnderTest city, ApplicationUnderTest application, string user = "lin") =>
        (await city.Person(user).GetAsync($"{application.Address}/appointment", Cancellation)).Expect(HttpStatusCode.OK).Json;

    public static async Task<Answer> ReplyAsync(this CityUnderTest city, ApplicationUnderTest application, object body)
    {
        var answer = await city.Person("lin").PostAsync($"{application.Address}/appointment", body, Cancellation);
        await city.SettleAsync();
        return answer;
    }
}
