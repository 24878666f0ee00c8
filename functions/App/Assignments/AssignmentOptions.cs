using System.ComponentModel.DataAnnotations;

namespace FunctionsApp.Assignments;

/// <summary>Settings of assignments. Bound from <c>Assignments</c>.</summary>
public sealed class AssignmentOptions
{
    /// <summary>
    /// Days that a mailed link outlives its assignment, 0–60. Default 7: who is late reads why, and not that the link is bad.
    /// </summary>
    [Range(0, 60)]
    public int CallbackGraceDays { get; init; } = 7;
}
