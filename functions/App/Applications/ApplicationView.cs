using System.Text.Json;
using System.Text.Json.Serialization;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.Applications.Extending;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Applications.Partners;
using FunctionsApp.Applications.Promises;
using FunctionsApp.Applications.Signing;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;

namespace FunctionsApp.Applications;

/// <summary>An application as people see it.</summary>
public sealed record ApplicationView(
    string Id,
    string Programme,
    int Version,
    LocalizedText Name,
    int GuideYear,
    string Organisation,
    string District,
    string Sector,
    string Title,
    decimal Amount,
    ApplicationStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SubmittedAt,
    DateTimeOffset? DecidedAt,
    int Round,
    IReadOnlyList<ReturnItem> Returned,
    IReadOnlyList<SlotView> Documents,
    FormState? Form,
    Refusal? Refusal)
{
    /// <summary>Id of the published guide that it was drafted under; absent under the definition's own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Guide { get; init; }

    /// <summary>When its corrections must be there, UTC; absent unless it is returned.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? CorrectBy { get; init; }

    /// <summary>More time that rounds of corrections were given on request, oldest first; absent where none was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SupplementExtension>? Extensions { get; init; }

    /// <summary>Of its first rejection, without what is stated and why it is ruled so; absent while it was not appealed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AppealMark? Appeal { get; init; }

    /// <summary>Those that apply with it, and whether each consents; null where none was asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PartnerView>? Partners { get; init; }

    /// <summary>The newest asking for the organisation's signature; null where there was none, and for others than its people.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SigningRound? Signing { get; init; }

    /// <summary>Answers of the form; shown where one application is read, null where it was changed.</summary>
    public JsonElement? Answers { get; init; }

    /// <summary>The conditions of the programme and whether each is met; null where <see cref="Answers"/> would not be shown.</summary>
    public IReadOnlyList<RuleResult>? Eligibility { get; init; }

    public static ApplicationView Of(Application application, ProgrammeDefinition definition) => new(
        application.Id, application.Programme, application.Version, definition.Name, definition.Guide.Year,
            application.Applicant.Organisation.Value,
        application.Applicant.District, application.Subject.Sector, application.Subject.Title, application.Subject.Amount,
            application.Status,
        application.CreatedAt, application.SubmittedAt, application.DecidedAt, application.Supplement.Round, application.Returned,
            [.. application.Asked.Select(slot => SlotView.Of(slot, definition.Slot(slot.Type)!))],
            // Whoever may see the answers gets it with them.
            application.Form is { } form ? form with { Salt = null } : null,
            application.Refusal)
    {
        Guide = application.Guide,
        CorrectBy = application.Status == ApplicationStatus.Returned ? application.Supplement.Time?.Due : null,
        Extensions = application.Extensions.Count > 0 ? application.Extensions : null,
        Appeal = application.Appeal,
        Partners = PartnerView.Of(application, isOwn: false),
    };

    /// <summary>As one reader may see it.</summary>
    /// <param name="now">UTC: the conditions are judged by it.</param>
    internal static ApplicationView For(Reader reader, ApplicationForm state, ProgrammeDefinition definition, DateTimeOffset now)
    {
        var (application, answers) = (state.Application, state.Answers);
        var view = Of(application.As(reader), definition);
        if (!reader.Has(Right.DocumentNames)) view = view with { Documents = [] };
        if (reader.Relation == Relation.Own) view = view with
        {
            Signing = application.Signing, Partners = PartnerView.Of(application, isOwn: true),
        };
        return !reader.Has(Right.Answers) ? view : view with
        {
            Answers = application.Form is null ? null : answers.Values,
            Eligibility = Applications.Eligibility.Of(application, answers, definition, now),
        };
    }
}

public static class PinnedDefinition
{
    /// <summary>The definition that the application was drafted under, with what its guide changes.</summary>
    public static ProgrammeDefinition Of(this ProgrammeCatalogue catalogue, Application application) =>
        catalogue.Get(application.Programme, application.Version, application.Guide);

    /// <summary>The name of the document or field that a return asks for; null where the definition has none.</summary>
    public static LocalizedText? NameOf(this ProgrammeDefinition definition, ReturnItem item) =>
        item.Document is { } type ? definition.Slot(type)?.Name : definition.Field(item.Field)?.Label;
}

/// <summary>A document slot: what it takes and what is in it.</summary>
/// <param name="Checking">Version that is being checked; 0 for none.</param>
public sealed record SlotView(
    string Type,
    LocalizedText Name,
    bool Required,
    IReadOnlyList<DocumentFormat> Formats,
    long MaxBytes,
    DocumentState State,
    int Version,
    int Checking,
    string? FileName,
    long Bytes,
    string? Sha256,
    LocalizedText? Reason,
    string? ReasonCode)
{
    /// <summary>What the malware scan of the accepted document found; absent where none is accepted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ScanState? Scan { get; init; }

    /// <summary>That it follows the submission; absent where none was made.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Promise? Promise { get; init; }

    public static SlotView Of(SlotState slot, DocumentSlot definition) => new(
        slot.Type, definition.Name, slot.Required, definition.Formats, definition.MaxBytes, slot.State, slot.Version, slot.Pending,
        slot.FileName, slot.Bytes, slot.Sha256, slot.Reason, slot.ReasonCode)
    {
        Promise = slot.Promise, Scan = slot.Scanned,
    };
}
