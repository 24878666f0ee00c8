using System.ComponentModel.DataAnnotations;

namespace FunctionsApp.Reviews;

/// <summary>Settings of the review. Bound from <c>Reviews</c>.</summary>
public sealed class ReviewsOptions
{
    /// <summary>Days that a callback link outlives the delegate's time, 0–60. Default 7: who is late reads why, and not that the link is bad.</summary>
    [Range(0, 60)]
    public int CallbackGraceDays { get; init; } = 7;
}
