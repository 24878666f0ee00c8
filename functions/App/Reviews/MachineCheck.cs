using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;

namespace FunctionsApp.Reviews;

/// <summary>Who may apply and for how much, as the guide says.</summary>
/// <param name="Sectors">Empty: all.</param>
/// <param name="MaximumAmount">Yuan; null where nothing is granted.</param>
public sealed record Eligibility(IReadOnlyList<string> Sectors, decimal? MaximumAmount)
{
    public static Eligibility Of(Guide guide) => new(guide.Sectors, guide.MaximumAmount);
}

/// <summary>What needs no person: eligibility, and each required document accepted with its digest.</summary>
public static class MachineCheck
{
    private static readonly LocalizedText Missing = new("必需材料缺失或尚未通过检查", "The required document is missing or has not passed its checks");

    /// <summary>Not eligible rejects; missing documents return, in the applicant's language.</summary>
    public static StageResult Of(Application application, Eligibility eligibility)
    {
        var eligible = (eligibility.Sectors.Count == 0 || eligibility.Sectors.Contains(application.Sector))
            && (eligibility.MaximumAmount is not { } maximum || (application.Amount > 0 && application.Amount <= maximum));
        if (!eligible) return StageResult.Of(StageOutcome.Rejected);
        var items = application.Slots
            .Where(slot => slot.Required && (slot.State != DocumentState.Accepted || string.IsNullOrEmpty(slot.Sha256)))
            .Select(slot => new ReturnItem(slot.Type, Missing.In(application.Language)))
            .ToList();
        return items.Count == 0 ? StageResult.Of(StageOutcome.Passed) : new StageResult(StageOutcome.Returned, items);
    }
}
