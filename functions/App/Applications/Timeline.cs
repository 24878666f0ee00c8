using System.Reflection;
using System.Text.Json;
using FunctionsApp.Applications.Copying;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Applications;

/// <summary>An application's record.</summary>
public static class Timeline
{
    /// <summary>The application and its record as a caller may see it, its chain checked.</summary>
    /// <exception cref="ProblemException">not-found: it is not there, or the caller has not all of the rights.</exception>
    public static async Task<(Application Application, FactRecord Record)> ReadRecordAsync(
        this AggregateStore store, string id, Caller caller, IEnumerable<StateCheck> checks, CancellationToken cancellation,
        params Right[] needs)
    {
        var hasCopy = Ids.IsId(id) && await store.HasCopyAsync(id, caller, cancellation);
        var found = Ids.IsId(id) ? await store.FindWithRecordAsync(FormAggregate.Case, id, stored =>
        {
            var reader = stored.State.Case.For(caller).WithCopy(hasCopy);
            return needs.All(reader.Has) ? For(reader, stored.State, checks) : throw IdentityProblems.Hidden();
        }, cancellation) : null;
        return found is var (read, record) ? (read.State.Case.Application, record) : throw PlatformProblems.NotFound.With();
    }

    /// <summary>What a reader may see of it, and the comparison with the state.</summary>
    internal static RecordView For(Reader reader, FormCase state, IEnumerable<StateCheck> checks) => new(
        fact => TimelineRights.IsShown(fact, state.Case, reader),
        known => checks.All(check => check.Agrees(new ApplicationForm(state.Case.Application, state.Answers), known)));
}

/// <summary>Which facts a reader sees with their content.</summary>
internal static class TimelineRights
{
    /// <summary>By <see cref="ShownAsAttribute"/>, and by whether the stage is still open; what one did oneself is shown.</summary>
    public static bool IsShown(SealedFact sealedFact, ApplicationCase state, Reader reader)
    {
        var shownAs = FactTypes.All.GetValueOrDefault(sealedFact.Type)?.GetCustomAttribute<ShownAsAttribute>()?.Right;
        // A fact of another version of the app, too.
        if (shownAs is not { } right) return reader.Has(Right.VotesOfOpenStages);
        if (sealedFact.Actor == reader.Caller.Id && reader.Has(Right.Record)) return true;
        var isOpen = IsOfOpenStage(sealedFact, state);
        return reader.Has(right switch
        {
            Right.ReviewersOfClosedStages when isOpen => Right.ReviewersOfOpenStages,
            Right.VotesOfClosedStages when isOpen => Right.VotesOfOpenStages,
            _ => right,
        });
    }

    // What was changed afterwards is shown to fewer, not to more.
    private static bool IsOfOpenStage(SealedFact sealedFact, ApplicationCase state)
    {
        try
        {
            return sealedFact.Read() is IOfAssignment fact && AssignmentId.Parse(fact.Assignment) is { } id && state.IsOpen(id.Ask);
        }
        catch (JsonException)
        {
            return true;
        }
    }
}
