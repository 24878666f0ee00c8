using FunctionsApp.Applications;
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
        var judged = ContentDigest.Of(application with
        {
            Slots = [.. application.Slots.Where(slot => stage.Documents.Count == 0 || stage.Documents.Contains(slot.Type))],
            Form = stage.Fields.Count == 0 ? application.Form : null,
        });
        string[] fields =
            [.. stage.Fields.Order(StringComparer.Ordinal).SelectMany(key => new[] { key, review.Answers[key]?.GetRawText() ?? "" })];
        return AppJson.Digest<string[]>([judged, .. fields]);
    }
}
