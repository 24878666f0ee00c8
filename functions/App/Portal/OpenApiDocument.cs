using System.Reflection;
using System.Text.Json.Nodes;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Portal;

/// <summary>OpenAPI 3.1 of HTTP functions, made of their attributes and records: it cannot differ from what runs.</summary>
public sealed class OpenApiDocument
{
    private const string Schemas = "#/components/schemas/";
    private readonly OpenApiSchemas schemas = new();
    private readonly OpenApiBodies bodies;

    private OpenApiDocument() => bodies = new OpenApiBodies(schemas);

    /// <exception cref="InvalidOperationException">A function names a problem that does not exist.</exception>
    public static JsonObject Make(IReadOnlyList<HttpFunction> functions) => new OpenApiDocument().Build(functions);

    private JsonObject Build(IReadOnlyList<HttpFunction> functions)
    {
        var paths = new JsonObject();
        foreach (var path in functions.Where(function => function.Operation.IsListed).GroupBy(function => function.Route))
        {
            var item = new JsonObject();
            foreach (var function in path)
            {
                // HEAD is wherever GET is, and answers the same without the content.
                foreach (var method in function.Methods.Where(method => method != "head")) item.Add(method, Operation(function, method));
            }

            paths[$"/{path.Key}"] = item;
        }

        var components = schemas.Components;
        components["Problem"] = Problem();
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "High-tech services programme",
                ["version"] = typeof(OpenApiDocument).Assembly.GetName().Version!.ToString(3),
                ["description"] = "Answers and problems come in zh-CN (default) or en, by Accept-Language. "
                    + "Times are UTC, days Asia/Shanghai, money yuan.",
                ["contact"] = new JsonObject { ["name"] = "Office of the high-tech services programme" },
                ["license"] = new JsonObject { ["name"] = "Proprietary", ["identifier"] = "LicenseRef-Proprietary" },
            },
            ["tags"] = new JsonArray([.. functions.Where(function => function.Operation.IsListed).Select(Tag).Distinct()
                .Order(StringComparer.Ordinal).Select(OpenApiTags.Of)]),
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = components, ["securitySchemes"] = SecuritySchemes() },
        };
    }

    private JsonObject Operation(HttpFunction function, string method)
    {
        var declared = function.Operation;
        var operation = new JsonObject
        {
            ["operationId"] = function.Methods.Count(name => name != "head") == 1 ? function.Name : $"{function.Name}_{method}",
            ["summary"] = declared.Summary,
            ["tags"] = new JsonArray(Tag(function)),
            ["description"] = Who(function.Access),
            ["parameters"] = OpenApiParameters.Of(function, method, name => schemas.Of(TypeOf(function, name))),
            ["responses"] = Responses(function, method),
            ["security"] = Security(function.Access),
        };
        if (function.Access is { Roles.Count: > 0 } access)
        {
            operation["x-roles"] = new JsonArray([.. access.Roles.Select(role => (JsonNode)role.ToString())]);
        }

        if (bodies.Of(function, method) is { } body) operation["requestBody"] = body;
        return operation;
    }

    private static Type TypeOf(HttpFunction function, string parameter) =>
        function.Method.GetParameters().FirstOrDefault(each => each.Name == parameter)?.ParameterType ?? typeof(string);

    private static string Tag(HttpFunction function) => function.Name.Split('_')[0];

    private JsonObject Responses(HttpFunction function, string method)
    {
        var declared = function.Operation;
        var success = new JsonObject { ["description"] = "Success" };
        if (declared.Response is not null || declared.ResponseMedia != "application/json")
        {
            var isJson = declared.ResponseMedia.EndsWith("json", StringComparison.Ordinal);
            var schema = declared.Response is { } type && isJson ? schemas.Of(type)
                : declared.ResponseMedia == "application/octet-stream" ? new JsonObject { ["type"] = "string", ["format"] = "binary" }
                : new JsonObject { ["type"] = "string" };
            var content = new JsonObject { ["schema"] = schema };
            if (OpenApiExamples.Response(function.Name) is { } example) content["example"] = example;
            success["content"] = new JsonObject { [declared.ResponseMedia] = content };
        }

        var responses = new JsonObject { [$"{declared.Success}"] = success };
        // What an Idempotency-Key or an answer finds done already.
        if (declared.Problems.Contains("idempotency-key-reused") || declared.Problems.Contains("already-decided"))
        {
            responses["200"] = Described("Done before by the same request", success["content"]);
        }

        if (declared.Creates) responses["201"] = Described("Made", success["content"]);
        if (declared.SeesOther) responses["303"] = Described("Done; Location is the page", null);
        if (declared.Headers.Contains("Range")) responses["206"] = Described("The part that Range asks for", success["content"]);
        if (method == "get" && declared.IsValidated) responses["304"] = Described("The reader has it already", null);
        foreach (var status in Problems(function, method).GroupBy(problem => problem.Status).OrderBy(group => group.Key))
        {
            responses[$"{status.Key}"] = new JsonObject
            {
                ["description"] = string.Join("; ",
                    status.OrderBy(problem => problem.Slug, StringComparer.Ordinal).Select(problem =>
                        $"{problem.Slug}: {problem.Title.English}")),
                ["content"] = new JsonObject
                {
                    ["application/problem+json"] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = Schemas + "Problem" } },
                },
            };
        }

        responses["429"] = Described("The gateway takes no more of this caller for now; Retry-After says for how long", null);
        return responses;
    }

    private static JsonObject Described(string description, JsonNode? content)
    {
        var response = new JsonObject { ["description"] = description };
        if (content is not null) response["content"] = content.DeepClone();
        return response;
    }

    private static IEnumerable<ProblemType> Problems(HttpFunction function, string method)
    {
        var problems = new List<ProblemType> { PlatformProblems.Unexpected, PlatformProblems.Unavailable };
        if (function.Access?.Audience != Audience.Anyone) problems.Add(IdentityProblems.SignInRequired);
        if (function.Access?.Audience is null) problems.Add(IdentityProblems.NotAllowed);
        if (function.Parameters.Count > 0) problems.Add(PlatformProblems.NotFound);
        if (function.Operation.Request is not null
            && method is not ("get" or "head" or "delete")) problems.AddRange(
            [PlatformProblems.MalformedJson, PlatformProblems.InvalidField, PlatformProblems.BodyTooLarge,
                PlatformProblems.UnsupportedMedia, PlatformProblems.UnsupportedEncoding]);
        if (OpenApiParameters.HasConditions(function.Operation, method))
        {
            problems.Add(PlatformProblems.PreconditionFailed);
            // A change is refused where its condition cannot be read; reading ignores it.
            if (method is not ("get" or "head")) problems.Add(PlatformProblems.InvalidField);
        }

        var ofBody = OpenApiBodies.Records(function.Operation.Request)
            .SelectMany(body => body.GetCustomAttribute<ProblemsAttribute>()?.Slugs ?? []);
        problems.AddRange(function.Operation.Problems.Concat(ofBody).Select(slug => ProblemCatalogue.All.GetValueOrDefault(slug)
            ?? throw new InvalidOperationException($"{function.Name} names the problem '{slug}', which does not exist.")));
        return problems.DistinctBy(problem => problem.Slug);
    }

    private static string Who(AccessAttribute? access) => access switch
    {
        null => "Nobody may call this.",
        { Audience: Audience.Anyone } => "Anyone may call this.",
        { Audience: Audience.SignedIn } => "For signed-in callers.",
        _ => $"For the roles: {string.Join(", ", access.Roles)}.",
    };

    // Of two schemes one suffices.
    private static JsonArray Security(AccessAttribute? access) => access?.Audience == Audience.Anyone
        ? []
        : new JsonArray([.. new[] { "session", "bearer" }.Select(scheme => new JsonObject { [scheme] = new JsonArray() })]);

    private static JsonObject SecuritySchemes() => new()
    {
        ["session"] = new JsonObject { ["type"] = "apiKey", ["in"] = "cookie", ["name"] = "AppServiceAuthSession",
            ["description"] = "A session of App Service authentication." },
        ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer",
            ["description"] = "A token that App Service authentication accepts." },
    };

    /// <summary>RFC 9457 with the app's members, see <see cref="ProblemResult"/>.</summary>
    private static JsonObject Problem()
    {
        static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["type"] = Text("Stable; GET it for cause and remedy."),
                ["title"] = Text("The cause."),
                ["status"] = new JsonObject { ["type"] = "integer" },
                ["detail"] = Text("This occurrence."),
                ["remedy"] = Text("What the caller can do."),
                ["instance"] = Text("Path of the request."),
                ["traceId"] = Text("To name it to the operators."),
                ["errors"] = new JsonObject
                {
                    ["type"] = "array",
                    ["description"] = "Every fault of the body, where the body has any.",
                    ["items"] = new JsonObject
                    {
                        ["type"] = "object",
                        ["properties"] = new JsonObject
                        {
                            ["pointer"] = Text("JSON pointer of the member, as a fragment (RFC 6901)."),
                            ["code"] = Text("Stable kind of fault."),
                            ["detail"] = Text("What is allowed."),
                        },
                        ["required"] = new JsonArray("pointer", "code", "detail"),
                    },
                },
            },
            ["required"] = new JsonArray("type", "title", "status", "detail", "remedy", "traceId"),
        };
    }
}
