using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.Applications.Partners;
using FunctionsApp.Applications.Promises;
using FunctionsApp.Applications.Retaining;
using FunctionsApp.City;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;

namespace FunctionsApp.Applications;

/// <summary>One line of an organisation's applications.</summary>
/// <param name="Due">Of one that is returned: when its corrections must be there, UTC.</param>
/// <param name="Guide">See <see cref="Application.Guide"/>.</param>
public sealed record ApplicationLine(
    string Id, string Programme, int Version, string Title, ApplicationStatus Status, DateTimeOffset CreatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Due = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Guide = null)
{
    /// <summary>The organisation that applies, in a line of one of its partners; null in the line of its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Lead { get; init; }
}

/// <summary>An application among all of its year.</summary>
/// <param name="Name">Of the organisation, see <see cref="Applicant"/>.</param>
public sealed record YearLine(
    string Id, string Programme, string Title, string Organisation, string District, ApplicationStatus Status, DateTimeOffset CreatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name = null)
{
    /// <summary>Whether its rejection was appealed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool WasAppealed { get; init; }

    /// <summary>Of its appeal; null without one, and while it is examined.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AppealRuling? Ruling { get; init; }

    /// <summary>When its review ended, UTC; null in a line of an earlier version of the app.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>What of it is erased.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ErasureStep Erased { get; init; }
}

/// <summary>An application whose review has ended.</summary>
/// <param name="At">When it ended, UTC.</param>
public sealed record DecidedApplication(string Id, string Programme, ApplicationStatus Status, DateTimeOffset At);

/// <summary>An application under review.</summary>
/// <param name="Status">Submitted, or returned for corrections.</param>
/// <param name="SubmittedAt">For the first time, UTC.</param>
/// <param name="Calendar">Of one that is returned: by which notices its time was counted, see <see cref="SupplementTime"/>.</param>
/// <param name="Due">Of one that is returned, UTC.</param>
public sealed record OpenApplication(
    string Id, string Programme, ApplicationStatus Status, DateTimeOffset SubmittedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Calendar = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Due = null)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Title { get; init; }

    /// <summary>Id of the published guide that it was drafted under; null where it was the definition's own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Guide { get; init; }

    /// <summary>Of the definition that it was drafted under; 0 in a line of an earlier version of the app.</summary>
    public int Version { get; init; }

    /// <summary>Credit code.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Organisation { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? District { get; init; }

    /// <summary>When an appeal put it under review again, UTC; null otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ReopenedAt { get; init; }

    /// <summary>Null while no stage asked anyone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReachedStage? Reached { get; init; }
}

/// <summary>An application that waits for its organisation's signature.</summary>
/// <param name="Round">Of the asking.</param>
/// <param name="SentAt">UTC.</param>
public sealed record ApplicationToSign(string Id, int Round, DateTimeOffset SentAt);

/// <summary>An application that waits for its partners.</summary>
/// <param name="Round">Of the asking.</param>
/// <param name="SentAt">UTC.</param>
/// <param name="Organisations">Credit codes of those whose answer is awaited.</param>
public sealed record ApplicationToConsent(string Id, int Round, DateTimeOffset SentAt, IReadOnlyList<string> Organisations);

/// <summary>A rejected application whose appeal is examined.</summary>
/// <param name="At">When it was appealed, UTC.</param>
public sealed record AppealedApplication(string Id, DateTimeOffset At);

/// <summary>An application with documents to follow.</summary>
/// <param name="SubmittedAt">UTC.</param>
public sealed record PromisingApplication(string Id, DateTimeOffset SubmittedAt);

/// <summary>A promised document that did not come.</summary>
public sealed record BrokenPromiseLine(string Id, string Programme, string Type, DateOnly By);

/// <summary>Lists of applications.</summary>
public static class ApplicationIndex
{
    /// <summary>Of an organisation, newest first.</summary>
    public static readonly ListIndex<ApplicationLine> OfOrganisation = new("applications-of-organisation");

    /// <summary>Of a programme: those under review.</summary>
    public static readonly ListIndex<OpenApplication> Open = new("applications-under-review");

    /// <summary>Of the year, in Shenzhen, in which they were drafted, newest first.</summary>
    public static readonly ListIndex<YearLine> OfYear = new("applications-of-year");

    /// <summary>Of the month, in Shenzhen, in which their review ended.</summary>
    public static readonly ListIndex<DecidedApplication> Decided = new("decided-applications");

    /// <summary>Those that wait for a signature, of all organisations.</summary>
    public static readonly ListIndex<ApplicationToSign> ToSign = new("applications-to-sign");

    /// <summary>Those that wait for their partners, of all organisations.</summary>
    public static readonly ListIndex<ApplicationToConsent> ToConsent = new("applications-to-consent");

