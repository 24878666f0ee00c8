using System.Text.RegularExpressions;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Sheets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace FunctionsApp.People.Sheets;

/// <summary>What a row says of a person.</summary>
/// <param name="Number">Of the row.</param>
/// <param name="Entry">Null where the row has faults.</param>
public sealed partial record PersonRow(int Number, string Id, PersonEntry? Entry, bool HasLeft)
{
    // In a cell, codes are separated by people in many ways; in texts only the end of a line separates.
    private static readonly char[] Lines = ['\r', '\n'];
    private static readonly char[] Separators = ['\r', '\n', ',', ';', '，', '；', '、'];

    /// <summary>Reads a row by the same record as the page's form; what the sheet has no column for stays as it is.</summary>
    /// <param name="current">The person of an id; null for none.</param>
    internal static (PersonRow Row, IReadOnlyList<SheetFault> Faults) Read(
        SheetRow row, IReadOnlyDictionary<int, PersonColumn> columns, Func<string, StaffMember?> current)
    {
        var faults = Cells(row, columns).ToList();
        var texts = columns.ToDictionary(column => column.Value.Name, column => Text(row, column.Key));
        var id = texts[PersonColumns.Id].Trim();
        var person = current(id);
        var state = One(texts.GetValueOrDefault(PersonColumns.State) ?? "", PersonColumns.All[^1]);
        if (state is not ("" or PersonColumns.Active or PersonColumns.HasLeft))
        {
            faults.Add(SheetFault.Of(row.Number, PersonColumns.All[^1], "须为“在册”或“已离开”", "must be Active or Left"));
        }

        var hasLeft = state.Length > 0 ? state == PersonColumns.HasLeft : person?.HasLeft == true;
        if (faults.Count > 0) return (new(row.Number, id, null, hasLeft), faults);
        try
        {
            var form = PersonMembers.All.ToDictionary(member => member.Name, member => texts.TryGetValue(member.Name, out var text)
                ? Typed(text, PersonColumns.Find(member.Name)!)
                : new StringValues(person is null ? [] : [.. member.Values(person)]));
            return (new(row.Number, id, new FormCollection(form).Read<PersonEntry>(), hasLeft), []);
        }
        catch (ProblemException problem)
        {
            return (new(row.Number, id, null, hasLeft), Of(row.Number, problem));
        }
    }

    /// <summary>What refuses an entry, each at its column.</summary>
    internal static IReadOnlyList<SheetFault> Of(int row, ProblemException problem) =>
        [.. problem.Errors.Select(fault => Of(row, fault))];

    internal static SheetFault Of(int row, MemberFault fault)
    {
        var path = fault.Pointer.TrimStart('#', '/').Split('/');
        var reason = fault.Reason ?? fault.Message;
        if (path.Length > 1 && int.TryParse(path[1], out var index))
        {
            reason = new($"第 {index + 1} 项{reason.Chinese}", $"item {index + 1} {reason.English}");
        }

        return new(row, PersonColumns.Find(path[0])?.Heading, reason, path[0]);
    }

    private static IEnumerable<SheetFault> Cells(SheetRow row, IReadOnlyDictionary<int, PersonColumn> columns)
    {
        foreach (var (place, cell) in row.Cells.OrderBy(cell => cell.Key))
        {
            var heading = columns.GetValueOrDefault(place)?.Heading ?? ReadSheet.Letter(place);
            var member = columns.GetValueOrDefault(place)?.Name;
            if (cell.IsFormula || SheetText.Runs(cell.Text))
            {
                yield return new(row.Number, heading, new(
                    "是公式；请改为文本，或在前面加一个撇号", "is a formula; make it a text, or put an apostrophe before it"), member);
            }
            else if (member is null && !string.IsNullOrWhiteSpace(cell.Text))
            {
                yield return new(row.Number, heading, new("此列没有标题", "has no heading"));
            }
        }
    }

    private static string Text(SheetRow row, int place) => SheetText.Text(row.Cells.GetValueOrDefault(place)?.Text ?? "");

    private static StringValues Typed(string text, PersonColumn column)
    {
        if (!column.IsList) return One(text, column);
        var values = text.Split(
            column.Name == "fields" ? Lines : Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new StringValues(Array.ConvertAll(values, value => One(value, column)));
    }

    private static string One(string text, PersonColumn column)
    {
        var value = text.Trim();
        if (column.Name is "awayFrom" or "awayTo" && Day().Match(value) is { Success: true } day)
        {
            return $"{day.Groups[1].Value}-{day.Groups[2].Value.PadLeft(2, '0')}-{day.Groups[3].Value.PadLeft(2, '0')}";
        }

        return column.Codes.FirstOrDefault(code => new[] { code.Code, code.Name.Chinese, code.Name.English }
            .Contains(value, StringComparer.OrdinalIgnoreCase))?.Code ?? value;
    }

    /// <summary>A day as spreadsheets write it: 2026-03-02, 2026/3/2, 2026年3月2日.</summary>
    [GeneratedRegex(@"^([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?\z")]
    private static partial Regex Day();
}
