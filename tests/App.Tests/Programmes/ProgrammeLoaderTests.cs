using System.Text.Json.Nodes;
using App.Tests.Applications;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;

namespace App.Tests.Programmes;

public class ProgrammeLoaderTests
{
    private const string File = "special-fund-rd.v1.json";

    [Fact]
    public void LoadEmbedded_ShippedDefinitions_AreValid() =>
        Assert.Superset(new HashSet<string> { "demonstration-institution", "special-fund-rd" },
            ProgrammeLoader.LoadEmbedded().Select(definition => definition.Programme).ToHashSet());

    [Theory]
    [InlineData("$.marketAdmission", "true", "M13")]
    [InlineData("$.version", "2", "Version 1")]
    [InlineData("$.programme", "\"a\\n\"", "kebab-case")]
    [InlineData("$.version", "0", "1 to")]
    [InlineData("$.fund", "\"treasury\"", "funds")]
    [InlineData("$.fund", "null", "budget")]
    [InlineData("$.measures", "[\"M22\"]", "M21")]
    [InlineData("$.measures", "[]", "1 to 21 items")]
    [InlineData("$.guide.closes", "\"2026-01-04\"", "before opens")]
    [InlineData("$.guide.sectors", "[\"mining\"]", "sector")]
    [InlineData("$.guide.sectors", "[\"it\", \"it\"]", "twice")]
    [InlineData("$.guide.sectors", "[null]", "null")]
    [InlineData("$.guide.maximumAmount", "50000001", "budget")]
    [InlineData("$.documents[0].maxBytes", "0", "1 to")]
    [InlineData("$.documents[0].maxBytes", "2147483649", "1 to")]
    [InlineData("$.documents[0].formats", "[]", "1 to 20 items")]
    [InlineData("$.documents[0].formats", "[9]", "one of Pdf, Docx")]
    [InlineData("$.documents[1].type", "\"application-form\"", "twice")]
    [InlineData("$.documents", "[null]", "null")]
    [InlineData("$.stages[1].kind", "\"Panel\"", "approvals")]
    [InlineData("$.stages[1].role", "\"Wizard\"", "")]
    [InlineData("$.stages[1].role", "\"Applicant\"", "review")]
    [InlineData("$.stages[1].role", "null", "Completeness")]
    [InlineData("$.stages[1].kind", "\"Completeness\"", "first")]
    [InlineData("$.stages[1].name", "\"Department\"", "twice")]
    [InlineData("$.stages[2].approvals", "3", "assignees")]
    [InlineData("$.stages[2].approvals", "0", "assignees")]
    [InlineData("$.stages[2].assignees", "16", "15")]
    [InlineData("$.stages[2].workingDays", "61", "60")]
    [InlineData("$.stages[2].reminderWorkingDays", "5", "workingDays")]
    [InlineData("$.stages[2].secondReminderWorkingDays", "2", "reminderWorkingDays")]
    [InlineData("$.stages[2].secondReminderWorkingDays", "-1", "0 to 58")]
    [InlineData("$.stages[2].delegateWorkingDays", "0", "60")]
    [InlineData("$.stages[2].documents", "[\"diploma\"]", "documents")]
    [InlineData("$.stages", "[]", "1 to 15")]
    [InlineData("$.supplement.rounds", "6", "0 to 5")]
    [InlineData("$.supplement.workingDays", "0", "1 to 60")]
    [InlineData("$.colour", "1", "colour")]
    [InlineData("$.name", "null", "")]
    public void Load_OneValueWrong_SaysWhereAndWhy(string path, string value, string message)
    {
        var error = Errors((File, Changed(path, value)));
        Assert.Contains(error, it => it.File == File && it.Message.Contains(message, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("$.stages[2].workingDays", "60")]
    [InlineData("$.stages[2].reminderWorkingDays", "0")]
    [InlineData("$.stages[2].secondReminderWorkingDays", "1")]
    [InlineData("$.stages[2].reminderWorkingDays", "4")]
    [InlineData("$.supplement.rounds", "0")]
    [InlineData("$.documents[0].maxBytes", "1")]
    [InlineData("$.documents[0].maxBytes", "2147483648")]
    [InlineData("$.guide.closes", "\"2026-01-05\"")]
    public void Load_ValueAtTheBoundary_IsTaken(string path, string value) =>
        Assert.Single(ProgrammeLoader.Load([(File, Changed(path, value))]));

    [Theory]
    [InlineData("SiteVisit", "\"workingDays\": -1", "$.stages[1].workingDays")]
    [InlineData("Defence", "\"workingDays\": 61", "$.stages[1].workingDays")]
    [InlineData("Selection", "\"places\": 0", "$.stages[1].places")]
    [InlineData("Selection", "\"places\": 1001", "$.stages[1].places")]
    [InlineData("Grant", "\"mode\": \"Cash\"", "$.stages[1].mode")]
    [InlineData("Grant", "\"mode\": \"Instalments\", \"agreementWorkingDays\": 0", "$.stages[1].agreementWorkingDays")]
    [InlineData("Grant", "\"mode\": \"Instalments\", \"acceptanceMonths\": 25", "$.stages[1].acceptanceMonths")]
    [InlineData("Recognition", "\"years\": 0", "$.stages[1].years")]
    [InlineData("Recognition", "\"years\": 11", "$.stages[1].years")]
    [InlineData("Recognition", "\"years\": 3, \"renewalMonths\": 13", "$.stages[1].renewalMonths")]
    [InlineData("Referral", "\"institutions\": []", "$.stages[1].institutions")]
    [InlineData("Referral", "\"institutions\": [null]", "$.stages[1].institutions[0]")]
    [InlineData("Referral", "\"institutions\": [{ \"zh-CN\": \"行\", \"en\": \" \" }]", "$.stages[1].institutions[0]")]
    [InlineData("Referral", "\"role\": \"Expert\", \"institutions\": []", "$.stages[1]")]
    public void Load_OutsideStageWrong_SaysWhere(string kind, string members, string path) =>
        Assert.Contains(Errors((File, Changed("$.stages[1]", Stage(kind, members)))),
            error => error.File == File && error.Path.StartsWith(path, StringComparison.Ordinal));

    [Theory]
    [InlineData("SiteVisit", "\"workingDays\": 1")]
    [InlineData("Defence", "\"documents\": [\"work-plan\"]")]
    [InlineData("Selection", "\"places\": 1000")]
    [InlineData("Selection", "\"places\": null")]
    [InlineData("Grant", "\"mode\": \"AfterAcceptance\", \"agreementWorkingDays\": 60, \"acceptanceMonths\": 24")]
    [InlineData("Recognition", "\"years\": 10, \"renewalMonths\": 12")]
    [InlineData("Referral", "\"institutions\": [{ \"zh-CN\": \"银行\", \"en\": \"Bank\" }]")]
    public void Load_OutsideStageAtTheBoundary_IsTakenAndNotHeld(string kind, string members)
    {
        var definition = Assert.Single(ProgrammeLoader.Load([(File, Changed("$.stages[1]", Stage(kind, members)))]));
        Assert.Equal(kind, definition.Stages[1].Kind);
        Assert.Equal(["Completeness", "Department", "LeadingGroup"], definition.Held.Select(stage => stage.Name));
    }

    [Fact]
    public void Load_NoStageHeld_IsRefused() =>
        Assert.Contains(Errors((File, Changed("$.stages", $"[{Stage("SiteVisit", "\"workingDays\": 5")}]"))),
            error => error.Path == "$.stages" && error.Message.Contains("decides", StringComparison.Ordinal));

    [Fact]
    public void Load_StageWithoutKind_SaysWhere()
    {
        var file = JsonNode.Parse(Changed("$.version", "1"))!;
        file["stages"]![1]!.AsObject().Remove("kind");
        Assert.Contains(Errors((File, file.ToJsonString())), error =>
            error.File == File && error.Path.StartsWith("$.stages[1]", StringComparison.Ordinal) && error.Message == "Must have a kind.");
    }

    [Fact]
    public void Load_SeveralErrorsInSeveralFiles_ListsAll()
    {
        var errors = Errors(
            (File, Changed("$.marketAdmission", "true")), ("b.v1.json", "{"), ("c.v1.json", Changed("$.supplement.rounds", "9")));
        Assert.Superset(new HashSet<string> { File, "b.v1.json", "c.v1.json" }, errors.Select(error => error.File).ToHashSet());
        Assert.Contains(errors, error => error.File == "c.v1.json" && error.Message.Contains(File));
    }

    [Fact]
    public void Catalogue_ForNew_TakesTheNewestOpenVersion()
    {
        var guide = Examples.Institution.Guide with { Year = 2027, Opens = new DateOnly(2027, 3, 1), Closes = new DateOnly(2027, 4, 30) };
        var second = Examples.Institution with { Version = 2, Guide = guide };
        var catalogue = new ProgrammeCatalogue([second, Examples.Institution]);
        Assert.Equal(1, catalogue.ForNew(second.Programme, new DateOnly(2026, 4, 30)).Version);
        Assert.Equal(2, catalogue.ForNew(second.Programme, new DateOnly(2027, 3, 1)).Version);
        Assert.Equal(2, catalogue.ForNew(second.Programme, new DateOnly(2026, 6, 1)).Version);
        Assert.Null(catalogue.Find(second.Programme, 3));
        Assert.Null(catalogue.Find(second.Programme, 0));
        Assert.Equal("unknown-programme", Examples.Slug(() => catalogue.ForNew("nowhere", new DateOnly(2026, 6, 1))));
    }

    [Fact]
    public void Catalogue_VersionGap_IsRefused() =>
        Assert.Throws<InvalidDefinitionsException>(
            () => new ProgrammeCatalogue([Examples.Institution, Examples.Institution with { Version = 3 }]));

    private static string Stage(string kind, string members) =>
        $$"""{ "name": "Second", "kind": "{{kind}}", "title": { "zh-CN": "阶段", "en": "Stage" }, {{members}} }""";

    private static IReadOnlyList<DefinitionError> Errors(params (string, string)[] files) =>
        Assert.Throws<InvalidDefinitionsException>(() => ProgrammeLoader.Load(files)).Errors;

    /// <summary>A valid file with one value changed.</summary>
    internal static string Changed(string path, string value)
    {
        var root = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(Examples.Fund, AppJson.Options))!;
        var node = root;
        var steps = path[2..].Replace("[", ".").Replace("]", "").Split('.');
        foreach (var step in steps[..^1]) node = int.TryParse(step, out var index) ? node![index] : node![step];
        if (int.TryParse(steps[^1], out var last)) node![last] = JsonNode.Parse(value);
        else node![steps[^1]] = JsonNode.Parse(value);
        return root.ToJsonString();
    }
}
