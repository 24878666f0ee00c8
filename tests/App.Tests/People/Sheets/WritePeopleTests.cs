using System.Text;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.People.Sheets;
using FunctionsApp.Platform.Sheets;
using FunctionsApp.Platform;
using MiniExcelLibs;
using static App.Tests.Fixtures.MemoryApp;

namespace App.Tests.People.Sheets;

public sealed class WritePeopleTests
{
    private static readonly StaffMember Chen = Member("chen", role: Role.Expert) with
    {
        Name = "=cmd|'/c calc'!A1", District = "440305", Districts = ["dapeng"], Fields = ["optics", "lasers, \"green\""],
        AwayFrom = new DateOnly(2026, 3, 2), AgreementYear = 2026, HasLeft = true,
    };

    [Fact]
    public void Csv_BeginsWithTheMarkOfUtf8AndHeadingsOfTheLanguage()
    {
        var bytes = WritePeople.Write([], SheetFormat.Csv, Language.Chinese);

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.StartsWith("用户标识,姓名,邮箱,角色,", Encoding.UTF8.GetString(bytes[3..]), StringComparison.Ordinal);
        Assert.StartsWith("User id,Name,Mail address,", Encoding.UTF8.GetString(
            WritePeople.Write([], SheetFormat.Csv, Language.English)[3..]), StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_ShowsNamesForCodesAndRunsNoCell()
    {
        var text = Encoding.UTF8.GetString(WritePeople.Write([Chen], SheetFormat.Csv, Language.English));

        Assert.Contains("\r\nchen,'=cmd|'/c calc'!A1,chen@x.cn,Expert,\"Nanshan District\nDapeng New Area\"", text, StringComparison.Ordinal);
        Assert.EndsWith(",2026-03-02,,2026,Left\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Xlsx_HasARowForEachPersonUnderTheHeadings()
    {
        var rows = Rows([Chen, Member("li")], Language.Chinese);

        Assert.Equal(3, rows.Count);
        Assert.Equal(PersonColumns.All.Select(column => column.Heading.Chinese), rows[0]);
        Assert.Equal("'=cmd|'/c calc'!A1", rows[1][1]);
        Assert.Equal("optics\nlasers, \"green\"", rows[1][6]);
        Assert.Equal(("li", "在册"), (rows[2][0], rows[2][^1]));
    }

    [Fact]
    public void Xlsx_OfNoPerson_HasTheHeadings() => Assert.Equal(PersonColumns.All.Count, Assert.Single(Rows([], Language.English)).Count);

    [Fact]
    public void Columns_EachHeadingAndName_MeansOne()
    {
        Assert.All(PersonColumns.All, column => Assert.All(
            new[] { column.Name, $" {column.Heading.Chinese} ", column.Heading.English.ToUpperInvariant() },
            heading => Assert.Same(column, PersonColumns.Find(heading))));
        Assert.All(PersonColumns.All, column => Assert.Equal(
            column.Codes.Count, column.Codes.SelectMany(Names).Distinct(StringComparer.OrdinalIgnoreCase).Count(name => column.Codes.Any(
                code => code.Code == name))));
        Assert.All(PersonColumns.All, column => Assert.All(column.Codes.SelectMany(Names), name => Assert.Single(
            column.Codes, code => Names(code).Contains(name, StringComparer.OrdinalIgnoreCase))));
        Assert.Null(PersonColumns.Find("phone"));
    }

    private static IEnumerable<string> Names(NamedCode code) => [code.Code, code.Name.Chinese, code.Name.English];

    private static List<List<string>> Rows(IReadOnlyList<StaffMember> people, Language language)
    {
        using var file = new MemoryStream(WritePeople.Write(people, SheetFormat.Xlsx, language));
        return [.. file.Query(useHeaderRow: false).Cast<IDictionary<string, object?>>().Select(row =>
            row.Values.Select(cell => $"{cell}").ToList())];
    }
}
