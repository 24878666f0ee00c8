using System.ComponentModel.DataAnnotations;

namespace FunctionsApp.Applications;

/// <summary>Bounds of applications. Bound from <c>Applications</c>.</summary>
public sealed class ApplicationOptions
{
    /// <summary>Drafts among an organisation's newest 100 applications, 1–99. Default 50.</summary>
    [Range(1, 99)] public int MaxDrafts { get; init; } = 50;
}
