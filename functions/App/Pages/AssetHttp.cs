using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Pages;

/// <summary>Serves what pages load. An address names the content, so that it is kept for a year.</summary>
public sealed class AssetHttp
{
    /// <summary>GET /assets/{hash}/{name}. 200 · 304 · 404, also for an older content.</summary>
    [Function("Assets_Get")]
    [Access(Audience.Anyone)]
    [Operation("Reads a style sheet or an image of the pages", IsListed = false)]
    public IResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "assets/{hash}/{name}")] HttpRequest request, string hash,
        string name)
    {
        if (Asset.Find(name) is not { } asset || asset.Hash != hash) throw PlatformProblems.NotFound.With();
        request.HttpContext.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return new Representation(asset.Content, asset.MediaType);
    }
}
