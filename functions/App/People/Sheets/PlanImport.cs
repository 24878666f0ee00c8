using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Sheets;

namespace FunctionsApp.People.Sheets;

/// <summary>What a row does to the register.</summary>
public enum RowOutcome
{
    Added,
    Changed,
    Unchanged,
}

/// <summary>A row that can be imported.</summary>
/// <param name="Fields">Names of what changes.</param>
/// <param name="Seen">Version of the entry that the outcome is about.</param>
public sealed record PlannedRow(PersonRow Row, RowOutcome Outcome, IReadOnlyList<string> Fields, string Seen);

/// <summary>What a sheet would do, and everything that is wrong with it.</summary>
/// <param name="Rows">In the order of the file, those without faults.</param>
public sealed record ImportPlan(IReadOnlyList<PlannedRow> Rows, IReadOnlyList<SheetFault> Faults)
{
    public int Count(RowOutcome outcome) => Rows.Count(row => row.Outcome == outcome);
}

/// <summary>Compares a sheet with the register.</summary>
public static class PlanImport
{
    /// <param name="register">Its entries by id.</param>
    /// <param name="everyone">Also those whom the settings alone name.</param>
    internal static ImportPlan Decide(
        IReadOnlyList<SheetRow> sheet, IReadOnlyDictionary<string, StaffMember> register, IReadOnlyList<StaffMember> everyone)
    {
        var (columns, faults) = ReadHeadings.Decide(sheet[0]);
        if (faults.Count > 0) return new([], faults);
        var byId = everyone.ToDictionary(person => person.Id);
        var read = sheet.Skip(1).Select(row => PersonRow.Read(row, columns, byId.GetValueOrDefault)).ToList();
        var rows = read.Select(each => each.Row).ToList();
        var known = byId.Keys.Concat(rows.Select(row => row.Id)).ToHashSet();
        List<SheetFault> wrong = [.. read.SelectMany(each => each.Faults), .. Twice(rows), .. Mail(rows, everyone)];
        var planned = new List<PlannedRow>();
        foreach (var row in rows.Where(row => row.Entry is not null))
        {
            try
            {
                planned.Add(Planned(row, register.GetValueOrDefault(row.Id), known.Contains));
            }
            catch (ProblemException problem)
            {
                wrong.AddRange(PersonRow.Of(row.Number, problem));
            }
        }

        return new(planned, [.. wrong.OrderBy(fault => fault.Row)]);
    }

    private static PlannedRow Planned(PersonRow row, StaffMember? current, Func<string, bool> isKnown)
    {
        var facts = ImportPerson.Decide(current, row, isKnown, "").Facts.Select(fact => fact.Fact).ToList();
        var outcome = current is null ? RowOutcome.Added : facts.Count > 0 ? RowOutcome.Changed : RowOutcome.Unchanged;
        return new(row, outcome,
        [
            .. facts.OfType<PersonChanged>().SelectMany(fact => fact.Fields),
            .. current is not null && current.HasLeft != row.HasLeft ? [PersonColumns.State] : Array.Empty<string>(),
        ], ImportPerson.VersionOf(current));
    }

    private static IEnumerable<SheetFault> Twice(IReadOnlyList<PersonRow> rows) =>
        from same in rows.Where(row => row.Id.Length > 0).GroupBy(row => row.Id)
        from row in same.Skip(1)
        select SheetFault.Of(row.Number, Column(PersonColumns.Id),
            $"与第 {same.First().Number} 行相同", $"is the same as in row {same.First().Number}");

    /// <summary>A letter's address is one person's, unless the other one has left.</summary>
    private static IEnumerable<SheetFault> Mail(IReadOnlyList<PersonRow> rows, IReadOnlyList<StaffMember> everyone)
    {
        var active = rows.Where(row => row is { Entry: not null, HasLeft: false }).ToList();
        var first = new Dictionary<string, PersonRow>(StringComparer.OrdinalIgnoreCase);
        var here = rows.Select(row => row.Id).ToHashSet();
        var others = everyone.Where(person => !person.HasLeft && !here.Contains(person.Id)).ToLookup(
            person => person.Email, person => person.Id, StringComparer.OrdinalIgnoreCase);
        foreach (var row in active)
        {
            var mail = row.Entry!.Email.Trim();
            if (!first.TryAdd(mail, row) && first[mail].Id != row.Id)
            {
                yield return SheetFault.Of(row.Number, Column("email"),
                    $"与第 {first[mail].Number} 行相同", $"is the same as in row {first[mail].Number}");
            }
            else if (others[mail].FirstOrDefault() is { } other)
            {
                yield return SheetFault.Of(row.Number, Column("email"), $"已属于 {other}", $"belongs to {other} already");
            }
        }
    }

    private static PersonColumn Column(string name) => PersonColumns.Find(name)!;
}
