using System.Net;
using FunctionsApp;
using LocalHost.Demo;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.Fixtures;

/// <summary>A city with a programme that a panel of three of its five experts judges, then the leading group.</summary>
public class CityWithPanel : CityUnderTest
{
    public const string Programme = "panel-trial";

    /// <summary>The same, but for its panels: they are assigned together.</summary>
    public const string TogetherProgramme = "together-trial";

    /// <summary>Of the plan of <see cref="TogetherProgramme"/>.</summary>
    public const string Plan = $"{TogetherProgramme}-v1.Panel";

    private readonly HashSet<string> used = [];
    private readonly string world;
    private readonly int experts;

    public CityWithPanel() : this("")
    {
    }

    /// <param name="world">Part of the ids and names of its experts, so that they are those of no other city.</param>
    /// <param name="experts">Of which the last has a mail address of the applicant's domain where there are more than five.</param>
    /// <param name="more">Files of programmes beside its own.</param>
    internal CityWithPanel(string world, int experts = 5, params (string File, string Json)[] more)
    {
        (this.world, this.experts) = (world, experts);
        var catalogue = CityWithNotices.Catalogue(
            [
                ($"{Programme}.v1.json", Definition), ($"{TogetherProgramme}.v1.json", Together),
                ($"{CityWithVisits.Programme}.v1.json", CityWithVisits.Definition), .. more,
            ]);
        Options = Options with
        {
            LocalSettings = Experts.Join(Options, experts, world),
            Configure = builder =>
            {
                builder.Services.AddSingleton(catalogue);
                builder.AddApp();
            },
        };
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async Task<ApplicationUnderTest> SubmitToPanelAsync(string title, string programme = Programme)
    {
        var application = await DraftAsync(title, programme: programme);
        await application.UploadOneByOneAsync("application-form", "service-record", "licence-scan");
        return application;
    }

    /// <summary>Links of one question to experts that were not handed out before, by number.</summary>
    public IReadOnlyList<(Mail Mail, string User)> AskedExperts(string kind, ApplicationUnderTest application) =>
    [
        .. Enumerable.Range(1, experts).Select(number => $"expert{world}{number}")
            .SelectMany(user => MailsTo(user).Select(mail => (Mail: mail, User: user)))
            .Where(sent => sent.Mail.Link?.AbsolutePath.Contains($"/{kind}.{application.Id}.", StringComparison.Ordinal) == true)
            .Where(sent => used.Add($"{sent.User} {sent.Mail.Link!.AbsolutePath}"))
            .OrderBy(sent => sent.Mail.Link!.AbsolutePath, StringComparer.Ordinal),
    ];

    public async Task<Answer> PostAsync(Mail mail, string user, Dictionary<string, object?> answer)
    {
        answer["token"] = mail.Token;
        var posted = await Person(user).PostAsync(mail.Link!.AbsolutePath, answer, Cancellation);
        await SettleAsync();
        return posted;
    }

    public async Task DeclareAsync(Mail mail, string user, string conflict = "None", string? text = null) =>
        (await PostAsync(mail, user, new() { ["conflict"] = conflict, ["text"] = text })).Expect(HttpStatusCode.Accepted);

    public async Task ScoreAsync(Mail mail, string user, decimal points, string comment) =>
        (await PostAsync(mail, user, Sheet(points, comment))).Expect(HttpStatusCode.Accepted);

    public static Dictionary<string, object?> Sheet(decimal points, string comment) => new()
    {
        ["marks"] = new object[]
        {
            new { criterion = "innovation", points, comment = "Compared with the field." }, new { criterion = "feasibility", points },
        },
        ["comment"] = comment,
    };

    internal static string Together => Definition.Replace(Programme, TogetherProgramme, StringComparison.Ordinal).Replace(
        "\"passMark\": 60,",
        "\"passMark\": 60, \"assignedTogether\": true, \"planWorkingDays\": 10, \"mostPerExpert\": 4, \"mostPerOrganisation\": 1,",
        StringComparison.Ordinal);

    private const string Definition =
        """
        {
          "programme": "panel-trial", "version": 1, "name": { "zh-CN": "专家评审试点", "en": "Panel trial" }, "measures": ["M8"],
          "fund": null, "marketAdmission": false,
          "guide": { "year": 2026, "opens": "2026-03-02", "closes": "2026-04-30", "budget": null, "maximumAmount": null, "sectors": ["testing"] },
          "documents": [
            { "type": "application-form", "name": { "zh-CN": "申报书", "en": "Application form" }, "required": true, "formats": ["Pdf"], "maxBytes": 1048576 },
            { "type": "service-record", "name": { "zh-CN": "服务业绩证明", "en": "Record of services" }, "required": true, "formats": ["Pdf"], "maxBytes": 1048576 },
            { "type": "licence-scan", "name": { "zh-CN": "营业执照扫描件", "en": "Business licence" }, "required": true, "formats": ["Pdf"], "maxBytes": 1048576 }
          ],
          "stages": [
            { "name": "Completeness", "kind": "Completeness", "title": { "zh-CN": "形式审查", "en": "Completeness" }, "workingDays": 3, "delegateWorkingDays": 2 },
            {
              "name": "Panel", "kind": "Panel", "title": { "zh-CN": "专家评审", "en": "Expert panel" }, "role": "Expert", "assignees": 3, "quorum": 2,
              "workingDays": 10, "reminderWorkingDays": 2, "delegateWorkingDays": 3, "declareWorkingDays": 3, "passMark": 60,
              "rubric": [
                {
                  "key": "innovation", "title": { "zh-CN": "创新性", "en": "Innovation" }, "help": { "zh-CN": "新在何处", "en": "What is new" },
                  "weight": 60, "commentBelow": 60,
                  "anchors": [ { "mark": 0, "text": { "zh-CN": "无", "en": "none" } }, { "mark": 100, "text": { "zh-CN": "领先", "en": "leading" } } ]
                },
                { "key": "feasibility", "title": { "zh-CN": "可行性", "en": "Feasibility" }, "weight": 40 }
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
}
