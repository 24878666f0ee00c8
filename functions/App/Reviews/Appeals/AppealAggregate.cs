using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Reviews.Appeals;

/// <summary>An appeal, in its application's partition: row <c>appeal|1</c>.</summary>
public static class AppealAggregate
{
    public static readonly Part<IReadOnlyList<Appeal>> Appeals = Part.Many<Appeal>("appeal", _ => "1");

    public static readonly Aggregate<AppealState> Kind = new(ReviewAggregate.Kind.Table, new Part<AppealState>
    {
        Kinds = [.. ReviewAggregate.Part.Kinds, .. Appeals.Kinds],
        Read = rows => new AppealState(ReviewAggregate.Part.Read(rows), Appeals.Read(rows) is [var appeal] ? appeal : null),
        Write = state =>
        [
            .. ReviewAggregate.Part.Write(state.Review), .. Appeals.Write(state.Appeal is { } appeal ? [appeal] : []),
        ],
        Lines = state => ReviewAggregate.Part.Lines(state.Review),
    });

    /// <exception cref="ProblemException">not-found.</exception>
    public static Task<Stored<AppealState>> GetAppealAsync(this AggregateStore store, string id, CancellationToken cancellation) =>
        Ids.IsId(id) ? store.GetAsync(Kind, id, cancellation) : throw PlatformProblems.NotFound.With();
}
