using System.Globalization;
using System.Text.Json;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Documents;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;

namespace FunctionsApp.Applying;

/// <summary>Something that happened with an application, in its applicant's words.</summary>
/// <param name="At">UTC.</param>
public sealed record Happening(DateTimeOffset At, LocalizedText Text)
{
    /// <summary>What the applicant may see of the record, oldest first.</summary>
    public static IReadOnlyList<Happening> Of(FactRecord record, ProgrammeDefinition definition)
    {
        var happenings = new List<Happening>();
        foreach (var (index, entry) in record.Facts.Index())
        {
            var at = Time(entry);
            // One commit has one time: what was recorded with it and before it caused it.
            var cause = index > 0 && record.Facts[index - 1].At == entry.At ? record.Facts[index - 1].Type : null;
            if (Read(entry) is { } fact && Words(fact, cause, definition) is { } text) happenings.Add(new Happening(at, text));
        }

        return happenings;
    }

    /// <summary>When a fact was recorded.</summary>
    public static DateTimeOffset Time(FactEntry entry) =>
        DateTimeOffset.Parse(entry.At, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>Null for what is withheld, or of another version of the app.</summary>
    public static Fact? Read(FactEntry entry)
    {
        try
        {
            return entry.Data is { } data ? FactTypes.Read(entry.Type, data.GetRawText()) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static LocalizedText? Words(Fact fact, string? cause, ProgrammeDefinition definition) => fact switch
    {
        ApplicationDrafted => HappeningTexts.Drafted,
        ApplicationSubmitted => Submitted(cause, HappeningTexts.Submitted),
        ApplicationResubmitted => Submitted(cause, HappeningTexts.Resubmitted),
        ApplicationReturned returned => HappeningTexts.Returned(returned.Round),
        SupplementPostponed postponed => HappeningTexts.Postponed(postponed.Due),
        ApplicationApproved => HappeningTexts.Approved,
        ApplicationRejected => HappeningTexts.Rejected,
        ApplicationWithdrawn => HappeningTexts.Withdrawn,
        StageOpened opened => HappeningTexts.Opened(Title(definition, opened.Stage)),
        StageClosed closed => HappeningTexts.Closed(Title(definition, closed.Stage), closed.Outcome),
        DocumentRejected rejected => HappeningTexts.DocumentRejected(Name(definition, rejected.Type), rejected.Reason),
        _ => null,
    };

    private static LocalizedText Submitted(string? cause, LocalizedText text) => cause switch
    {
        nameof(DocumentAccepted) or nameof(DocumentRejected) => HappeningTexts.ByDocument(text),
        nameof(FormSaved) => HappeningTexts.ByAnswer(text),
        _ => text,
    };

    private static LocalizedText Title(ProgrammeDefinition definition, string stage) =>
        definition.Stages.FirstOrDefault(each => each.Name == stage)?.Title ?? new(stage, stage);

    private static LocalizedText Name(ProgrammeDefinition definition, string type) => definition.Slot(type)?.Name ?? new(type, type);
}
