using System.IO.Compression;
using System.Text;
using App.Tests.Fixtures;
using FunctionsApp.Identity;
using FunctionsApp.People;
using FunctionsApp.People.Sheets;
using Microsoft.Extensions.Options;
using static App.Tests.Fixtures.MemoryApp;

namespace App.Tests.People.Sheets;

/// <summary>A register in memory, and files for it.</summary>
internal sealed class SheetSample
{
    public const string Headings = "用户标识,姓名,邮箱,角色";

    public SheetSample(params StaffMember[] seeds)
    {
        Staff = new StaffDirectory(Options.Create(new StaffOptions { Staff = [.. seeds] }));
        Register = new PeopleRegister(Under.Lists, Staff, Under.Time);
        Desk = new PeopleDesk(Under.Store, Staff, Register);
        Import = new ImportPeople(Under.Store, Under.Lists, Staff, Register, Options.Create(new PeopleOptions { ImportRows = 5 }));
    }

    public StoreUnderTest Under { get; } = new(PersonAggregate.Kind);

    public StaffDirectory Staff { get; }

    public PeopleRegister Register { get; }

    public PeopleDesk Desk { get; }

    public ImportPeople Import { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A file of the four columns that each must have.</summary>
    public static byte[] Csv(params string[] rows) => Encoding.UTF8.GetBytes(string.Join("\r\n", rows.Prepend(Headings)));

    public Task<ImportPlan> PlanAsync(params string[] rows) => Import.PlanAsync(Csv(rows), Cancellation);

    public Task<ImportPlan> PlanAsync(byte[] file) => Import.PlanAsync(file, Cancellation);

    public Task<Imported> ApplyAsync(byte[] file, IReadOnlyDictionary<string, string>? shown = null) =>
        Import.ApplyAsync(file, shown, "admin", Cancellation);

    public async Task<Imported> ApplyAsync(params string[] rows) => await ApplyAsync(Csv(rows));

    /// <summary>Everyone, as an instance reads them next.</summary>
    public async Task<IReadOnlyList<StaffMember>> PeopleAsync()
    {
        await Register.RefreshAsync(Cancellation);
        return Staff.All;
    }

    public Task SaveAsync(StaffMember person) => Desk.SaveAsync(person.Id, PersonEntry.Of(person), "admin", default, Cancellation);

    /// <summary>Each fault as an administrator reads it.</summary>
    public static IReadOnlyList<string> Faults(ImportPlan plan) => [.. plan.Faults.Select(fault => fault.AsMember().Message.English)];

    /// <summary>A person with every member.</summary>
    public static StaffMember Full(string id) => Member(id, role: Role.Expert) with
    {
        Name = "=李", Districts = ["440305", "dapeng"], Sectors = ["ip", "it"], Fields = ["'optics", "lasers, green; 光"], Language = "en",
        Roles = [Role.DistrictOfficer, Role.Expert], Relations = ["91440300MA5EXA1291"], AwayFrom = new DateOnly(2026, 3, 2),
        AwayTo = new DateOnly(2026, 3, 9), AgreementYear = 2026, Delegate = "seed",
    };

    /// <summary>A workbook with the XML of its first sheet's rows.</summary>
    public static byte[] Workbook(string rows, string styles = "", string more = "")
    {
        const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string package = "http://schemas.openxmlformats.org/package/2006";
        const string part = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        var parts = new Dictionary<string, string>
        {
            ["[Content_Types].xml"] = $"""
                <Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                <Default Extension="xml" ContentType="application/xml"/>
                <Override PartName="/xl/workbook.xml" ContentType="{part}.sheet.main+xml"/>
                <Override PartName="/xl/styles.xml" ContentType="{part}.styles+xml"/>
                <Override PartName="/xl/worksheets/sheet1.xml" ContentType="{part}.worksheet+xml"/></Types>
                """,
            ["_rels/.rels"] = $"""
                <Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>
                """,
            ["xl/workbook.xml"] = $"""
                <workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>
                """,
            ["xl/_rels/workbook.xml.rels"] = $"""
                <Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/>
                <Relationship Id="r2" Type="{relations}/styles" Target="styles.xml"/></Relationships>
                """,
            ["xl/styles.xml"] = $"""<styleSheet xmlns="{main}">{styles}</styleSheet>""",
            ["xl/worksheets/sheet1.xml"] = $"""<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>""",
            ["xl/more.xml"] = more,
        };
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts.Where(each => each.Value.Length > 0))
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return file.ToArray();
    }

    /// <summary>A row of texts.</summary>
    public static string Row(int number, params string[] cells) => $"<row r=\"{number}\">{string.Concat(cells.Select(cell =>
        $"<c t=\"inlineStr\"><is><t>{cell}</t></is></c>"))}</row>";
}
