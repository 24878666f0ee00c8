namespace FunctionsApp.Mail;

/// <summary>Forgets which letters went out long ago.</summary>
public sealed class DeleteSent(SentDayStore days, RememberedDays remembered)
{
    /// <summary>Names of one run at most: more than a night needs, and few enough to end in minutes.</summary>
    public int Most { get; init; } = 50_000;

    /// <summary>Removes the rows of days that are not remembered. Safe to run twice; the next run continues where this one ends.</summary>
    /// <returns>Names that were done.</returns>
    public Task<int> RunAsync(CancellationToken cancellation) => days.RemoveAsync(remembered.First, Most, cancellation);
}
