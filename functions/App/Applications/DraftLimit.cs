using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Applications;

/// <summary>How many drafts an organisation may keep at once.</summary>
public sealed class DraftLimit(Lists lists, IOptions<ApplicationOptions> options)
{
    /// <summary>Drafts are among the newest: one page of them tells, whatever the total.</summary>
    private const int Newest = 100;

    /// <summary>Null while there is room; otherwise what to throw for a new one. Two requests at once may exceed the limit.</summary>
    public async Task<ProblemException?> RefusalAsync(string organisation, CancellationToken cancellation)
    {
        var page = await lists.ReadPageAsync(ApplicationIndex.OfOrganisation, organisation, null, Newest, cancellation);
        var (drafts, limit) = (page.Items.Count(line => line.Status == ApplicationStatus.Draft), options.Value.MaxDrafts);
        return drafts < limit ? null : ApplicationProblems.TooManyDrafts.With(
            $"贵单位已有 {drafts} 份草稿，上限 {limit} 份", $"Your organisation has {drafts} drafts; the limit is {limit}");
    }
}
