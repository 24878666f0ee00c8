using System.Globalization;
using FunctionsApp.City;

namespace FunctionsApp.Statistics.Files;

/// <summary>The metadata of a blob: which version of which report it is.</summary>
public static class ReportTag
{
    public static Dictionary<string, string> ToMetadata(ReportRun run) => new()
    {
        ["organisation"] = run.Organisation, ["period"] = run.Period,
        ["version"] = run.Version.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Null when the blob is none of the app's uploads.</summary>
    public static ReportRun? Read(IDictionary<string, string> metadata) =>
        metadata.TryGetValue("organisation", out var organisation) && CreditCode.Find(organisation) is { } code
        && metadata.TryGetValue("period", out var text) && Period.Find(text) is { } period
        && metadata.TryGetValue("version", out var number)
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new ReportRun(code.Value, $"{period}", version) : null;
}
