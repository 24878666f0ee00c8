using FunctionsApp.Identity;

namespace FunctionsApp.Warnings;

/// <summary>What the pages of warnings offer to whom; the functions behind them admit the same roles.</summary>
internal static class WarningAccess
{
    /// <summary>Whether the person changes warnings, and assigns tasks about them.</summary>
    public static bool MayChange(Caller? caller) => caller is not null && (caller.Is(Role.Publisher) || caller.Is(Role.DepartmentOfficer));

    /// <summary>Whether the person reads rules and tasks.</summary>
    public static bool MayOversee(Caller? caller) =>
        MayChange(caller) || (caller is not null && (caller.Is(Role.Auditor) || caller.Is(Role.Administrator)));
}
