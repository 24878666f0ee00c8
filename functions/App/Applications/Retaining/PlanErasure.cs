using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Applications.Retaining;

/// <summary>A time of the retention policy is over: the erasure is announced.</summary>
/// <param name="Due">When the time was over, UTC.</param>
/// <param name="Edition">Of the policy.</param>
[ShownAs(Right.Course)]
public sealed record ErasurePlanned(ErasureStep Step, DateTimeOffset Due, string Edition) : Fact;

/// <summary>The erasure that was announced does not happen: a legal hold, another policy, or the application continues.</summary>
[ShownAs(Right.Course)]
public sealed record ErasureCalledOff(ErasureStep Step) : Fact;

/// <summary>Announces what is to be erased, and takes back what is not due any more.</summary>
public static class PlanErasure
{
    public const string Actor = "Retention_Plan";

    public static Change<Application> Decide(Application application, RetentionPolicy policy, DateTimeOffset now)
    {
        var mark = application.Retention ?? RetentionMark.None;
        var due = Due(application, policy, now);
        if (due?.Step == mark.Planned?.Step) return Change.None(application);
        if (due is null) return CallOff(application, Actor);
        var planned = new PlannedErasure(due.Step, due.Due, now.ToUniversalTime(), policy.Edition);
        return Change.To(
            application with { Retention = mark with { Planned = planned } }, Actor, new ErasurePlanned(due.Step, due.Due, policy.Edition));
    }

    /// <summary>What may be erased now; null under a legal hold, and where no time is over.</summary>
    internal static DueErasure? Due(Application application, RetentionPolicy policy, DateTimeOffset now) =>
        application.Retention?.Hold is null && RetentionTimes.Next(application, policy, now) is { } next && next.Due <= now ? next : null;

    internal static Change<Application> CallOff(Application application, string actor) =>
        application.Retention is not { Planned: { } planned } mark ? Change.None(application)
            : Change.To(application with { Retention = mark with { Planned = null } }, actor, new ErasureCalledOff(planned.Step));
}
