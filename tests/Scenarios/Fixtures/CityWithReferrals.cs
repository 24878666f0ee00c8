using FunctionsApp;
using LocalHost.Demo;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.Fixtures;

/// <summary>A city with a programme that refers to four institutions, of which one has no people in the register.</summary>
public sealed class CityWithReferrals : CityUnderTest
{
    public const string Programme = "referral-trial";

    internal const string Definition =
        """
        {
          "programme": "referral-trial", "version": 1, "name": { "zh-CN": "融资对接试点", "en": "Referral trial" }, "measures": ["M20"],
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
              "name": "Referral", "kind": "Referral", "title": { "zh-CN": "融资对接", "en": "Referral" }, "workingDays": 10, "reminderWorkingDays": 3,
              "delegateWorkingDays": 3,
              "referTo": [
                { "code": "91440300MA5REF016D", "name": { "zh-CN": "示范银行", "en": "Trial bank" }, "kind": "Bank" },
                { "code": "91440300MA5REF0248", "name": { "zh-CN": "示范担保", "en": "Trial guarantor" }, "kind": "Guarantee" },
                { "code": "91440300MA5REF0323", "name": { "zh-CN": "示范平台", "en": "Trial exchange" }, "kind": "Exchange" },
                { "code": "91440300MA5REF059T", "name": { "zh-CN": "示范协会", "en": "Trial association" }, "kind": "Association" }
              ]
            }
          ],
          "supplement": { "rounds": 1, "workingDays": 10 }
        }
        """;

    public CityWithReferrals()
    {
        var catalogue = CityWithNotices.Catalogue(($"{Programme}.v1.json", Definition));
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
