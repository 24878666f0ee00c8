using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsApp.Alerts.Drafts;
using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Organisations;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Portal;
using FunctionsApp.Warnings;
using Microsoft.AspNetCore.Http;

namespace App.Tests.Platform.Http;

/// <summary>A body that is refused says everything that is wrong with it, and where.</summary>
public class JsonBodyTests
{
    /// <summary>The record of every JSON body that a function takes.</summary>
    public static TheoryData<Type> Bodies =>
    [
        .. HttpFunction.AllOf(typeof(JsonBody).Assembly).Where(function => function.Operation.RequestMedia.Contains("application/json"))
            .SelectMany(function => Records(function.Operation.Request)).Distinct(),
    ];

    [Fact]
    public void Bodies_OfAllFunctions_AreFound() =>
        Assert.Superset(
            new HashSet<Type> { typeof(DraftRequest), typeof(Signal), typeof(AlertApprovalForm) },
            Bodies.Select(row => row.Data).ToHashSet());

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Read_EmptyObject_NamesEveryMissingMember(Type body)
    {
        var required = AppJson.Strict.GetTypeInfo(body).Properties.Where(property => property.IsRequired).Select(
            property => $"#/{property.Name} missing");

        Assert.Equal(required, await FaultsAsync(body, "{}"));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Read_MembersMisspelt_NamesEachWithTheOneThatWasMeant(Type body)
    {
        var names = AppJson.Strict.GetTypeInfo(body).Properties.Select(property => property.Name).ToList();
        var misspelt = new JsonObject(names.Select(name => KeyValuePair.Create(name[1..] + name[0] + "_", (JsonNode?)1)));
        foreach (var name in names)
        {
            var wrong = name.Insert(2, "x");
            var problem = await RefusedAsync(body, new JsonObject { [wrong] = 1 }.ToJsonString());

            var fault = Assert.Single(problem.Errors, error => error.Code == "unknown");
            Assert.Equal($"#/{wrong}", fault.Pointer);
            Assert.Contains($"did you mean {name}?", fault.Message.English);
            Assert.Contains($"是否应为 {name}？", fault.Message.Chinese);
        }

        Assert.Equal(names.Count, (await RefusedAsync(body, misspelt.ToJsonString())).Errors.Count(error => error.Code == "unknown"));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Read_EveryMemberOfTheWrongType_NamesThemAll(Type body)
    {
        var names = AppJson.Strict.GetTypeInfo(body).Properties.Select(property => property.Name).ToList();
        var wrong = new JsonObject(names.Select(name => KeyValuePair.Create(name, (JsonNode?)new JsonArray(true))));

        var faults = await FaultsAsync(body, wrong.ToJsonString());

        Assert.All(names, name => Assert.Contains(faults, fault => fault.StartsWith($"#/{name}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Read_FaultsOfAllKinds_AreReportedAtOnce()
    {
        var faults = await FaultsAsync(typeof(AlertBody), """
            { "sectors": ["it", "mining", 7, null], "title": { "zh-CN": "", "en": "Line\nbreak" }, "text": { "zh-CN": "正文" },
              "publishAt": "2026-03-01", "publishat": 1, "titel": "x" }
            """);

        Assert.Equal(
            [
                "#/sectors/2 type", "#/sectors/3 null", "#/title/zh-CN length", "#/title/en characters", "#/text/en missing", "#/publishAt value",
                "#/publishAt twice", "#/titel unknown",
            ],
            faults);
    }

    [Fact]
    public async Task Read_RightShape_HasItsLimitsNamed()
    {
        var problem = await RefusedAsync(typeof(OrganisationEntry), """{ "name": "", "district": "110000", "sectors": ["it", "mining"] }""");

        Assert.Equal(PlatformProblems.InvalidField, problem.Type);
        Assert.Equal(
            ["#/name length", "#/district value", "#/sectors/1 value"], problem.Errors.Select(error => $"{error.Pointer} {error.Code}"));
        Assert.Contains("rd-design", problem.Errors[2].Message.English);
    }

    [Fact]
    public async Task Read_EnumThatIsNone_NamesItsValues()
    {
        var problem = await RefusedAsync(typeof(EscalateBody), """{ "level": "Purple" }""");

        Assert.Equal("level: must be one of Blue, Yellow, Orange, Red", Assert.Single(problem.Errors).Message.English);
        Assert.Equal(PlatformProblems.MalformedJson, problem.Type);
    }

    [Theory]
    [InlineData("{\n  \"level\": \"红\" \"x\"\n}", 2, 16)]
    [InlineData("{\"level\":\"Red\"", 1, 15)]
    [InlineData("{\"level\":\"Red\"} x", 1, 17)]
    [InlineData("{'level':1}", 1, 2)]
    public async Task Read_NoJson_NamesLineAndColumn(string body, int line, int column)
    {
        var problem = await RefusedAsync(typeof(EscalateBody), body);

        Assert.Equal(((long)line, column), (problem.Extensions["line"], problem.Extensions["column"]));
        Assert.Equal($"Not valid JSON at line {line}, column {column}", problem.Detail!.English);
    }

    [Theory]
    [InlineData("", "The body is empty")]
    [InlineData(" \n", "The body is empty")]
    [InlineData("null", "body: must be an object")]
    [InlineData("[]", "body: must be an object")]
    [InlineData("\"\\ud800\"", "body: must be an object")]
    public async Task Read_NoObject_SaysSo(string body, string detail) =>
        Assert.Equal(detail, (await RefusedAsync(typeof(EscalateBody), body)).Detail!.English);

    [Fact]
    public async Task Read_HalfACharacter_IsNamed() => Assert.Equal(
        ["#/name characters"], await FaultsAsync(typeof(OrganisationEntry), """{ "name": "x\ud800", "district": "440305", "sectors": ["it"] }"""));

    [Fact]
    public async Task Read_HalfACharacterInAName_IsRefused() => Assert.Equal(
        "The name of a member has half of a character", (await RefusedAsync(typeof(JsonElement), """{ "a": [ { "x\ud800": 1 } ] }""")).Detail!.English);

    [Fact]
    public async Task Read_NotUtf8_SaysSo()
    {
        var bytes = "{\"level\":\"Red\"}"u8.ToArray();
        bytes[^3] = 0xFF;

        Assert.Equal("The body is not UTF-8", (await RefusedAsync(typeof(EscalateBody), bytes)).Detail!.English);
    }

    [Fact]
    public async Task Read_ByteOrderMark_IsNoPartOfTheBody()
    {
        var request = Request([0xEF, 0xBB, 0xBF, .. "{\"level\":\"Red\"}"u8]);

        Assert.Equal(WarningLevel.Red, (await request.ReadJsonAsync<EscalateBody>(TestContext.Current.CancellationToken)).Level);
    }

    [Theory]
    [InlineData(BodyCheck.Most, BodyCheck.Most)]
    [InlineData(10_000, BodyCheck.Most)]
    public async Task Read_ManyFaults_ReportsSoManyAtMost(int members, int reported)
    {
        var body = new JsonObject(Enumerable.Range(0, members).Select(index => KeyValuePair.Create($"m{index}", (JsonNode?)1)));

        Assert.Equal(reported, (await FaultsAsync(typeof(EscalateBody), body.ToJsonString())).Count);
    }

    [Fact]
    public async Task Read_LongOrOddName_IsShownShortAndEscaped()
    {
        var faults = await FaultsAsync(typeof(UpdateBody), new JsonObject { ["a/b~c d"] = 1, [new string('x', 5000)] = 1 }.ToJsonString());

        Assert.Equal("#/a~1b~0c%20d unknown", faults[0]);
        Assert.InRange(faults[1].Length, 50, 100);
    }

    [Fact]
    public async Task Answer_HasErrorsInTheCallersLanguage()
    {
        var problem = await RefusedAsync(typeof(EscalateBody), """{ "level": 1, "levle": "Red" }""");

        var error = (await AnsweredAsync(problem, "en"))["errors"]!.AsArray();
        Assert.Equal(["#/level", "#/levle"], error.Select(each => (string?)each!["pointer"]));
        Assert.Equal("type", (string?)error[0]!["code"]);
        Assert.Equal("level: must be one of Blue, Yellow, Orange, Red", (string?)error[0]!["detail"]);
        Assert.Equal("level：取自 Blue、Yellow、Orange、Red", (string?)(await AnsweredAsync(problem, "zh-CN"))["errors"]![0]!["detail"]);
    }

    private static async Task<JsonNode> AnsweredAsync(ProblemException problem, string language)
    {
        var http = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        http.Request.Headers.AcceptLanguage = language;
        await ProblemResult.From(problem).ExecuteAsync(http);
        http.Response.Body.Position = 0;
        return JsonNode.Parse(http.Response.Body)!;
    }

    private static async Task<IReadOnlyList<string>> FaultsAsync(Type body, string json) =>
        [.. (await RefusedOrNullAsync(body, Encoding.UTF8.GetBytes(json)))?.Errors.Select(error => $"{error.Pointer} {error.Code}") ?? []];

    private static Task<ProblemException> RefusedAsync(Type body, string json) => RefusedAsync(body, Encoding.UTF8.GetBytes(json));

    private static async Task<ProblemException> RefusedAsync(Type body, byte[] json) =>
        await RefusedOrNullAsync(body, json) ?? throw new InvalidOperationException($"{body.Name} takes {Encoding.UTF8.GetString(json)}");

    private static async Task<ProblemException?> RefusedOrNullAsync(Type body, byte[] json)
    {
        var read = typeof(JsonBody).GetMethod(nameof(JsonBody.ReadJsonAsync))!.MakeGenericMethod(body);
        var reading = (Task)read.Invoke(null, [Request(json), TestContext.Current.CancellationToken])!;
        return await Record.ExceptionAsync(() => reading) is { } refusal ? Assert.IsType<ProblemException>(refusal) : null;
    }

    private static HttpRequest Request(byte[] body)
    {
        var request = new DefaultHttpContext().Request;
        request.Body = new MemoryStream(body);
        return request;
    }

    private static IEnumerable<Type> Records(Type? body) => body switch
    {
        null => [],
        { IsInterface: true, IsGenericType: false } => body.Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(body)),
        { IsInterface: true } => [],
        _ => [body],
    };
}
