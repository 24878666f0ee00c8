using System.Text.Json.Serialization;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Applications.Retaining;

/// <summary>The day was set from which an unfinished application is erased, and its drafter was written how to keep it.</summary>
/// <param name="Due">When its retention time was over, UTC.</param>
/// <param name="From">Before, it is not erased, UTC.</param>
[ShownAs(Right.Course)]
public sealed record DrafterReminded(ErasureStep Step, DateTimeOffset Due, DateTimeOffset From) : Fact
{
    /// <summary>No letter was written: the drafter has left, or has no address.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Unwritten { get; init; }
}

/// <summary>Sets the day from which an unfinished draft is erased, once for each plan: its drafter is written of it.</summary>
public static class RemindDrafter
{
    public const string Actor = "Retention_Remind";

    /// <param name="isWritten">Whether there is someone to write to.</param>
    public static Change<Application> Decide(
        Application application, RetentionPolicy policy, TimeSpan notice, DateTimeOffset now, bool isWritten)
    {
        if (Next(application, policy, notice, now) is not { } reminded) return Change.None(application);
        var mark = application.Retention!;
        return Change.To(
            application with { Retention = mark with { Planned = mark.Planned! with { From = reminded.From } } }, Actor,
            reminded with { Unwritten = !isWritten });
    }

    /// <summary>Null for what was sent, while nothing is planned or not any more, under a legal hold, and once it was done.</summary>
    /// <param name="notice">The days between the letter and the erasure; it begins with the next day in Shenzhen.</param>
    public static DrafterReminded? Next(Application application, RetentionPolicy policy, TimeSpan notice, DateTimeOffset now) =>
        application is not { Status: ApplicationStatus.Draft, Retention.Planned: { From: null } planned }
        || PlanErasure.Due(application, policy, now)?.Step != planned.Step ? null
            : new DrafterReminded(planned.Step, planned.Due, RetentionTimes.After(now + notice, years: 0));
}
