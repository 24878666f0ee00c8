using System.Net;
using System.Text.Json;
using LocalHost.Demo;

namespace Scenarios.Duplicates;

/// <summary>What two applications have in common, from the submission to the officer's page.</summary>
public sealed class DuplicateTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static readonly string[] Plan =
    [
        "本项目建设光电器件可靠性检测平台，配置加速老化、热冲击与光谱测试设备，形成覆盖设计、试制和量产的检测能力。",
        "第一阶段完成场地改造和设备选型，第二阶段完成方法开发与能力验证，第三阶段面向全市中小企业开放共享，并参与两项行业标准的研制。",
        "项目负责人组织十二名工程师实施，每季度向主管部门报告进度，经费按照设备、人员、试剂和差旅分别核算。",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Submission_WithARewrittenPlan_ShowsThePassagesToOfficersAlone()
    {
        var first = await SubmitAsync("Original plan", Plan);
        var second = await SubmitAsync("Copied plan", ["另起一段完全不同的开场白，说明背景与意义。", Plan[1]
            .Replace("场地改造", "实验室装修", StringComparison.Ordinal), Plan[2]]);

        var (_, officer) = Assert.Single(second.Asked("District"));
        var report = (await city.Person(officer).GetAsync($"{second.Address}/duplicates", Cancellation)).Expect(HttpStatusCode.OK).Json;
        // The other tests' applications are in the same city.
        var found = Assert.Single(report.GetProperty("found").EnumerateArray(), each => Text(each, "other") == first.Id);
        Assert.Equal("SimilarText", Text(found, "likeness"));
        Assert.Equal("Original plan", found.GetProperty("other").GetProperty("title").GetString());
        Assert.InRange(found.GetProperty("duplicate").GetProperty("percent").GetInt32(), 50, 95);

        var number = found.GetProperty("number").GetString();
        var passages = (await city.Person(officer).GetAsync($"{second.Address}/duplicates/{number}", Cancellation))
            .Expect(HttpStatusCode.OK).Json;
        Assert.Contains(passages.GetProperty("passages").EnumerateArray(), each =>
            each.GetProperty("text").GetString()!.Contains("实验室装修", StringComparison.Ordinal)
            && each.GetProperty("other").GetString()!.Contains("场地改造", StringComparison.Ordinal));

        foreach (var path in new[] { "", $"/{number}" })
        {
            (await city.Person("lin").GetAsync($"{second.Address}/duplicates{path}", Cancellation)).Expect(HttpStatusCode.NotFound);
            (await city.Person("pan").GetAsync($"{second.Address}/duplicates{path}", Cancellation)).Expect(HttpStatusCode.NotFound);
        }
    }

    [Theory]
    [InlineData("zh-CN", "查重结果", "相同段落")]
    [InlineData("en", "Duplicate check", "Passages in common")]
    public async Task Report_InABrowser_IsAPage(string language, string title, string passagesTitle)
    {
        await SubmitAsync($"First {language}", Plan);
        var second = await SubmitAsync($"Second {language}", [.. Plan.Reverse()]);
        var (mail, officer) = Assert.Single(second.Asked("District"));
        using var browser = new ScriptlessBrowser(city, officer, language);

        Assert.Contains($"{second.Address}/duplicates", (await browser.OpenAsync(mail.Link!.PathAndQuery)).Html, StringComparison.Ordinal);
        var page = await browser.OpenAsync($"{second.Address}/duplicates");
        Assert.Contains(title, page.Text, StringComparison.Ordinal);
        var passages = await browser.OpenAsync(System.Text.RegularExpressions.Regex.Match(page.Html,
            "href=\"([^\"]+/duplicates/[^\"]+)\"").Groups[1].Value);
        Assert.Contains(passagesTitle, passages.Text, StringComparison.Ordinal);
        Assert.Contains("第二阶段完成方法开发与能力验证", passages.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finding_AnythingOrNothing_LeavesTheApplicantsViewAlike()
    {
        var alone = await SubmitAsync("Nothing alike", [.. Enumerable.Range(0, 30)
            .Select(i => $"{(char)(0x5000 + (i * 17))}{(char)(0x6000 + (i * 31))}独有词句{(char)(0x7000 + (i * 13))}")]);
        var copied = await SubmitAsync("Something alike", Plan);

        Assert.Equal(await alone.FactTypesAsync(), await copied.FactTypesAsync());
        var report = (await city.Person("audit").GetAsync($"{copied.Address}/duplicates", Cancellation)).Expect(HttpStatusCode.OK).Json;
        Assert.NotEqual(JsonValueKind.Null, report.GetProperty("at").ValueKind);
    }

    [Fact]
    public async Task Resubmission_WithAnotherPlan_IsComparedAgain()
    {
        var first = await SubmitAsync("To be copied later", [.. Plan, "追加的段落使文件不同。"]);
        var second = await SubmitAsync("Honest at first", ["工作计划另行说明。"]);
        await second.ReturnAsync("District", "work-plan", "More detail, please.");
        await second.UploadAsync("work-plan", "plan.docx", Media.Docx, DemoFiles.Docx("工作计划", [.. Plan, "追加的段落使文件不同。"]));
        await city.SettleAsync();

        var report = (await city.Person("audit").GetAsync($"{second.Address}/duplicates", Cancellation)).Expect(HttpStatusCode.OK).Json;
        Assert.Equal(1, report.GetProperty("round").GetInt32());
        Assert.Contains(report.GetProperty("found").EnumerateArray(), each =>
            each.GetProperty("other").GetProperty("id").GetString() == first.Id && Text(each, "likeness") is "SameFile" or "SimilarText");
    }

    private static string? Text(JsonElement found, string member) => found.GetProperty("duplicate").GetProperty(member).GetString();

    private async Task<ApplicationUnderTest> SubmitAsync(string title, IReadOnlyList<string> plan)
    {
        var application = await city.DraftAsync(title);
        await application.UploadAsync("work-plan", "plan.docx", Media.Docx, DemoFiles.Docx("工作计划", plan));
        await city.SettleAsync();
        // One after the other: the records of two applications are compared.
        await application.UploadAllAsync("work-plan", "budget");
        await city.SettleAsync();
        await application.UploadAllAsync("work-plan", "application-form");
        await city.SettleAsync();
        Assert.Equal("Submitted", await application.StatusAsync());
        return application;
    }
}
