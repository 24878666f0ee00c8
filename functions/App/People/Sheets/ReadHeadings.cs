using FunctionsApp.Platform;
using FunctionsApp.Platform.Sheets;

namespace FunctionsApp.People.Sheets;

/// <summary>Finds the columns of a sheet by its first row, in any order and either language.</summary>
internal static class ReadHeadings
{
    private static readonly string[] Required = [PersonColumns.Id, "name", "email", "roles"];

    /// <summary>The known columns by place, and what is wrong with the headings.</summary>
    public static (IReadOnlyDictionary<int, PersonColumn> Columns, IReadOnlyList<SheetFault> Faults) Decide(SheetRow headings)
    {
        var (columns, faults) = (new Dictionary<int, PersonColumn>(), new List<SheetFault>());
        foreach (var (place, cell) in headings.Cells.OrderBy(cell => cell.Key).Where(cell => !string.IsNullOrWhiteSpace(cell.Value.Text)))
        {
            if (PersonColumns.Find(cell.Text) is not { } column)
            {
                faults.Add(new(headings.Number, ReadSheet.Letter(place), new("不是名册的列标题", "is no heading of the register")));
            }
            else if (columns.ContainsValue(column))
            {
                faults.Add(SheetFault.Of(headings.Number, column, "列标题重复", "is there twice"));
            }
            else
            {
                columns[place] = column;
            }
        }

        faults.AddRange(PersonColumns.All.Where(column => Required.Contains(column.Name) && !columns.ContainsValue(column))
            .Select(column => SheetFault.Of(headings.Number, column, "缺少此列", "is missing")));
        return (columns, faults);
    }
}
