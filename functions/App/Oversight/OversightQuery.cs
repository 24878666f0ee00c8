using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Reviews;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Oversight;

/// <summary>Which reviews are looked for; null for any.</summary>
public sealed record OversightQuery(TrafficLight? Light = null, string? Programme = null, string? District = null)
{
    public const string Address = "/oversight";

    /// <summary>By the address; what it cannot be is left out.</summary>
    public static OversightQuery Of(IQueryCollection query) => new(
        EnumByName.Find<TrafficLight>(query["light"]), Given(query["programme"]), Given(query["district"]));

    public bool Fits(ReviewUnderWay review) => (Light is null || review.Light == Light)
        && (Programme is null || review.Programme == Programme) && (District is null || review.District == District);

    /// <summary>The page's address for it.</summary>
    public string Path => PageAddress.Of(Address, ("light", Light?.ToString()), ("programme", Programme), ("district", District));

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
