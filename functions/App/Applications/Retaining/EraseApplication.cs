using System.Text.Json;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Fields;

namespace FunctionsApp.Applications.Retaining;

/// <summary>Something of the state was erased. The chain of facts stays complete: it has digests and commitments alone.</summary>
/// <param name="Records">Rows that lost something.</param>
/// <param name="Edition">Of the policy.</param>
[ShownAs(Right.Course)]
public sealed record DataErased(ErasureStep Step, int Records, string Edition) : Fact;

/// <summary>The files were deleted from storage.</summary>
/// <param name="Files">Of all versions and kinds.</param>
[ShownAs(Right.Course)]
public sealed record FilesDeleted(int Files, long Bytes) : Fact;

/// <summary>An application with all rows of its partition, whichever feature keeps them.</summary>
/// <param name="Rows">Beside its own one.</param>
public sealed record RetainedApplication(Application Application, IReadOnlyList<StateRow> Rows);

/// <summary>Carries out an erasure that was announced.</summary>
public static class EraseApplication
{
    public const string Actor = "Retention_Erase";

    /// <summary>Rows of one commit: a transaction takes 100 changes.</summary>
    private const int Most = 80;

    private const string Form = "form|";

    /// <summary>
    /// Erases the next rows; where none is left, nothing happens. What is not due any more is called off. A draft is withdrawn first:
    /// no one can go on with it.
    /// </summary>
    /// <param name="types">Of the records in rows, by kind.</param>
    /// <param name="notice">For how long an erasure is announced.</param>
    public static Change<RetainedApplication> Decide(
        RetainedApplication state, IReadOnlyDictionary<string, Type> types, RetentionPolicy policy, TimeSpan notice, DateTimeOffset now)
    {
        var application = state.Application;
        if (application.Retention is not { } mark) return Change.None(state);
        if (mark.Planned is not { } planned) return Continue(state, mark, types, policy);
        if (PlanErasure.Due(application, policy, now)?.Step != planned.Step)
        {
            var calledOff = PlanErasure.CallOff(application, Actor);
            return new Change<RetainedApplication>(state with { Application = calledOff.Next }, calledOff.Facts);
        }

        var earliest = RetentionTimes.EarliestOf(application.Status, planned.At, planned.From, notice);
        if (earliest is null || earliest > now) return Change.None(state);
        var over = application.IsOver ? Change.None(application) : WithdrawApplication.Decide(application, Actor, now);
        var erased = Erased(over.Next, planned.Step) with
        {
            Retention = mark with
            {
                Planned = null, Erased = planned.Step, ErasedAt = now.ToUniversalTime(), IsDeleting = planned.Step == ErasureStep.Content,
            },
        };
        var (rows, changed) = Rows(state.Rows, planned.Step, types, policy);
        return new Change<RetainedApplication>(
            new RetainedApplication(erased, rows),
            [.. over.Facts, new NewFact(Actor, new DataErased(planned.Step, changed + 1, policy.Edition))]);
    }

    /// <summary>That the files are gone.</summary>
    public static Change<Application> Conclude(Application application, int files, long bytes) =>
        application.Retention is not { IsDeleting: true } mark ? Change.None(application)
            : Change.To(application with { Retention = mark with { IsDeleting = false } }, Actor, new FilesDeleted(files, bytes));

    /// <summary>Rows of other aggregates about the application: as its own.</summary>
    public static (IReadOnlyList<StateRow> Rows, int Changed) Rows(
        IReadOnlyList<StateRow> rows, ErasureStep step, IReadOnlyDictionary<string, Type> types, RetentionPolicy policy)
    {
        var (next, changed) = (new List<StateRow>(), 0);
        foreach (var row in rows)
        {
            var erased = changed == Most ? row : Erased(row, step, types, policy);
            if (erased != row) changed++;
            next.Add(erased);
        }

        return (next, changed);
    }

    private static Change<RetainedApplication> Continue(
        RetainedApplication state, RetentionMark mark, IReadOnlyDictionary<string, Type> types, RetentionPolicy policy)
    {
        if (mark.Erased == ErasureStep.None) return Change.None(state);
        var (rows, changed) = Rows(state.Rows, mark.Erased, types, policy);
        return changed == 0 ? Change.None(state)
            : Change.To(state with { Rows = rows }, Actor, new DataErased(mark.Erased, changed, policy.Edition));
    }

    private static Application Erased(Application application, ErasureStep step)
    {
        var row = EraseRow.Decide(StateRow.Of(Aggregate.Own, application), typeof(Application), step);
        return JsonSerializer.Deserialize<Application>(row.Json, AppJson.Options)!;
    }

    private static StateRow Erased(
        StateRow row, ErasureStep step, IReadOnlyDictionary<string, Type> types, RetentionPolicy policy)
    {
        var erased = EraseRow.Decide(row, types[row.Key.Split('|')[0]], step);
        if (step != ErasureStep.Personal || !row.Key.StartsWith(Form, StringComparison.Ordinal)) return erased;
        var answers = JsonSerializer.Deserialize<Answers>(row.Json, AppJson.Options)!;
        foreach (var key in policy.PersonalFields.Where(key => answers[key] is not null)) answers = answers.Without(key);
        return StateRow.Of(row.Key, answers);
    }
}
