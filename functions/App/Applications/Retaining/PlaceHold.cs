using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Applications.Retaining;

/// <summary>Nothing of the application may be erased until the hold is lifted.</summary>
public sealed record LegalHoldPlaced : ConfidentialFact;

/// <summary>The retention policy counts again.</summary>
public sealed record LegalHoldLifted : ConfidentialFact;

/// <summary>Body of a request to place a legal hold.</summary>
/// <param name="Reason">The court's or the investigation's reference, 1 to 1,000 characters. Administrators and auditors read it.</param>
public sealed record HoldForm([property: TextLimit(PlaceHold.MaxReason, Multiline = true)] string Reason);

/// <summary>Places and lifts legal holds. What is planned is called off in the same commit; what is erased stays erased.</summary>
public static class PlaceHold
{
    public const int MaxReason = 1000;

    /// <summary>The same reason again changes nothing.</summary>
    /// <exception cref="ProblemException">invalid-field; hold-exists: for another reason.</exception>
    public static Change<Application> Decide(Application application, string reason, string person, DateTimeOffset now)
    {
        var kept = PlainText.Check("reason", reason, MaxReason);
        var mark = application.Retention ?? RetentionMark.None;
        if (mark.Hold is { } hold) return hold.Reason == kept ? Change.None(application) : throw RetentionProblems.HoldExists.With();
        var calledOff = PlanErasure.CallOff(application, person);
        var held = calledOff.Next with
        {
            Retention = (calledOff.Next.Retention ?? RetentionMark.None) with { Hold = new LegalHold(person, kept, now.ToUniversalTime()) },
        };
        return new Change<Application>(held, [.. calledOff.Facts, new NewFact(person, new LegalHoldPlaced())]);
    }

    /// <summary>Without a hold nothing happens.</summary>
    public static Change<Application> Lift(Application application, string person) =>
        application.Retention is not { Hold: not null } mark ? Change.None(application)
            : Change.To(application with { Retention = mark with { Hold = null } }, person, new LegalHoldLifted());
}
