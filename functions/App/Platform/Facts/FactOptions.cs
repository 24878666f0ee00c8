using System.ComponentModel.DataAnnotations;

namespace FunctionsApp.Platform.Facts;

/// <summary>When facts are published that their commit could not publish. Bound from <c>Facts</c>.</summary>
public sealed class FactOptions
{
    /// <summary>
    /// Seconds after which a fact that is not published counts as left behind, 1–3600. Default 60: longer than any commit takes;
    /// below 30 only in tests.
    /// </summary>
    [Range(1, 3600)] public int SettledSeconds { get; init; } = 60;
}
