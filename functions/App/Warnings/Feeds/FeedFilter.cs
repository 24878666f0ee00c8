using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Warnings.Feeds;

/// <summary>Which messages of warnings a reader follows, and in which language.</summary>
/// <param name="Sector">Null for all.</param>
/// <param name="Level">The lowest; null for all.</param>
/// <param name="Language">Null for both.</param>
public sealed record FeedFilter(string? Sector, WarningLevel? Level, Language? Language)
{
    public static readonly FeedFilter None = new(null, null, null);

    /// <summary>Its own part of an address: the same for the same filter.</summary>
    public string Query => string.Join('&', new[]
    {
        Sector is null ? null : $"sector={Sector}",
        Level is null ? null : $"level={Level}",
        Language is null ? null : $"language={Language.Value.Tag()}",
    }.OfType<string>());

    /// <exception cref="ProblemException">invalid-field.</exception>
    public static FeedFilter Of(HttpRequest request)
    {
        var (sector, level, language) = (Text("sector"), Text("level"), Text("language"));
        if (sector is not null && !Sectors.IsSector(sector))
        {
            throw PlatformProblems.Invalid("sector", "不是本计划的行业", "is not one of the programme's");
        }

        if (level is not null && !Enum.GetNames<WarningLevel>().Contains(level))
        {
            throw PlatformProblems.Invalid("level", "应为 Blue、Yellow、Orange 或 Red", "must be Blue, Yellow, Orange or Red");
        }

        var known = Enum.GetValues<Language>().Where(each => each.Tag() == language).ToList();
        if (language is not null && known.Count == 0) throw PlatformProblems.Invalid("language", "应为 zh-CN 或 en", "must be zh-CN or en");
        return new FeedFilter(
            sector, level is null ? null : Enum.Parse<WarningLevel>(level), known.Count == 0 ? null : known[0]);

        string? Text(string name) => request.Query[name].ToString() is { Length: > 0 } text ? text : null;
    }

    public bool Fits(WarningEntry entry) => (Sector is null || entry.Sector == Sector) && (Level is null || entry.Level >= Level);
}
