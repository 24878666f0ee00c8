using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Sheets;

namespace FunctionsApp.People.Sheets;

/// <summary>A column of the register's sheet.</summary>
/// <param name="Name">Of the entry's member, or <see cref="PersonColumns.Id"/> or <see cref="PersonColumns.State"/>.</param>
/// <param name="IsList">Whether a cell may have several values, one a line.</param>
/// <param name="Codes">What the values may be, and how each reads to people; empty where any text may be.</param>
public sealed record PersonColumn(string Name, LocalizedText Heading, bool IsList, IReadOnlyList<NamedCode> Codes);

/// <summary>The columns of the register's sheet, the same for export and import.</summary>
public static class PersonColumns
{
    public const string Id = "id";
    public const string State = "state";
    public const string Active = "active";
    public const string HasLeft = "left";

    public static readonly IReadOnlyList<PersonColumn> All =
    [
        new(Id, PeopleTexts.Id, false, []),
        .. PersonMembers.All.Select(member => new PersonColumn(member.Name, Heading(member.Name), member.IsList, Codes(member.Name))),
        new(State, PeopleTexts.State, false, [new(Active, PeopleTexts.Active), new(HasLeft, PeopleTexts.Left)]),
    ];

    /// <summary>The column of a heading in one of the languages, or of a member's name; null for none.</summary>
    public static PersonColumn? Find(string heading) => All.FirstOrDefault(column =>
        new[] { column.Name, column.Heading.Chinese, column.Heading.English }.Contains(heading.Trim(), StringComparer.OrdinalIgnoreCase));

    /// <summary>A person's cells in the order of the columns: names for codes, one value a line.</summary>
    public static IReadOnlyList<string> Cells(StaffMember person, Language language) =>
    [
        SheetText.Cell(person.Id),
        .. PersonMembers.All.Select((member, index) => SheetText.Cell(string.Join('\n',
            member.Values(person).Select(value => Shown(All[index + 1], value, language))))),
        (person.HasLeft ? PeopleTexts.Left : PeopleTexts.Active).In(language),
    ];

    private static string Shown(PersonColumn column, string value, Language language) =>
        column.Codes.FirstOrDefault(code => code.Code == value)?.Name.In(language) ?? value;

    private static IReadOnlyList<NamedCode> Codes(string member) => member switch
    {
        "roles" => [.. Enum.GetValues<Role>().Select(role => new NamedCode(role.ToString(), RoleTexts.Name(role)))],
        "districts" => City.Districts.All,
        "sectors" => City.Sectors.All,
        "language" => [.. Enum.GetValues<Language>().Select(language =>
            new NamedCode(language.Tag(), new LocalizedText(PageTexts.NameOf(language), PageTexts.NameOf(language))))],
        _ => [],
    };

    private static LocalizedText Heading(string member) => member switch
    {
        "name" => PeopleTexts.Name,
        "email" => PeopleTexts.Email,
        "roles" => PeopleTexts.Roles,
        "districts" => PeopleTexts.Districts,
        "sectors" => PeopleTexts.Sectors,
        "fields" => PeopleTexts.Fields,
        "organisation" => PeopleTexts.Organisation,
        "relations" => PeopleTexts.Relations,
        "language" => PeopleTexts.Language,
        "delegate" => PeopleTexts.Delegate,
        "awayFrom" => PeopleTexts.AwayFrom,
        "awayTo" => PeopleTexts.AwayTo,
        "agreementYear" => PeopleTexts.AgreementYear,
        _ => throw new ArgumentOutOfRangeException(nameof(member), member, "has no heading"),
    };
}