    /// <summary>Those whose appeal is examined, of all organisations.</summary>
    public static readonly ListIndex<AppealedApplication> Appealed = new("appealed-applications");

    /// <summary>The owner of <see cref="ToSign"/>, <see cref="ToConsent"/>, <see cref="Appealed"/> and <see cref="Promising"/>.</summary>
    public const string AllOrganisations = "all";

    /// <summary>Those with open promises, of all organisations.</summary>
    public static readonly ListIndex<PromisingApplication> Promising = new("promising-applications");

    /// <summary>Of an organisation.</summary>
    public static readonly ListIndex<BrokenPromiseLine> BrokenPromises = new("broken-promises");

    /// <summary>The owner of a month's list.</summary>
    public static string Month(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>The owner of a year's list.</summary>
    public static string Year(int year) => year.ToString("D4", CultureInfo.InvariantCulture);

    /// <summary>All that are under review, of every programme: a partition for each.</summary>
    public static async IAsyncEnumerable<OpenApplication> ReadOpenAsync(
        this Lists lists, ProgrammeCatalogue catalogue, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var programme in catalogue.All.Select(definition => definition.Programme).Distinct())
        {
            await foreach (var application in lists.ReadAllAsync(Open, programme, cancellation)) yield return application;
        }
    }

    internal static IEnumerable<Line> Lines(Application application)
    {
        var time = application.Status == ApplicationStatus.Returned ? application.Supplement.Time : null;
        yield return OfYear.Line(
            Year(BeijingTime.Day(application.CreatedAt).Year), LineOrder.NewestFirst(application.CreatedAt, application.Id), new YearLine(
                application.Id, application.Programme, application.Subject.Title, application.Applicant.Organisation.Value,
                application.Applicant.District, application.Status, application.CreatedAt, application.Applicant.Name)
            {
                WasAppealed = application.Appeal is not null, Ruling = application.Appeal?.Ruling,
                DecidedAt = application.DecidedAt, Erased = application.Erased,
            });
        var own = new ApplicationLine(
            application.Id, application.Programme, application.Version, application.Subject.Title, application.Status,
            application.CreatedAt, time?.Due, application.Guide);
        yield return OfOrganisation.Line(
            application.Applicant.Organisation.Value, LineOrder.NewestFirst(application.CreatedAt, application.Id), own);
        foreach (var partner in application.PartnersSeeIt ? application.Consents!.Partners : [])
        {
            yield return OfOrganisation.Line(
                partner.Partner.Organisation.Value, LineOrder.NewestFirst(application.CreatedAt, application.Id),
                own with { Lead = application.Applicant.Name ?? application.Applicant.Organisation.Value });
        }

        if (application is { Status: ApplicationStatus.Consenting, Consents: { } consents })
        {
            yield return ToConsent.Line(AllOrganisations, application.Id, new ApplicationToConsent(
                application.Id, consents.Round, consents.SentAt, AskPartners.Codes(consents.Asked)));
        }

        if (application is { Status: ApplicationStatus.Signing, Signing: { } signing })
        {
            yield return ToSign.Line(
                AllOrganisations, application.Id, new ApplicationToSign(application.Id, signing.Round, signing.SentAt));
        }

        if (application is { IsAppealed: true, Appeal: { } appeal })
        {
            yield return Appealed.Line(AllOrganisations, application.Id, new AppealedApplication(application.Id, appeal.At));
        }

        foreach (var slot in application.Slots.Where(slot => slot.Promise is { State: PromiseState.Broken }))
        {
            yield return BrokenPromises.Line(application.Applicant.Organisation.Value, $"{application.Id}.{slot.Type}",
                new BrokenPromiseLine(application.Id, application.Programme, slot.Type, slot.Promise!.By));
        }

        foreach (var line in RetentionIndex.Lines(application)) yield return line;
        // A draft that is withdrawn had no review.
        if (application.SubmittedAt is not { } submitted) yield break;
        if (CheckPromises.Open(application).Any())
        {
            yield return Promising.Line(AllOrganisations, application.Id, new PromisingApplication(application.Id, submitted));
        }

        if (application.DecidedAt is { } decided)
        {
            yield return Decided.Line(Month(BeijingTime.Day(decided)), application.Id,
                new DecidedApplication(application.Id, application.Programme, application.Status, decided));
        }

        if (!application.IsOver)
        {
            yield return Open.Line(application.Programme, application.Id,
                new OpenApplication(application.Id, application.Programme, application.Status, submitted, time?.Calendar, time?.Due)
                {
                    Title = application.Subject.Title,
                    Version = application.Version,
                    Guide = application.Guide,
                    Organisation = application.Applicant.Organisation.Value,
                    District = application.Applicant.District,
                    ReopenedAt = application.Appeal?.RuledAt,
                    Reached = application.Reached,
                });
        }
    }
}
