using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FunctionsApp.Platform;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;

namespace FunctionsApp.Panels;

/// <summary>Seals what one stage judges: other documents and fields do not count.</summary>
public static class PanelDigest
{
    /// <summary>SHA-256, lower-case hex.</summary>
    public static string Of(ReviewState review, StageDefinition stage)
    {
        var application = review.Application;
        var judged = ReviewDigest.Of(application with
        {
            Slots = [.. application.Slots.Where(slot => stage.Documents.Count == 0 || stage.Documents.Contains(slot.Type))],
            Form = stage.Fields.Count == 0 ? application.Form : null,
        });
        string[] fields =
            [.. stage.Fields.Order(StringComparer.Ordinal).SelectMany(key => new[] { key, review.Answers[key]?.GetRawText() ?? "" })];
        return Convert.ToHexStringLower(SHA256.HashData(
            Encoding.UTF8.GetBytes(JsonSerializer.Serialize((string[])[judged, .. fields], AppJson.Options))));
    }
}
