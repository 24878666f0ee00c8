using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Platform.Http;

/// <summary>Reads JSON bodies: bounded, UTF-8, each member held to its record, all faults at once.</summary>
public static class JsonBody
{
    /// <summary>Bytes of a JSON body at most; files do not come as JSON.</summary>
    public const int MaxBytes = 1024 * 1024;

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>The body as a record.</summary>
    /// <exception cref="ProblemException">malformed-json with the place, or with all faults of the shape; invalid-field with all faults;
    /// body-too-large.</exception>
    public static async Task<T> ReadJsonAsync<T>(this HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > MaxBytes) throw PlatformProblems.BodyTooLarge.With();
        using var bounded = new BoundedStream(request.Body, MaxBytes);
        using var buffer = new MemoryStream();
        await bounded.CopyToAsync(buffer, cancellation);
        return Read<T>(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
    }

    internal static T Read<T>(ReadOnlyMemory<byte> body)
    {
        if (body.Span.StartsWith(ByteOrderMark)) body = body[ByteOrderMark.Length..];
        if (!Utf8.IsValid(body.Span)) throw PlatformProblems.MalformedJson.With("正文不是 UTF-8", "The body is not UTF-8");
        using var document = Parse(body);
        RequireNames(document.RootElement);
        BodyCheck.Require(document.RootElement, typeof(T));
        try
        {
            return document.RootElement.Deserialize<T>(AppJson.Strict)
                ?? throw PlatformProblems.MalformedJson.With("正文不能为 null", "The body must not be null");
        }
        catch (JsonException exception)
        {
            // The message of the exception could quote what was sent.
            throw PlatformProblems.MalformedJson.With($"位置：{exception.Path}", $"At {exception.Path}");
        }
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException exception)
        {
            var line = exception.LineNumber ?? 0;
            var column = Column(body.Span, line, exception.BytePositionInLine ?? 0);
            if (body.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0) throw PlatformProblems.MalformedJson.With("正文为空", "The body is empty");
            throw PlatformProblems.MalformedJson.With(
                new LocalizedText($"第 {line + 1} 行第 {column} 列不是有效的 JSON", $"Not valid JSON at line {line + 1}, column {column}"),
                new Dictionary<string, object?> { ["line"] = line + 1, ["column"] = column });
        }
    }

    /// <summary>JSON can write half of a surrogate pair; a name with one cannot be read, not even to say that it is unknown.</summary>
    private static void RequireNames(JsonElement value)
    {
        try
        {
            if (value.ValueKind == JsonValueKind.Array) foreach (var item in value.EnumerateArray()) RequireNames(item);
            if (value.ValueKind != JsonValueKind.Object) return;
            foreach (var member in value.EnumerateObject())
            {
                _ = member.Name;
                RequireNames(member.Value);
            }
        }
        catch (InvalidOperationException)
        {
            throw PlatformProblems.MalformedJson.With("某个成员名含有不完整的字符", "The name of a member has half of a character");
        }
    }

    /// <summary>In characters, from 1.</summary>
    private static int Column(ReadOnlySpan<byte> body, long line, long position)
    {
        for (var i = 0; i < line; i++) body = body[(body.IndexOf((byte)'\n') + 1)..];
        return Encoding.UTF8.GetCharCount(body[..(int)Math.Min(position, body.Length)]) + 1;
    }
}
