using System.Text.Json.Serialization;
using FunctionsApp.Applications;
using FunctionsApp.Platform;

namespace FunctionsApp.Selections;

/// <summary>One call whose applications are ranked: a programme's version, its guide, and the stage.</summary>
/// <param name="Guide">Id of the published guide; null under the definition's own.</param>
public sealed record SelectionCall(string Programme, int Version, string? Guide, string Stage)
{
    public static SelectionCall Of(Application application, string stage) =>
        new(application.Programme, application.Version, application.Guide, stage);

    /// <summary>The same for the same call.</summary>
    [JsonIgnore]
    public string Id => Ids.From("selection", Programme, Guide ?? $"v{Version}", Stage);

    public bool Has(OpenApplication application) =>
        (application.Programme, application.Version, application.Guide) == (Programme, Version, Guide);

    public bool Has(Application application) =>
        (application.Programme, application.Version, application.Guide) == (Programme, Version, Guide);
}

/// <summary>That no more applications enter.</summary>
/// <param name="By">User id, or the function that found the call complete.</param>
/// <param name="Reason">Null where no person closed it.</param>
public sealed record EntryClosing(string By, string? Reason, DateTimeOffset At);

/// <summary>The list that was decided.</summary>
/// <param name="Person">User id; the function where no application was left to decide about.</param>
/// <param name="Assignment">Its id; empty where no person was asked.</param>
/// <param name="Answer">SHA-256 of the changes: the same answer again is the same.</param>
/// <param name="Digest">Of the proposal that was asked about.</param>
public sealed record SelectionDecision(string Person, string Assignment, string Answer, string Digest, DateTimeOffset At);

/// <summary>
/// Applications that are decided together. A call with a last day has one batch; a standing call has one after the other.
/// </summary>
/// <param name="Number">1, 2, 3 …</param>
public sealed record SelectionBatch(int Number, DateTimeOffset OpenedAt)
{
    /// <summary>Null while applications enter.</summary>
    public EntryClosing? Entry { get; init; }

    /// <summary>Null until the list is decided.</summary>
    public SelectionDecision? Decision { get; init; }

    /// <summary>How often its question was given up for want of an answer, and asked again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Renewed { get; init; }

    /// <summary>Too few people may be asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsBlocked { get; init; }
}

/// <summary>What is kept of a call beside its applications.</summary>
/// <param name="Budget">Yuan of the call; null where only places limit it.</param>
/// <param name="Places">Null where only the budget limits it.</param>
/// <param name="Batches">1..n, in order.</param>
public sealed record SelectionRound(string Id, SelectionCall Call, decimal? Budget, int? Places, IReadOnlyList<SelectionBatch> Batches)
{
    [JsonIgnore]
    public SelectionBatch Last => Batches[^1];

    public SelectionBatch? Batch(int number) => Batches.ElementAtOrDefault(number - 1);

    public SelectionRound With(SelectionBatch next) =>
        this with { Batches = [.. Batches.Select(batch => batch.Number == next.Number ? next : batch)] };
}
