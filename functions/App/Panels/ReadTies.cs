using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Storage;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Panels;

/// <summary>Reads what a panel must know of an applicant's people before it asks experts.</summary>
public sealed class ReadTies(AggregateStore store, Lists lists, StaffDirectory staff, IOptions<PanelOptions> options)
{
    /// <summary>Applications that are read, the newest: one organisation cannot hold up a panel.</summary>
    public const int MostRead = 100;

    private readonly HashSet<string> publicDomains =
    [
        .. options.Value.PublicMailDomains.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(domain => domain.ToLowerInvariant()),
    ];

    /// <summary>By the organisation's list of applications, then a point read for each of the last years.</summary>
    public async Task<ApplicantTies> ReadAsync(
        Application application, string stage, int round, DateTimeOffset at, CancellationToken cancellation)
    {
        var (code, from) = (application.Applicant.Organisation, at.AddYears(-options.Value.CommonProjectYears));
        var drafters = new List<Applicant> { application.Applicant };
        await foreach (var line in lists.ReadAllAsync(ApplicationIndex.OfOrganisation, code.Value, cancellation))
        {
            // Newest first.
            if (line.CreatedAt < from || drafters.Count > MostRead) break;
            if (line.Id == application.Id) continue;
            var earlier = await store.FindAsync(ApplicationAggregate.Kind, line.Id, cancellation);
            if (earlier is not null) drafters.Add(earlier.State.Applicant);
        }

        var addresses = drafters.Select(drafter => drafter.Email)
            .Concat(staff.All.Where(person => person.Organisation == code).Select(person => person.Email));
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
}
