using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Sheets;

namespace FunctionsApp.People.Sheets;

/// <summary>Writes people as a sheet that the import takes: one row each, under headings in one language.</summary>
public static class WritePeople
{
    public static byte[] Write(IEnumerable<StaffMember> people, SheetFormat format, Language language) => WriteSheet.Write(
        [
            [.. PersonColumns.All.Select(column => column.Heading.In(language))],
            .. people.Select(person => PersonColumns.Cells(person, language)),
        ],
        format, PeopleTexts.People.In(language));
}
