using System.Reflection;
using System.Text.Json.Nodes;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Portal;
using FunctionsApp.Warnings;
using FunctionsApp.Warnings.Cap;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace App.Tests.Portal;

public class OpenApiDocumentTests
{
    private static readonly Assembly App = typeof(OpenApiDocument).Assembly;
    private static readonly JsonNode Document =
        JsonNode.Parse(OpenApiDocument.Make(HttpFunction.AllOf(App)).ToJsonString(AppJson.Options))!;

    private static IEnumerable<JsonObject> Operations =>
        Document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!.AsObject());

    [Fact]
    public void Make_App_HasEveryHttpFunction()
    {
        var declared = App.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetParameters().Any(parameter => parameter.IsDefined(typeof(HttpTriggerAttribute))))
            .Where(method => method.GetCustomAttribute<OperationAttribute>()!.IsListed)
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name).ToList();

        Assert.Contains("Signals_Post", declared);
        Assert.Empty(declared.Except(Operations.Select(operation => operation["operationId"]!.GetValue<string>())));
    }

    [Fact]
    public void Make_App_ResolvesEveryReference()
    {
        var references = Nodes(Document).OfType<JsonObject>().Select(node => node["$ref"]).OfType<JsonValue>()
            .Select(value => value.GetValue<string>()).ToList();

        Assert.NotEmpty(references);
        Assert.All(references,
            reference => Assert.NotNull(reference.Split('/').Skip(1).Aggregate((JsonNode?)Document, (node, name) => node?[name])));
    }

    [Fact]
    public void Make_App_DeclaresEveryPathParameter() => Assert.All(Document["paths"]!.AsObject(), path =>
    {
        var braces = System.Text.RegularExpressions.Regex.Matches(path.Key, @"\{(\w+)\}").Select(match => match.Groups[1].Value);
        Assert.All(path.Value!.AsObject(), operation => Assert.Equal(braces, operation.Value!["parameters"]!.AsArray()
            .Where(parameter => parameter!["in"]!.GetValue<string>() == "path")
                .Select(parameter => parameter!["name"]!.GetValue<string>())));
    });

    [Fact]
    public void Make_Answer_HasTheProblemsOfEveryKindOfAnswer()
    {
        var responses = Document["paths"]!["/api/assignments/{id}/answer"]!["post"]!["responses"]!;

        Assert.Contains("return-items", responses["400"]!["description"]!.GetValue<string>());
        Assert.Contains("second-stage", responses["409"]!["description"]!.GetValue<string>());
    }

    [Fact]
    public void Make_Signal_SaysBodyRolesAndProblems()
    {
        var operation = Document["paths"]!["/api/signals"]!["post"]!;

        Assert.Equal("#/components/schemas/Signal",
            operation["requestBody"]!["content"]!["application/json"]!["schema"]!["$ref"]!.GetValue<string>());
        Assert.NotNull(operation["requestBody"]!["content"]![CapDocument.MediaType]);
        Assert.Equal(["Publisher", "DepartmentOfficer", "DistrictOfficer"],
            operation["x-roles"]!.AsArray().Select(role => role!.GetValue<string>()));
        Assert.NotNull(operation["responses"]!["202"]);
        Assert.Contains("unsafe-xml", operation["responses"]!["400"]!["description"]!.GetValue<string>());
        Assert.Equal("#/components/schemas/Problem",
            operation["responses"]!["400"]!["content"]!["application/problem+json"]!["schema"]!["$ref"]!.GetValue<string>());
        Assert.Equal("#/components/schemas/LocalizedText",
            Document["components"]!["schemas"]!["Signal"]!["properties"]!["event"]!["$ref"]!.GetValue<string>());
        Assert.Empty(Document["paths"]!["/api/warnings"]!["get"]!["security"]!.AsArray());
    }

    [Fact]
    public void Make_App_DescribesEveryTag() => Assert.All(
        Document["tags"]!.AsArray(), tag => Assert.True(OpenApiTags.Has((string)tag!["name"]!), $"{tag["name"]} has no words in OpenApiTags."));

    [Fact]
    public void Make_App_HasAnExampleOfEveryBody() => Assert.All(Operations, operation =>
    {
        Assert.All(
            operation["requestBody"]?["content"]?.AsObject().Select(media => media.Value!) ?? [],
            media => Assert.NotNull(media["example"]));
        Assert.All(
            operation["responses"]!.AsObject().Where(response => response.Key[0] == '2').SelectMany(
                response => response.Value!["content"]?.AsObject().Select(media => media.Value!) ?? []),
            media => Assert.True(media["example"] is not null, $"{operation["operationId"]} has no example of its answer."));
    });

    [Theory]
    [InlineData("/api/applications", "post", "Idempotency-Key")]
    [InlineData("/api/organisations/{code}", "put", "If-Match")]
    [InlineData("/api/organisations/{code}", "get", "If-None-Match")]
    [InlineData("/api/applications/{id}/documents/{type}", "put", "Content-Digest")]
    [InlineData("/api/applications/{id}/documents/{type}", "put", "If-Match")]
    [InlineData("/api/applications/{id}/documents/{type}", "get", "Range")]
    [InlineData("/api/applications/{id}/documents/{type}", "get", "If-Range")]
    [InlineData("/api/warnings/{id}/cap", "get", "If-Modified-Since")]
    [InlineData("/api/sectors", "get", "Accept-Language")]
    public void Make_Headers_AreParameters(string path, string method, string header) => Assert.Contains(
        Document["paths"]![path]![method]!["parameters"]!.AsArray(),
        parameter => (string)parameter!["in"]! == "header" && (string)parameter["name"]! == header && parameter["description"] is not null);

    [Theory]
    [InlineData("/api/applications/{id}/documents/{type}", "get", "200 206 304 412 416")]
    [InlineData("/api/applications/{id}/documents/{type}", "put", "202 412")]
    [InlineData("/api/sectors", "get", "200 304 412")]
    [InlineData("/api/health/live", "get", "200")]
    public void Make_Answers_HaveThoseOfTheHeaders(string path, string method, string statuses) => Assert.Equal(statuses.Split(' '),
        Document["paths"]![path]![method]!["responses"]!.AsObject().Select(response => response.Key)
            .Where(status => status[0] is '2' or '3' || status is "412" or "416").Order());

    [Fact]
    public void Make_DeliveryReport_IsTakenAsAMailAndAlone() => Assert.Equal(
        ["message/rfc822", "multipart/report"],
        Document["paths"]!["/api/deliveries/bounces"]!["post"]!["requestBody"]!["content"]!.AsObject().Select(media => media.Key));

    [Fact]
    public void Make_Upload_HasItsBodyAndNeedsAName()
    {
        var upload = Document["paths"]!["/api/applications/{id}/documents/{type}"]!["put"]!;

        Assert.Equal("binary", (string?)upload["requestBody"]!["content"]!["application/octet-stream"]!["schema"]!["format"]);
        Assert.True(
            upload["parameters"]!.AsArray().Single(parameter => (string)parameter!["name"]! == "fileName")!["required"]!.GetValue<bool>());
    }

    [Fact]
    public void Make_FormOfADecision_HasFieldsInsteadOfLists()
    {
        var forms = Document["paths"]!["/api/assignments/{id}/answer"]!["post"]!["requestBody"]!["content"]!["application/x-www-form-urlencoded"]!["schema"]!["anyOf"]!.AsArray();
        var decision = forms.Single(form => form!["patternProperties"]?[@"^(item|field)\."] is not null)!;
        var sheet = forms.Single(form => form!["patternProperties"]?[@"^(mark|comment)\."] is not null)!;

        Assert.Null(decision["properties"]!["items"]);
        Assert.Null(sheet["properties"]!["marks"]);
        Assert.Contains("proof", decision["required"]!.AsArray().Select(name => (string)name!));
    }

    [Fact]
    public void Make_LimitsOfMembers_AreInTheSchemas()
    {
        var signal = Document["components"]!["schemas"]!["Signal"]!["properties"]!;

        Assert.Equal(200, signal["source"]!["maxLength"]!.GetValue<int>());
        Assert.Contains("biotech", signal["sector"]!["enum"]!.AsArray().Select(code => (string?)code));
        Assert.Contains(null, signal["district"]!["enum"]!.AsArray());
        Assert.Contains("440300", signal["districts"]!["items"]!["enum"]!.AsArray().Select(code => (string?)code));
    }

    [Fact]
    public void Make_FunctionWithoutDescription_IsListedUnderItsName()
    {
        var functions = HttpFunction.AllOf(typeof(OpenApiDocumentTests).Assembly);
        var operation = OpenApiDocument.Make(functions)["paths"]!["/plain/{number}/{rest}"]!["get"]!;

        Assert.Equal("Plain_Get", operation["summary"]!.GetValue<string>());
        Assert.Equal("integer", operation["parameters"]![0]!["schema"]!["type"]!.GetValue<string>());
        Assert.Contains("Nobody", operation["description"]!.GetValue<string>());
    }

    [Fact]
    public void Make_UnknownProblem_NamesTheOffender()
    {
        var function = HttpFunction.AllOf(App)[0] with { Operation = new OperationAttribute("x") { Problems = ["no-such-problem"] } };

        Assert.Contains("no-such-problem", Assert.Throws<InvalidOperationException>(() => OpenApiDocument.Make([function])).Message);
    }

    private static IEnumerable<JsonNode?> Nodes(JsonNode? node) => node switch
    {
        JsonObject body => body.SelectMany(member => Nodes(member.Value)).Prepend(body),
        JsonArray list => list.SelectMany(Nodes),
        _ => [node],
    };

    private sealed class Plain
    {
        [Function("Plain_Get")]
        public static string Get(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "plain/{number:int}/{*rest}")] HttpRequest request,
            int number,
            string rest) => $"{request}{number}{rest}";
    }
}
