namespace LocalHost.Demo;

/// <summary>The special fund's form as an applicant fills it.</summary>
public static class DemoForm
{
    /// <summary>Complete answers by field.</summary>
    /// <param name="months">Of the team's engineer.</param>
    public static IReadOnlyDictionary<string, object> Answers(decimal months = 10) => new Dictionary<string, object>
    {
        ["project-summary"] = "建设光电检验检测公共服务平台，为全市中小企业提供检测、校准和标准研制服务。",
        ["technology-field"] = "tech-services",
        ["expected-results"] = new[] { "platform", "standards" },
        ["start-date"] = "2026-06-01",
        ["end-date"] = "2027-12-31",
        ["team"] = new object[]
        {
            new { name = "林岚", role = "lead", months = 12 },
            new { name = "周启", role = "engineer", months },
        },
        ["total-budget"] = 1_800_000,
        ["co-funding"] = 600_000,
        ["budget-items"] = new object[]
        {
            new { category = "equipment", amount = 1_350_000, note = "光谱分析仪" },
            new { category = "staff", amount = 375_000.50m },
            new { category = "other", amount = 74_999.50m },
        },
    };
}
