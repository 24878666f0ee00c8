using System.Text.Json;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;

namespace FunctionsApp.Applications.Partners;

/// <summary>Reads and checks the partners that the answers of a form name.</summary>
internal static class NamePartners
{
    /// <summary>The answers as the form and the rule for partners hold them.</summary>
    public static CheckedForm Check(this Application application, ProgrammeDefinition definition, JsonElement answers)
    {
        var given = FormRules.Check(definition.Form, answers, application.Circumstances());
        return Faults(given.Answers, definition, application.Applicant.Organisation, application.Subject.Amount) is { Count: > 0 } faults
            ? given with { Faults = [.. given.Faults, .. faults] } : given;
    }

    /// <summary>In the order of the rows; empty for an application without partners.</summary>
    /// <param name="answers">Without faults.</param>
    public static IReadOnlyList<Partner> Of(Answers answers, ProgrammeDefinition definition, decimal amount)
    {
        if (definition.Partners is not { } rule || definition.Field(rule.Table) is not TableField table) return [];
        return [.. Rows(answers, rule).Select(row => Read(row, rule, table, amount))];
    }

    /// <summary>SHA-256 of what a partner consents to: all content but the other partners' rows.</summary>
    public static string Digest(Application application, Answers answers, string table, Partner partner) =>
        AppJson.Digest(new { Content = ContentDigest.Of(application, answers.Without(table)), Partner = partner });

    /// <summary>Another one, each once, and together less than all.</summary>
    internal static IReadOnlyList<Fault> Faults(
        Answers answers, ProgrammeDefinition definition, CreditCode applicant, decimal amount)
    {
        if (definition.Partners is not { } rule || definition.Field(rule.Table) is not TableField table) return [];
        var (faults, seen) = (new List<Fault>(), new HashSet<string>());
        var (code, share) = (Column(table, rule.Code)!, Column(table, rule.Share));
        var (rows, place) = (Rows(answers, rule), Place.Form.Of(table));
        foreach (var (index, row) in rows.Index())
        {
            if (Text(row, rule.Code) is not { } text) continue;
            if (text == applicant.Value) faults.Add(FaultTexts.OwnOrganisation(place.Row(index).Of(code)));
            else if (!seen.Add(text)) faults.Add(FaultTexts.NamedTwice(place.Row(index).Of(code)));
        }

        if (share is null || rows.Count == 0) return faults;
        var (sum, all) = (rows.Sum(row => Number(row, share.Key) ?? 0), share is MoneyField ? amount : 100);
        if (sum >= all && all > 0) faults.Add(FaultTexts.Shares(
            place.Of(share), sum, new($"小于 {FaultTexts.Text(all)}", $"less than {FaultTexts.Text(all)}")));
        return faults;
    }

    private static Partner Read(JsonElement row, PartnersRule rule, TableField table, decimal amount)
    {
        var partner = new Partner(CreditCode.Parse(Text(row, rule.Code)!), Text(row, rule.Name) ?? "")
        {
            Role = Text(row, rule.Role) is not { } role ? null
                : (Column(table, rule.Role) as ChoiceField)?.Option(role)?.Label ?? new LocalizedText(role, role),
        };
        if (Number(row, rule.Share) is not { } share) return partner;
        return Column(table, rule.Share) is MoneyField ? partner with { Amount = share } : partner with
        {
            PerCent = share,
            Amount = amount == 0 ? null : Math.Round(amount * share / 100, 2, MidpointRounding.AwayFromZero),
        };
    }

    private static IReadOnlyList<JsonElement> Rows(Answers answers, PartnersRule rule) =>
        answers[rule.Table] is { ValueKind: JsonValueKind.Array } rows ? [.. rows.EnumerateArray()] : [];

    private static ValueField? Column(TableField table, string? key) => table.Columns.FirstOrDefault(column => column.Key == key);

    private static string? Text(JsonElement row, string? key) =>
        key is not null && row.TryGetProperty(key, out var cell) && cell.ValueKind == JsonValueKind.String ? cell.GetString() : null;

    private static decimal? Number(JsonElement row, string? key) =>
        key is not null && row.TryGetProperty(key, out var cell) && cell.ValueKind == JsonValueKind.Number ? cell.GetDecimal() : null;
}
