using System.Collections.Concurrent;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Sheets;
using FunctionsApp.Platform.Storage;
using Microsoft.Extensions.Options;

namespace FunctionsApp.People.Sheets;

/// <summary>What an import did.</summary>
/// <param name="Saved">Rows that were written; 0 where the plan had a fault.</param>
/// <param name="Overtaken">Rows whose entries someone changed while the others were written.</param>
public sealed record Imported(ImportPlan Plan, int Saved, IReadOnlyList<SheetFault> Overtaken);

/// <summary>Imports a sheet into the register: nothing while a row is wrong; importing it again changes nothing.</summary>
/// <remarks>
/// A person is an aggregate of their own, so that a crash can leave some rows unwritten. The same file then writes the others.
/// </remarks>
public sealed class ImportPeople(
    AggregateStore store, Lists lists, StaffDirectory staff, PeopleRegister people, IOptions<PeopleOptions> options)
{
    private const int AtOnce = 8;

    /// <summary>Reads the register and the file, and writes nothing.</summary>
    public async Task<ImportPlan> PlanAsync(byte[] file, CancellationToken cancellation)
    {
        try
        {
            var sheet = ReadSheet.Rows(new MemoryStream(file), options.Value.ImportRows).ToList();
            var register = new Dictionary<string, StaffMember>();
            await foreach (var person in lists.ReadAllAsync(PersonIndex.All, PersonIndex.Register, cancellation))
            {
                register[person.Id] = person;
            }

            return PlanImport.Decide(sheet, register,
                [.. register.Values, .. staff.All.Where(person => !register.ContainsKey(person.Id))]);
        }
        catch (SheetException refused)
        {
            return new([], [new SheetFault(refused.Row, null, refused.Reason)]);
        }
    }

    /// <summary>Writes what the file changes, unless a row is wrong or its entry is no longer the one that was shown.</summary>
    /// <param name="shown">Versions by id, of the rows that were to be written; null where nothing was shown.</param>
    public async Task<Imported> ApplyAsync(
        byte[] file, IReadOnlyDictionary<string, string>? shown, string actor, CancellationToken cancellation)
    {
        var plan = await PlanAsync(file, cancellation);
        var rows = plan.Rows.Where(row => row.Outcome != RowOutcome.Unchanged).ToList();
        var overtaken = rows.Where(row => shown is not null && shown.GetValueOrDefault(row.Row.Id) != row.Seen).Select(Overtaken);
        plan = plan with { Faults = [.. plan.Faults, .. overtaken] };
        if (plan.Faults.Count > 0) return new(plan, 0, []);
        var known = staff.All.Select(person => person.Id).Concat(plan.Rows.Select(row => row.Row.Id)).ToHashSet();
        var late = new ConcurrentBag<SheetFault>();
        await Parallel.ForEachAsync(rows, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (row, stop) =>
            {
                if (!await SaveAsync(row, known.Contains, actor, stop)) late.Add(Overtaken(row));
            });
        if (rows.Count > 0) people.Changed();
        return new(plan, rows.Count - late.Count, [.. late.OrderBy(fault => fault.Row)]);
    }

    /// <summary>False where the entry is another one by now.</summary>
    private async Task<bool> SaveAsync(PlannedRow row, Func<string, bool> isKnown, string actor, CancellationToken cancellation)
    {
        try
        {
            await store.PutAsync(PersonAggregate.Kind, row.Row.Id, current =>
            {
                var change = ImportPerson.Decide(current, row.Row, isKnown, actor);
                return change.Facts.Count == 0 || ImportPerson.VersionOf(current) == row.Seen ? change : throw new OvertakenException();
            }, cancellation);
            return true;
        }
        catch (OvertakenException)
        {
            return false;
        }
    }

    private static SheetFault Overtaken(PlannedRow row) => SheetFault.OfRow(row.Row.Number,
        $"{row.Row.Id} 的登记在预览之后已被他人修改", $"someone changed the entry of {row.Row.Id} after it was shown");

    private sealed class OvertakenException : Exception;
}
