using FunctionsApp.Alerts.Drafts;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Warnings;
using FunctionsApp.Warnings.Editing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Portal;

/// <summary>What the publishers' page shows.</summary>
/// <param name="Waiting">Drafts and changes that must be verified, oldest first.</param>
/// <param name="InForce">Of the newest warnings, those in force.</param>
/// <param name="Alerts">The reader's newest; null for those who write none.</param>
public sealed record Publishing(
    IReadOnlyList<WaitingVerification> Waiting, IReadOnlyList<WarningLine> InForce, Page<OwnAlertDraft>? Alerts, DateTimeOffset Now);

/// <summary>The page from which warnings and alerts are published.</summary>
public sealed class PublishingHttp(
    AggregateStore store, Lists lists, IOptions<WarningOptions> options, SitePages pages, TimeProvider time)
{
    private const int Waiting = 20;
    private const int Warnings = 50;
    private const int Alerts = 5;

    /// <summary>GET /publish. 200.</summary>
    [Function("Publishing_Page")]
    [Access(Role.Publisher, Role.DepartmentOfficer)]
    [Operation("Shows what waits to be published, and what is in force", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "publish")] HttpRequest request, CancellationToken cancellation)
    {
        var (now, caller) = (time.GetUtcNow(), request.Caller());
        var waiting = WaitingAsync(cancellation);
        var warnings = lists.ReadPageAsync(WarningIndex.Warnings, WarningIndex.Public, null, Warnings, cancellation);
        var alerts = caller.Is(Role.Publisher)
            ? await lists.ReadPageAsync(AlertDraftIndex.OfAuthor, caller.Id, null, Alerts, cancellation)
            : null;
        return pages.Show<PublishingPage, Publishing>(request, new Publishing(
            await waiting,
            [.. (await warnings).Items.Where(line => line.Status == WarningStatus.Published && line.Expires > now)],
            alerts, now));
    }

    /// <summary>They lapse within hours, so that there are few.</summary>
    private async Task<IReadOnlyList<WaitingVerification>> WaitingAsync(CancellationToken cancellation)
    {
        var lines = (await lists.ReadPageAsync(WarningIndex.ToVerify, WarningIndex.Staff, null, Waiting, cancellation)).Items;
        var ids = lines.Select(line => line.Id).Distinct();
        var states = await Task.WhenAll(ids.Select(id => store.GetWarningStateAsync(id, cancellation)));
        return
        [
            .. states.Select(stored => WaitingVerification.Of(stored.State, options.Value.Verifier)).OfType<WaitingVerification>()
                .OrderBy(waiting => waiting.Since),
        ];
    }
}
