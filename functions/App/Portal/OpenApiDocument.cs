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
            },
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
            ["tags"] = new JsonArray(function.Name.Split('_')[0]),
            ["description"] = Who(function.Access),
            ["parameters"] = new JsonArray(
            [
                .. function.Parameters.Select(name => Parameter(function, name)),
                .. declared.Query.Select(name => Parameter(name, "query", false, new JsonObject { ["type"] = "string" })),
            ]),
            ["responses"] = Responses(function, method),
            ["security"] = Security(function.Access),
        };
        if (declared.Request is not null && method is not ("get" or "head" or "delete")) operation["requestBody"] = Body(declared);
        return operation;
    }

    private JsonObject Body(OperationAttribute declared)
    {
        var content = new JsonObject();
        foreach (var media in declared.RequestMedia)
        {
            // A form's fields are the record's; other documents have schemas of their own.
            var described = media is "application/json" or "application/x-www-form-urlencoded";
            content[media] = new JsonObject { ["schema"] = described ? Schema(declared.Request!) : new JsonObject { ["type"] = "string" } };
        }

        return new JsonObject { ["required"] = true, ["content"] = content };
    }

    private JsonNode Schema(Type body) =>
        !body.IsInterface ? schemas.Of(body) : new JsonObject { ["anyOf"] = new JsonArray([.. Bodies(body).Select(schemas.Of)]) };

    /// <summary>An interface means one of the records that implement it.</summary>
    private static IEnumerable<Type> Bodies(Type? body) => body switch
    {
        null => [],
        { IsInterface: true } =>
            body.Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(body)).OrderBy(type => type.Name),
        _ => [body],
    };

    private JsonObject Responses(HttpFunction function, string method)
    {
        var declared = function.Operation;
        var success = new JsonObject { ["description"] = "Success" };
        if (declared.Response is not null || declared.ResponseMedia != "application/json")
        {
            var schema = declared.Response is { } type && declared.ResponseMedia == "application/json" ? schemas.Of(type)
                : new JsonObject { ["type"] = "string" };
            success["content"] = new JsonObject { [declared.ResponseMedia] = new JsonObject { ["schema"] = schema } };
        }

        var responses = new JsonObject { [declared.Success.ToString()] = success };
        foreach (var status in Problems(function, method).GroupBy(problem => problem.Status).OrderBy(group => group.Key))
        {
            responses[status.Key.ToString()] = new JsonObject
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

        return responses;
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
        var ofBody = Bodies(function.Operation.Request).SelectMany(body => body.GetCustomAttribute<ProblemsAttribute>()?.Slugs ?? []);
        problems.AddRange(function.Operation.Problems.Concat(ofBody).Select(slug => ProblemCatalogue.All.GetValueOrDefault(slug)
            ?? throw new InvalidOperationException($"{function.Name} names the problem '{slug}', which does not exist.")));
        return problems.DistinctBy(problem => problem.Slug);
    }

    private JsonObject Parameter(HttpFunction function, string name)
    {
        var type = function.Method.GetParameters().FirstOrDefault(parameter => parameter.Name == name)?.ParameterType ?? typeof(string);
        return Parameter(name, "path", true, schemas.Of(type));
    }

    private static JsonObject Parameter(string name, string place, bool required, JsonNode schema) =>
        new() { ["name"] = name, ["in"] = place, ["required"] = required, ["schema"] = schema };

    private static string Who(AccessAttribute? access) => access switch
    {
        null => "Nobody may call this.",
        { Audience: Audience.Anyone } => "Anyone may call this.",
        { Audience: Audience.SignedIn } => "For signed-in callers.",
        _ => $"For the roles: {string.Join(", ", access.Roles)}.",
    };

    // Of two schemes one suffices. OpenAPI 3.1 lets the list name the roles.
    private static JsonArray Security(AccessAttribute? access) => access?.Audience == Audience.Anyone
        ? []
        : new JsonArray([.. new[] { "session", "bearer" }.Select(scheme => new JsonObject
        {
            [scheme] = new JsonArray([.. (access?.Roles ?? []).Select(role => (JsonNode)role.ToString())]),
        })]);

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
