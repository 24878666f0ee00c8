using System.Text;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace FunctionsApp.Platform.Storage;

/// <summary>The opaque place where a page ended: the list and the key of the last line, in text that a URL carries.</summary>
public static class Cursor
{
    private const char Separator = '\n';
    private const int MaxLength = 1024;

    public static string Encode(string list, string key) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes($"{list}{Separator}{key}"));

    /// <summary>The key after which the page begins; empty for the first page.</summary>
    /// <exception cref="ProblemException">bad-cursor: not made for this list.</exception>
    public static string Decode(string? cursor, string list)
    {
        if (string.IsNullOrEmpty(cursor)) return "";
        try
        {
            var place = cursor.Length <= MaxLength ? Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(cursor)) : "";
            return place.StartsWith($"{list}{Separator}", StringComparison.Ordinal) ? place[(list.Length + 1)..]
                : throw PlatformProblems.BadCursor.With();
        }
        catch (FormatException)
        {
            throw PlatformProblems.BadCursor.With();
        }
    }
}
