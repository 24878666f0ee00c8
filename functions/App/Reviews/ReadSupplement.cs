using System.Text.Json.Serialization;
using FunctionsApp.Applications;
using FunctionsApp.Mail;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Reviews;

/// <param name="Round">The supplement round that is waited for.</param>
/// <param name="Stage">That returned the application.</param>
public sealed record SupplementRequest(string ApplicationId, int Round, string Stage)
{
    /// <summary>The round of asking in which the stage returned it; null for the one before <see cref="Round"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? AskedIn { get; init; }

    /// <summary>The stage that returned the application, as it was asked.</summary>
    [JsonIgnore]
    public StageRequest Returned => new(ApplicationId, Stage, AskedIn ?? Round - 1);

    // A sending back begins a round of asking, too; where there was none the input is as in earlier versions.
    public static SupplementRequest After(StageRequest returned, int round) =>
        new(returned.ApplicationId, round, returned.Stage) { AskedIn = returned.Round == round - 1 ? null : returned.Round };
}

/// <param name="Status">Of the application.</param>
/// <param name="ToAsk">Names of the stages to ask next, in order; empty until the corrections are submitted.</param>
/// <param name="Due">Of the round as it is now; null where it has none, or is over.</param>
public sealed record SupplementState(ApplicationStatus Status, IReadOnlyList<string> ToAsk, DateTimeOffset? Due = null);

/// <summary>What a round of corrections may have changed: what it asks for, and what is asked or calculated by that.</summary>
public sealed record Touched(IReadOnlyList<string> Documents, IReadOnlyList<string> Fields)
{
    public static Touched Of(Supplement supplement, ProgrammeDefinition definition)
    {
        var fields = definition.WithDependents(supplement.Fields);
        return new Touched([.. supplement.Documents.Union(definition.DependentDocuments(fields))], [.. fields]);
    }
}

/// <summary>What a corrected application has to go through.</summary>
public static class ReadSupplement
{
    /// <summary>
    /// Names of the stages to ask, in order: each earlier one that judges a changed document or field, the one that returned, and all
    /// after it.
    /// </summary>
    /// <param name="stages">All stages, in order. One without documents judges every document, one without fields every field.</param>
    /// <param name="changed">What the round asked for, with all that depends on it.</param>
    /// <exception cref="ArgumentException">No stage is called <paramref name="returnedBy"/>.</exception>
    public static IReadOnlyList<string> StagesToAsk(IReadOnlyList<StageDefinition> stages, string returnedBy,
        Touched changed)
    {
        var earlier = stages.TakeWhile(stage => stage.Name != returnedBy).ToList();
        if (earlier.Count == stages.Count) throw new ArgumentException($"No stage is called {returnedBy}.", nameof(returnedBy));
        return [.. earlier.Where(stage => Judges(stage, changed)).Concat(stages.Skip(earlier.Count)).Select(stage => stage.Name)];
    }

    private static bool Judges(StageDefinition stage, Touched changed) =>
        Judges(stage.Documents, changed.Documents) || Judges(stage.Fields, changed.Fields);

    private static bool Judges(IReadOnlyList<string> judged, IReadOnlyList<string> changed) =>
        changed.Count > 0 && (judged.Count == 0 || judged.Any(changed.Contains));
}

public sealed class ReadSupplementActivity(AggregateStore store, ProgrammeCatalogue catalogue, LetterSender letters)
{
    /// <summary>
    /// Whether the corrections are submitted, and what they go through; writes to the applicant of a round that was extended. Safe to run
    /// twice.
    /// </summary>
    /// <remarks>From the state and not from the event: an event can be lost, doubled, or belong to an earlier round.</remarks>
    [Function(nameof(ReadSupplementActivity))]
    public async Task<SupplementState> RunAsync([ActivityTrigger] SupplementRequest read, CancellationToken cancellation)
    {
        var application = (await store.GetApplicationAsync(read.ApplicationId, cancellation)).State;
        if (application.Status != ApplicationStatus.Submitted)
        {
            if (application.Supplement.Round != read.Round) return new SupplementState(application.Status, []);
            if (application is { Status: ApplicationStatus.Returned, Extension: { } extension }) await letters.SendAsync(
                ReviewLetters.Extended(application, catalogue.Of(application), extension.Round, extension.Due), cancellation);
            return new SupplementState(application.Status, [], application.Supplement.Time?.Due);
        }

        var definition = catalogue.Of(application);
        var changed = Touched.Of(application.Supplement.Round == read.Round ? application.Supplement : Supplement.None, definition);
        return new SupplementState(application.Status, ReadSupplement.StagesToAsk(definition.Held, read.Stage, changed));
    }
}
