using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Storage;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Panels;

/// <summary>Reads what a panel must know of the people of those who apply before it asks experts.</summary>
public sealed class ReadTies(AggregateStore store, Lists lists, StaffDirectory staff, IOptions<PanelOptions> options)
{
    /// <summary>Applications of an organisation that are read, the newest: one organisation cannot hold up a panel.</summary>
    public const int MostRead = 100;

    private readonly HashSet<string> publicDomains =
    [
        .. options.Value.PublicMailDomains.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(domain => domain.ToLowerInvariant()),
    ];

    /// <summary>By each organisation's list of applications, then a point read for each of the last years.</summary>
    public async Task<ApplicantTies> ReadAsync(
        Application application, string stage, int round, DateTimeOffset at, CancellationToken cancellation)
    {
        var applying = application.Organisations;
        var drafters = new List<Applicant> { application.Applicant };
        foreach (var organisation in applying) drafters.AddRange(await DraftersAsync(organisation, application.Id, at, cancellation));

        var addresses = drafters.Select(drafter => drafter.Email)
            .Concat(staff.All.Where(person => person.Organisation is { } own && applying.Contains(own)).Select(person => person.Email));
        return new ApplicantTies(
            stage, round, [.. drafters.Select(drafter => drafter.Person).Distinct().Order(StringComparer.Ordinal)],
            [
                .. addresses.Select(FindConflicts.DomainOf).OfType<string>().Where(domain => !publicDomains.Contains(domain)).Distinct()
                    .Order(StringComparer.Ordinal),
            ])
        {
            AgreementYear = options.Value.RequiresAgreement ? BeijingTime.Day(at).Year : null,
        };
    }

    /// <summary>Who drafted an organisation's other applications of the last years.</summary>
    private async Task<IReadOnlyList<Applicant>> DraftersAsync(
        CreditCode organisation, string except, DateTimeOffset at, CancellationToken cancellation)
    {
        var (drafters, from) = (new List<Applicant>(), at.AddYears(-options.Value.CommonProjectYears));
        await foreach (var line in lists.ReadAllAsync(ApplicationIndex.OfOrganisation, organisation.Value, cancellation))
        {
            // Newest first.
            if (line.CreatedAt < from || drafters.Count >= MostRead) break;
            if (line.Id == except) continue;
            var earlier = await store.FindAsync(ApplicationAggregate.Kind, line.Id, cancellation);
            if (earlier is not null) drafters.Add(earlier.State.Applicant);
        }

        return drafters;
    }
}
