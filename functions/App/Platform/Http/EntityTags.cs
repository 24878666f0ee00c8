using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace FunctionsApp.Platform.Http;

/// <summary>
/// Entity tags of answers, strong: <c>"state.content"</c>, or <c>"content"</c> where no stored state is shown. Readers who see different
/// parts of a state get different tags, and a condition on a change takes each of them.
/// </summary>
public static class EntityTags
{
    private const int Bytes = 12;

    /// <param name="state">The store's tag; null where the answer is of no single state.</param>
    public static EntityTagHeaderValue Of(string? state, ReadOnlySpan<byte> content)
    {
        var shown = Short(content);
        return new EntityTagHeaderValue(state is null ? $"\"{shown}\"" : $"\"{OfState(state)}.{shown}\"");
    }

    /// <summary>Whether the tag is of an answer that showed this state, whichever part of it.</summary>
    public static bool Shows(EntityTagHeaderValue tag, string state)
    {
        var text = tag.Tag.AsSpan().Trim('"');
        return text[..(text.IndexOf('.') is >= 0 and var end ? end : 0)].SequenceEqual(OfState(state));
    }

    private static string OfState(string state) => Short(Encoding.UTF8.GetBytes(state));

    private static string Short(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, Bytes));
}
