using System.Text.Json.Serialization;
using FunctionsApp.Platform;
using FunctionsApp.Programmes.Fields;

namespace FunctionsApp.Programmes;

/// <summary>How an application names its partners (联合申报): each row of a table of the form is one, and is asked to consent.</summary>
/// <param name="Table">Key of the form's table; whether and how many there must be is said there.</param>
/// <param name="Name">Key of the column with the organisation's name.</param>
/// <param name="Code">Key of the column with its credit code.</param>
public sealed record PartnersRule([property: Name(60)] string Table, [property: Name(60)] string Name, [property: Name(60)] string Code)
{
    /// <summary>Each one is asked and has its own run: 1 to 30.</summary>
    public const int Most = 30;

    /// <summary>Key of the column with what the partner does; null for none.</summary>
    [Name(60)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Role { get; init; }

    /// <summary>Key of the column with its share, money or per cent of the amount asked for; null for none. The rest is the applicant's,
    /// and must be more than 0.</summary>
    [Name(60)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Share { get; init; }

    /// <summary>JSON path from the rule on, and message.</summary>
    internal IEnumerable<(string Path, string Message)> Errors(ProgrammeDefinition definition)
    {
        if (definition.Field(Table) is not TableField table)
        {
            yield return (".table", $"{Table} is not a table of the form.");
            yield break;
        }

        if (table.MaxRows > Most) yield return (".table", $"{Table} must have at most {Most} rows: each one is asked.");
        ValueField? Column(string? key) => table.Columns.FirstOrDefault(column => column?.Key == key);
        if (Column(Name) is not TextField { Required: true }) yield return (".name", $"{Name} is not a required column of texts.");
        if (Column(Code) is not TextField { Required: true, Pattern: TextPattern.CreditCode }) yield return (".code",
            $"{Code} is not a required column of credit codes.");
        if (Role is not null && Column(Role) is not (TextField { Required: true } or ChoiceField { Required: true, Several: false }))
        {
            yield return (".role", $"{Role} is not a required column of texts or of one choice.");
        }

        if (Share is null) yield break;
        if (Column(Share) is not DecimalField { Required: true, Min: >= 0 }) yield return (".share",
            $"{Share} is not a required column of numbers or money from 0 on.");
        if (Column(Share) is MoneyField && definition.Fund is null) yield return (".share", "Money goes with a fund: give per cent.");
    }
}
