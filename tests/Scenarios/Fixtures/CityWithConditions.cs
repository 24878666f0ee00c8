using System.Net;
using FunctionsApp;
using FunctionsApp.Programmes;
using LocalHost.Demo;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.Fixtures;

/// <summary>
/// A city with a programme whose form depends on its answers: a joint application is asked for its partner and the agreement with it, the
/// total is calculated, and own funds must reach the amount that is asked for.
/// </summary>
public sealed class CityWithConditions : CityUnderTest
{
    public const string Programme = "joint-trial";

    public CityWithConditions()
    {
        var catalogue = new ProgrammeCatalogue(
            [.. ProgrammeLoader.LoadEmbedded(), .. ProgrammeLoader.Load([($"{Programme}.v1.json", Definition)])]);
        Options = Options with
        {
            Configure = builder =>
            {
                builder.Services.AddSingleton(catalogue);
                builder.AddApp();
            },
        };
    }

    /// <summary>A draft that asks for a million yuan.</summary>
    public async Task<ApplicationUnderTest> DraftJointAsync(string title)
    {
        var draft = new { programme = Programme, title, sector = "testing", amount = 1_000_000, district = "440305" };
        var answer = await Person("lin").PostAsync("/api/applications", draft, TestContext.Current.CancellationToken);
        return new ApplicationUnderTest(
            this, Person("lin"), answer.Expect(HttpStatusCode.Created).Json.GetProperty("id").GetString()!, Programme);
    }

    private const string Definition =
        """
        {
          "programme": "joint-trial", "version": 1, "name": { "zh-CN": "联合申报试点", "en": "Joint trial" }, "measures": ["M19"],
          "fund": "rd", "marketAdmission": false,
          "guide": { "year": 2026, "opens": "2026-03-02", "closes": null, "budget": 9000000, "maximumAmount": 3000000,
              "sectors": ["rd-design", "ip", "tech-transfer", "testing", "it", "digital-content", "e-commerce", "biotech"] },
          "eligibility": [
            { "rule": "[co-funding] >= requestedAmount", "reason": { "zh-CN": "自筹资金不少于申请金额",
                "en": "Own funding is at least the requested amount" } },
            { "rule": "organisationType in ('enterprise', 'public-institution')",
                "reason": { "zh-CN": "申请单位为企业或事业单位", "en": "The organisation is an enterprise or a public institution" } }
          ],
          "form": [
            {
              "kind": "Choice", "key": "joint", "label": { "zh-CN": "是否联合申报", "en": "Joint application" }, "required": true,
              "options": [ { "value": "yes", "label": { "zh-CN": "联合申报", "en": "With a partner" } },
                  { "value": "no", "label": { "zh-CN": "单独申报", "en": "Alone" } } ]
            },
            { "kind": "Text", "key": "partner", "label": { "zh-CN": "合作单位名称", "en": "Name of the other organisation" }, "required": true,
                "maxLength": 100, "when": "[joint] = 'yes'" },
            { "kind": "Money", "key": "co-funding", "label": { "zh-CN": "自筹资金", "en": "Own funding" }, "required": true, "min": 0 },
            { "kind": "Calculated", "key": "total", "label": { "zh-CN": "项目总预算", "en": "Total budget" }, "money": true,
                "expression": "requestedAmount + [co-funding]" }
          ],
          "documents": [
            { "type": "application-form", "name": { "zh-CN": "申请书", "en": "Application form" }, "required": true, "formats": ["Pdf"],
                "maxBytes": 1048576 },
            { "type": "partner-agreement", "name": { "zh-CN": "联合申报协议", "en": "Agreement of the partners" }, "required": true,
                "formats": ["Pdf"], "maxBytes": 1048576, "when": "[joint] = 'yes'" }
          ],
          "stages": [
            { "name": "Completeness", "kind": "Completeness", "title": { "zh-CN": "形式审查", "en": "Completeness" }, "workingDays": 3,
                "delegateWorkingDays": 2 },
            {
              "name": "District", "kind": "Approval", "title": { "zh-CN": "区级初审", "en": "District review" }, "role": "DistrictOfficer",
              "assignees": 1, "approvals": 1, "workingDays": 5, "reminderWorkingDays": 2, "delegateWorkingDays": 3, "undecided": "Reject",
              "promisedWorkingDays": 2
            }
          ],
          "supplement": { "rounds": 1, "workingDays": 10 }
        }
        """;
}
