using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace LocalHost.Settings;

/// <summary><c>%Name%</c> in a trigger's text stands for a setting.</summary>
public static partial class SettingReference
{
    /// <summary>The text with every reference replaced.</summary>
    /// <param name="function">Named in the error.</param>
    /// <exception cref="LocalHostException">The setting is missing or empty.</exception>
    public static string Resolve(string text, IConfiguration settings, string function) => Pattern().Replace(text, match =>
    {
        var name = match.Groups[1].Value;
        return settings[name.Replace("__", ":")] is { Length: > 0 } value
            ? value
            : throw new LocalHostException($"Function {function}: the setting {name} of %{name}% is missing. Add it to Values in local.settings.json.");
    });

    [GeneratedRegex("%([^%\\s]+)%")]
    private static partial Regex Pattern();
}
