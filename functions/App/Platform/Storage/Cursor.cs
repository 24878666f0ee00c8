using System.Text;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace FunctionsApp.Platform.Storage;

/// <summary>The opaque place where a page ended: the last row key, in text that a URL carries.</summary>
public static class Cursor
{
    public static string Encode(string rowKey) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(rowKey));

    /// <summary>The row key to go on after; <paramref name="prefix"/> itself for the first page.</summary>
    /// <exception cref="ProblemException">bad-cursor: not made for rows of this prefix.</exception>
    public static string Decode(string? cursor, string prefix)
    {
        if (string.IsNullOrEmpty(cursor)) return prefix;
        try
        {
            var key = cursor.Length <= 1024 ? Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(cursor)) : "";
            return key.StartsWith(prefix, StringComparison.Ordinal) ? key : throw PlatformProblems.BadCursor.With();
        }
        catch (FormatException)
        {
            throw PlatformProblems.BadCursor.With();
        }
    }
}
