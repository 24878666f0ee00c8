using System.Text.Json;

namespace FunctionsApp.Deliveries;

/// <summary>Whether an endpoint answered what it was asked.</summary>
public static class CheckChallenge
{
    /// <summary>The value alone, or as the member <c>challenge</c> of a JSON object.</summary>
    public static bool Answers(string answer, string challenge)
    {
        if (answer.Trim() == challenge) return true;
        try
        {
            using var json = JsonDocument.Parse(answer);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("challenge", out var value) && value.ValueKind == JsonValueKind.String
                && value.GetString() == challenge;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
