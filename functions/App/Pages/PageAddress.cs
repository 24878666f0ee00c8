namespace FunctionsApp.Pages;

/// <summary>The address of a page with what it is asked for.</summary>
public static class PageAddress
{
    /// <param name="path">With its leading slash.</param>
    /// <param name="parts">Of the query; a part without a value is left out.</param>
    public static string Of(string path, params IEnumerable<(string Name, string? Value)> parts)
    {
        var query = string.Join('&', parts.Where(part => part.Value is not null)
            .Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"));
        return query.Length == 0 ? path : $"{path}?{query}";
    }
}
