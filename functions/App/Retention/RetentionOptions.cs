using System.ComponentModel.DataAnnotations;

namespace FunctionsApp.Retention;

/// <summary>How the retention policy is carried out. Bound from <c>Retention</c>.</summary>
public sealed class RetentionOptions
{
    /// <summary>Whether erasures are carried out. Default False: they are announced and reported alone.</summary>
    public bool Erases { get; init; }

    /// <summary>Days from an erasure's announcement, or the letter to a drafter, to the erasure, 1–365. Default 30.</summary>
    [Range(1, 365)] public int NoticeDays { get; init; } = 30;

    /// <summary>Year of the oldest applications, 2012–2100. Default 2026.</summary>
    [Range(2012, 2100)] public int FirstYear { get; init; } = 2026;

    /// <summary>Applications that one night erases, 1–10,000. Default 500; the rest waits for the next.</summary>
    [Range(1, 10_000)] public int MostPerNight { get; init; } = 500;

    internal TimeSpan Notice => TimeSpan.FromDays(NoticeDays);
}
