using FunctionsApp.City;

namespace FunctionsApp.Applications.Appealing;

/// <summary>Why a rejection cannot be appealed.</summary>
public enum NoAppeal
{
    /// <summary>The corrections did not come in time: there is no decision to examine.</summary>
    NotCorrected,

    /// <summary>The machine found documents missing: there is no decision to examine.</summary>
    NoPerson,

    /// <summary>Its call was ranked, and what the budget had for it went to other applications.</summary>
    Selected,

    /// <summary>It followed an appeal that was upheld.</summary>
    Appealed,
}

/// <summary>Of which stage, and how long, a rejection can be appealed.</summary>
/// <param name="Round">Of asking, in which the stage rejected.</param>
/// <param name="WorkingDays">From the rejection.</param>
/// <param name="By">UTC, exclusive, as it was promised first.</param>
public sealed record AppealTerm(string Stage, int Round, int WorkingDays, DateTimeOffset By)
{
    /// <summary>Until when, UTC, exclusive; later where a holiday notice has made it later since.</summary>
    /// <param name="rejected">UTC.</param>
    public DateTimeOffset Until(DateTimeOffset rejected, WorkingCalendar calendar)
    {
        var counted = calendar.Due(rejected, WorkingDays).ToUniversalTime();
        return counted > By ? counted : By;
    }
}
