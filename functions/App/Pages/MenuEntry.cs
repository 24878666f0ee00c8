using FunctionsApp.Platform;

namespace FunctionsApp.Pages;

/// <summary>An entry of the menu that every page has; features add theirs.</summary>
/// <param name="Order">Place among the others, from the left.</param>
/// <param name="Path">With its leading slash.</param>
/// <param name="Audience">Who sees it. What it leads to checks for itself.</param>
/// <param name="Mark">Component behind the label, a <see cref="PagePart"/>, for example a count; null for none.</param>
public sealed record MenuEntry(
    int Order, string Path, LocalizedText Label, MenuAudience Audience = MenuAudience.Anyone, Type? Mark = null);

public enum MenuAudience
{
    Anyone,
    Applicants,

    /// <summary>All who may be asked.</summary>
    Staff,

    /// <summary>The department, the leading group, auditors and administrators.</summary>
    Selectors,

    Publishers,

    DepartmentOfficers,

    DepartmentAndAuditors,

    /// <summary>And administrators.</summary>
    Auditors,

    /// <summary>And administrators.</summary>
    Operators,

    Administrators,
}
