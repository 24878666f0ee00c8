namespace FunctionsApp.Warnings.Rules;

/// <summary>Why figures give no value.</summary>
public enum NoValue
{
    /// <summary>Fewer than the rule needs reported all periods that are compared.</summary>
    TooFewOrganisations,

    /// <summary>Too many of those who reported the earlier period have not reported this one.</summary>
    TooSmallShare,

    /// <summary>The earlier figures sum up to nothing, or to less: no change of it can be computed.</summary>
    NothingBefore,

    /// <summary>The changes of the months before are all the same: nothing can be unusual against them.</summary>
    NoSpread,
}

/// <summary>A rule's value of one period and scope.</summary>
/// <param name="Period">As <see cref="Statistics.Period"/> is written.</param>
/// <param name="Value">With two decimals; null where there is none.</param>
/// <param name="Organisations">That it rests on.</param>
/// <param name="Missing">Why there is no value; null where there is one.</param>
public sealed record Reading(string Period, decimal? Value, int Organisations, NoValue? Missing = null);
