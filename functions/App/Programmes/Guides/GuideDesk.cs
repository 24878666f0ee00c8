using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Programmes.Guides;

/// <summary>Reads and changes guides for their API and their pages.</summary>
public sealed class GuideDesk(AggregateStore store, ProgrammeCatalogue catalogue, GuideRegister register, TimeProvider time)
{
    /// <summary>A guide as the caller may see it: drafts, and drafts that were withdrawn, only as an administrator.</summary>
    /// <exception cref="ProblemException">not-found.</exception>
    public async Task<(AnnualGuide Guide, string Version)> GetAsync(string id, Caller? caller, CancellationToken cancellation)
    {
        if (GuideAggregate.ProgrammeOf(id) is not { } programme) throw PlatformProblems.NotFound.With();
        var stored = await store.GetAsync(GuideAggregate.OfProgramme, GuideAggregate.PartitionOf(programme), cancellation);
        var guide = stored.State.Find(id) ?? throw PlatformProblems.NotFound.With();
        return guide.PublishedAt is not null || caller?.Is(Role.Administrator) == true
            ? (guide, stored.ETag) : throw PlatformProblems.NotFound.With();
    }

    /// <summary>A draft, and whether it is new; the same key of the same caller finds the same one.</summary>
    /// <exception cref="ProblemException">invalid-field with all faults, idempotency-key-reused.</exception>
    public async Task<(AnnualGuide Guide, string Version, bool IsNew)> DraftAsync(
        GuideBody body, string actor, string? key, CancellationToken cancellation)
    {
        Check(body);
        var command = DraftGuideCommand.Of(body, actor, key);
        var id = "";
        var stored = await store.PutAsync(GuideAggregate.OfProgramme, GuideAggregate.PartitionOf(body.Programme), state =>
        {
            (var change, id) = DraftGuide.Decide(state, command, time.GetUtcNow());
            return change;
        }, cancellation);
        return (stored.State.Find(id)!, stored.ETag, stored.Changed);
    }

    /// <exception cref="ProblemException">not-found, invalid-field, guide-published, precondition-failed.</exception>
    public Task<(AnnualGuide Guide, string Version)> ReviseAsync(
        string id, GuideBody body, string actor, Precondition precondition, CancellationToken cancellation)
    {
        Check(body);
        return ChangeAsync(id, (state, guide) => DraftGuide.Revise(state, guide, body, actor), precondition, cancellation);
    }

    /// <exception cref="ProblemException">not-found, invalid-field, guide-published, guide-overlaps, precondition-failed.</exception>
    public Task<(AnnualGuide Guide, string Version)> PublishAsync(
        string id, string actor, Precondition precondition, CancellationToken cancellation) =>
        ChangeAsync(id, (state, guide) => PublishGuide.Decide(state, guide, actor, time.GetUtcNow()), precondition, cancellation);

    /// <exception cref="ProblemException">not-found, guide-open, precondition-failed.</exception>
    public Task<(AnnualGuide Guide, string Version)> WithdrawAsync(
        string id, string actor, Precondition precondition, CancellationToken cancellation) =>
        ChangeAsync(id, (state, guide) => WithdrawGuide.Decide(state, guide, actor, time.GetUtcNow()), precondition, cancellation);

    /// <exception cref="ProblemException">not-found, invalid-field, guide-not-extendable, guide-overlaps, precondition-failed.</exception>
    public Task<(AnnualGuide Guide, string Version)> ExtendAsync(
        string id, ExtensionBody body, string actor, Precondition precondition, CancellationToken cancellation) =>
        ChangeAsync(
            id, (state, guide) => ExtendGuide.Decide(state, guide, Under(guide).Name, body, actor, time.GetUtcNow()),
            precondition, cancellation);

    /// <summary>The definition as applicants will have it.</summary>
    public ProgrammeDefinition Under(AnnualGuide guide) =>
        EffectiveDefinition.Of(catalogue.Get(guide.Programme, guide.Version), guide);

    private void Check(GuideBody body)
    {
        if (GuideChecks.Faults(body, catalogue) is { Count: > 0 } faults) throw PlatformProblems.InvalidField.With(faults);
    }

    private async Task<(AnnualGuide Guide, string Version)> ChangeAsync(
        string id, Func<ProgrammeGuides, AnnualGuide, Change<ProgrammeGuides>> decide, Precondition precondition,
        CancellationToken cancellation)
    {
        var stored = await store.ChangeGuideAsync(id, decide, cancellation, precondition);
        register.Changed();
        return (stored.State.Find(id)!, stored.ETag);
    }
}
