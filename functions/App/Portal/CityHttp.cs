using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;

namespace FunctionsApp.Portal;

/// <summary>A district as the API lists it.</summary>
/// <param name="Code">Of GB/T 2260; a name for a zone, which has no such code.</param>
/// <param name="IsZone">A new area or zone, not a district of the division.</param>
public sealed record DistrictView(string Code, LocalizedText Name, bool IsZone);

/// <summary>The codes that bodies and addresses use, with their names in both languages.</summary>
public sealed class CityHttp
{
    /// <summary>GET /api/sectors. 200 the eight sectors in the order of the policy · 304.</summary>
    [Function("Sectors_List")]
    [Access(Audience.Anyone)]
    [Operation("Lists the sectors", Response = typeof(IReadOnlyList<NamedCode>))]
    public IResult Sectors([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/sectors")] HttpRequest request) =>
        Kept(request, City.Sectors.All);

    /// <summary>GET /api/districts. 200 the districts, then the zones · 304. The complete city is none of them.</summary>
    [Function("Districts_List")]
    [Access(Audience.Anyone)]
    [Operation("Lists the districts and zones", Response = typeof(IReadOnlyList<DistrictView>))]
    public IResult Districts([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/districts")] HttpRequest request) =>
        Kept(request, City.Districts.All.Select(district =>
            new DistrictView(district.Code, district.Name, !district.Code.All(char.IsAsciiDigit))).ToList());

    /// <summary>A deployment changes it at most: caches keep it for an hour.</summary>
    private static IResult Kept<T>(HttpRequest request, IReadOnlyList<T> codes)
    {
        request.HttpContext.Response.Headers[HeaderNames.CacheControl] = "public, max-age=3600";
        return Answer.Ok(codes, $"\"{AppJson.Digest(codes)[..16]}\"");
    }
}
