using System.Text;
using System.Text.Json;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Portal;

public sealed class OpenApiHttp
{
    private static readonly Lazy<byte[]> Document = new(() =>
        Encoding.UTF8.GetBytes(OpenApiDocument.Make(HttpFunction.AllOf(typeof(OpenApiHttp).Assembly)).ToJsonString(AppJson.Options)));

    /// <summary>GET /api/openapi.json. 200 the app's OpenAPI 3.1 description.</summary>
    [Function("OpenApi_Get")]
    [Access(Audience.Anyone)]
    [Operation("Describes the API as OpenAPI 3.1", Response = typeof(IReadOnlyDictionary<string, JsonElement>))]
    public IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/openapi.json")] HttpRequest request) =>
        new Representation(Document.Value, "application/json; charset=utf-8");
}
