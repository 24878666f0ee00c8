using System.Text.Json;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
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
    IReadOnlyList<SlotView> Documents)
{
    public static ApplicationView Of(Application application, ProgrammeDefinition definition) => new(
        application.Id, application.Programme, application.Version, definition.Name, application.GuideYear, application.Organisation, application.District,
        application.Sector, application.Title, application.Amount, application.Status, application.CreatedAt, application.SubmittedAt, application.DecidedAt,
        application.Round, application.Returned, [.. application.Slots.Select(slot => SlotView.Of(slot, definition.Slot(slot.Type)!))]);
}

/// <summary>A document slot: what it takes and what stands in it.</summary>
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
    LocalizedText? Reason)
{
    public static SlotView Of(SlotState slot, DocumentSlot definition) => new(
        slot.Type, definition.Name, slot.Required, definition.Formats, definition.MaxBytes, slot.State, slot.Version, slot.Pending,
        slot.FileName, slot.Bytes, slot.Sha256, slot.Reason);
}

/// <summary>An application's record.</summary>
/// <param name="Whole">Whether every fact seals the one before.</param>
/// <param name="FirstBroken">Number of the first fact that does not fit; null when all do.</param>
public sealed record Timeline(string Application, bool Whole, int? FirstBroken, IReadOnlyList<TimelineEntry> Facts)
{
    public static Timeline Of(Application application, IReadOnlyList<Fact> facts)
    {
        // Facts cut off at the end would leave a whole chain: the application row knows the last one.
        var last = facts.Count == 0 ? FactHead.Start : new FactHead(facts[^1].Number, facts[^1].Hash);
        var broken = FactChain.FirstBroken(facts) ?? (last == application.Head ? null : facts.Count + 1);
        return new Timeline(application.Id, broken is null, broken, [.. facts.Select(TimelineEntry.Of)]);
    }
}

public sealed record TimelineEntry(int Number, string Type, DateTimeOffset At, string Actor, JsonElement Data, string Hash)
{
    public static TimelineEntry Of(Fact fact) => new(fact.Number, fact.Type, fact.At, fact.Actor, fact.Read<JsonElement>(), fact.Hash);
}
