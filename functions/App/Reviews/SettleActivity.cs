using FunctionsApp.Applications;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Reviews;

public enum SettleKind
{
    Approve,
    Reject,

    /// <summary>A return after the last round of corrections: rejected.</summary>
    RoundsExhausted,

    /// <summary>No corrections in time: rejected, unless they came at the last moment.</summary>
    SupplementOverdue,
}

/// <param name="Stage">That decided; null for an overdue supplement.</param>
public sealed record Settle(string ApplicationId, SettleKind Kind, int Round, string? Stage);

public sealed class SettleActivity(ApplicationPartition applications, ProgrammeCatalogue catalogue, NoticeSender notices, TimeProvider time)
{
    private const string Approved = "application-approved";
    private const string Rejected = "application-rejected";

    /// <summary>Approves or rejects, tells the applicant, and says what the application is now. Safe to run twice.</summary>
    [Function(nameof(SettleActivity))]
    public async Task<ApplicationStatus> RunAsync([ActivityTrigger] Settle settle, CancellationToken cancellation)
    {
        var current = await applications.GetAsync(settle.ApplicationId, cancellation);
        var definition = catalogue.Get(current.Programme, current.Version);
        var at = time.GetUtcNow();
        var application = await applications.ChangeAsync(settle.ApplicationId, application => Decide(application, definition, settle, at), cancellation);
        if (Write(application, definition, settle) is { } notice) await notices.SendAsync(notice, cancellation);
        return application.Status;
    }

    /// <summary>None when it is settled, withdrawn, or corrected in time.</summary>
    public static ApplicationChange Decide(Application application, ProgrammeDefinition definition, Settle settle, DateTimeOffset at) => settle.Kind switch
    {
        SettleKind.Approve => Settlement.Approve(application, definition, nameof(SettleActivity), at),
        SettleKind.SupplementOverdue when application.Status != ApplicationStatus.Returned || application.Round != settle.Round => ApplicationChange.None(application),
        _ => Settlement.Reject(application, definition, nameof(SettleActivity), at),
    };

    private static Notice? Write(Application application, ProgrammeDefinition definition, Settle settle)
    {
        if (application.Status is not (ApplicationStatus.Approved or ApplicationStatus.Rejected)) return null;
        var template = application.Status == ApplicationStatus.Approved ? Approved : Rejected;
        return new Notice($"{template}.{application.Id}", template, null, application.ApplicantEmail, application.Language, new Dictionary<string, string>
        {
            ["title"] = application.Title,
            ["programme"] = definition.Name.In(application.Language),
            ["reason"] = ReviewWords.Reason(settle.Kind, definition.Stages.FirstOrDefault(stage => stage.Name == settle.Stage)?.Title).In(application.Language),
        });
    }
}
