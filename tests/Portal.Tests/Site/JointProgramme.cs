namespace Portal.Tests.Site;

/// <summary>A programme of joint applications, which the applicant's organisation signs, and of which a document may follow.</summary>
internal static class JointProgramme
{
    public const string Name = "consent-trial";

    /// <summary>Credit codes of organisations whose people are in the settings.</summary>
    public const string Futian = "91440300MA5EXB340R", Luohu = "91440300MA5EXC562L";

    public static (string File, string Json) File => ($"{Name}.v1.json", Definition);

    /// <summary>Answers of the form with these partners.</summary>
    public static object Answers(params (string Name, string Code)[] partners) => new Dictionary<string, object>
    {
        ["partners"] = partners.Select(partner => new { name = partner.Name, code = partner.Code, part = "联合研制与中试验证", share = 20m }),
    };

    private const string Definition =
        """
        {
          "programme": "consent-trial", "version": 1, "name": { "zh-CN": "联合申报签署试点", "en": "Consent trial" }, "measures": ["M19"],
          "fund": null, "marketAdmission": false, "signing": "Signatory",
          "partners": { "table": "partners", "name": "name", "code": "code", "role": "part", "share": "share" },
          "guide": { "year": 2026, "opens": "2026-03-02", "closes": "2026-12-30", "budget": null, "maximumAmount": null, "sectors": ["testing"] },
          "form": [
            {
              "kind": "Table", "key": "partners", "label": { "zh-CN": "联合申报单位", "en": "Partners" }, "maxRows": 5,
              "columns": [
                { "kind": "Text", "key": "name", "label": { "zh-CN": "名称", "en": "Name" }, "required": true, "maxLength": 100 },
                { "kind": "Text", "key": "code", "label": { "zh-CN": "统一社会信用代码", "en": "Credit code" }, "required": true, "maxLength": 18, "pattern": "CreditCode" },
                { "kind": "Text", "key": "part", "label": { "zh-CN": "任务", "en": "Part" }, "required": true, "maxLength": 100 },
                { "kind": "Number", "key": "share", "label": { "zh-CN": "份额（%）", "en": "Share, per cent" }, "required": true, "min": 0, "max": 100 }
              ]
            }
          ],
          "documents": [
            { "type": "application-form", "name": { "zh-CN": "申报书", "en": "Application form" }, "required": true, "formats": ["Pdf"], "maxBytes": 1048576 },
            {
              "type": "service-record", "name": { "zh-CN": "服务业绩证明", "en": "Record of services" }, "required": true, "formats": ["Pdf"], "maxBytes": 1048576,
              "mayFollow": { "workingDays": 10 }
            },
            { "type": "licence-scan", "name": { "zh-CN": "营业执照扫描件", "en": "Business licence" }, "required": true, "formats": ["Pdf"], "maxBytes": 1048576 }
          ],
          "stages": [
            { "name": "Completeness", "kind": "Completeness", "title": { "zh-CN": "形式审查", "en": "Completeness" }, "workingDays": 3, "delegateWorkingDays": 2 },
            {
              "name": "District", "kind": "Approval", "title": { "zh-CN": "区级初审", "en": "District review" }, "role": "DistrictOfficer",
              "assignees": 1, "approvals": 1, "workingDays": 5, "reminderWorkingDays": 2, "delegateWorkingDays": 3, "undecided": "Reject"
            }
          ],
          "supplement": { "rounds": 1, "workingDays": 10 }
        }
        """;
}
