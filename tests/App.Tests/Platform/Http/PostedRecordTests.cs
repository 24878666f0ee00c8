using FunctionsApp.Alerts.Drafts;
using FunctionsApp.Applications;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes.Guides;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace App.Tests.Platform.Http;

public sealed class PostedRecordTests
{
    private static readonly Dictionary<string, StringValues> Draft = new()
    {
        ["programme"] = "special-fund-rd", ["title"] = "检测平台", ["sector"] = "testing", ["amount"] = "1 200,000.50", ["proof"] = "x",
    };

    private static readonly Dictionary<string, StringValues> Alert = new()
    {
        ["sectors"] = new StringValues(["it", "ip"]), ["title.zh-CN"] = "标题", ["title.en"] = "Title", ["text.zh-CN"] = "正文",
        ["text.en"] = "Text", ["publishAt"] = "2026-03-09T09:00",
    };

    [Fact]
    public void Read_InputsOfAForm_AreTheBodyOfTheApi()
    {
        var draft = Form(Draft).Read<DraftRequest>();

        Assert.Equal(new DraftRequest("special-fund-rd", "检测平台", "testing", 1_200_000.50m), draft);
    }

    [Fact]
    public void Read_PartsListsAndTimes_AreThoseOfTheBody()
    {
        var body = Form(Alert).Read<AlertBody>();

        Assert.Equal(["it", "ip"], body.Sectors);
        Assert.Equal(("标题", "Title"), (body.Title.Chinese, body.Title.English));
        Assert.Equal(new DateTimeOffset(2026, 3, 9, 9, 0, 0, TimeSpan.FromHours(8)), body.PublishAt);
    }

    [Fact]
    public void Read_ObjectsOfAList_AreNumbered()
    {
        var body = Form(new Dictionary<string, StringValues>
        {
            ["programme"] = "award", ["version"] = "1", ["year"] = "2027", ["opens"] = "2027-03-01", ["sectors"] = "it",
            ["documents.0.type"] = "evidence", ["documents.0.required"] = "false", ["documents.1.type"] = "pictures", ["documents.1.required"] = "",
            ["stages.0.stage"] = "Completeness", ["stages.1.stage"] = "Panel", ["stages.1.passMark"] = "75.5", ["stages.3.stage"] = "Lost",
        }).Read<GuideBody>();

        Assert.Equal([new("evidence", false), new("pictures")], body.Documents);
        Assert.Equal([new("Completeness"), new("Panel", PassMark: 75.5m)], body.Stages);
    }

    /// <summary>An input that was left empty is missing, not an empty text.</summary>
    [Fact]
    public void Read_EmptyInput_IsMissing()
    {
        var problem = Assert.Throws<ProblemException>(() => Form(Draft, ("title", " ")).Read<DraftRequest>());

        Assert.Equal(("#/title", "missing"), (Assert.Single(problem.Errors).Pointer, problem.Errors[0].Code));
    }

    [Fact]
    public void Read_AmountThatIsNoNumber_IsNamedAsTyped()
    {
        var problem = Assert.Throws<ProblemException>(() => Form(Draft, ("amount", "a lot")).Read<DraftRequest>());

        Assert.Equal("#/amount", Assert.Single(problem.Errors).Pointer);
    }

    [Fact]
    public void Read_OneLanguageMissing_NamesThatInput()
    {
        var problem = Assert.Throws<ProblemException>(() => Form(Alert, ("title.en", "")).Read<AlertBody>());

        Assert.Equal("#/title/en", Assert.Single(problem.Errors).Pointer);
    }

    private static FormCollection Form(Dictionary<string, StringValues> fields, params (string Name, string Value)[] others)
    {
        var posted = new Dictionary<string, StringValues>(fields);
        foreach (var (name, value) in others) posted[name] = value;
        return new FormCollection(posted);
    }
}
