using FunctionsApp.Platform;

namespace FunctionsApp.Programmes.Stages;

/// <summary>The application is passed on to institutions, which decide by themselves. Source: M20.</summary>
public sealed record ReferralDefinition : OutsideDefinition
{
    /// <summary>Their names, 1 to 50.</summary>
    [Items(1, 50)]
    public required IReadOnlyList<LocalizedText> Institutions { get; init; }

    public override IEnumerable<(string Path, string Message)> Errors(int place)
    {
        for (var i = 0; i < Institutions.Count; i++)
        {
            if (Institutions[i] is not { } name) yield return ($".institutions[{i}]", "Must not be null.");
            else if (string.IsNullOrWhiteSpace(name.Chinese) || string.IsNullOrWhiteSpace(name.English))
            {
                yield return ($".institutions[{i}]", "Both languages must have a text.");
            }
        }
    }
}
