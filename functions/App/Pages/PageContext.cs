using System.Security.Cryptography;
using FunctionsApp.Identity;
using FunctionsApp.Platform;

namespace FunctionsApp.Pages;

/// <summary>For whom a page is rendered, and where in the site it is.</summary>
/// <param name="Caller">Null: the public.</param>
/// <param name="Path">Of the page, with its leading slash and its query.</param>
/// <param name="Menu">Entries that the reader sees, in order.</param>
/// <param name="Doors">Where to sign in, and for the signed-in the way out.</param>
public sealed record PageContext(
    Language Language, Caller? Caller, string Path, IReadOnlyList<MenuEntry> Menu,
    IReadOnlyList<(LocalizedText Label, string Address)> Doors)
{
    /// <summary>Of this answer: what the page may run.</summary>
    public string Nonce { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));

    /// <summary>The language that the switch offers.</summary>
    public Language Other => Language == Language.Chinese ? Language.English : Language.Chinese;

    public string Say(LocalizedText text) => text.In(Language);

    /// <summary>This page in the other language.</summary>
    public string Switch
    {
        get
        {
            var (path, query) = Path.Split('?', 2) is [var before, var after] ? (before, after) : (Path, "");
            var kept = query.Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Where(part => !part.StartsWith($"{PageLanguage.Parameter}=", StringComparison.Ordinal));
            return $"{path}?{string.Join('&', [.. kept, $"{PageLanguage.Parameter}={Other.Tag()}"])}";
        }
    }

    /// <summary>The page is the entry's or one below, and no other entry's that lies between.</summary>
    public bool IsAt(MenuEntry entry) =>
        IsBelow(entry) && !Menu.Any(other => other.Path.Length > entry.Path.Length && IsBelow(other));

    private bool IsBelow(MenuEntry entry) => Path.Split('?')[0] is var path
        && (path == entry.Path || (entry.Path != "/" && path.StartsWith($"{entry.Path}/", StringComparison.Ordinal)));
}
