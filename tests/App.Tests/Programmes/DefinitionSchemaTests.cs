using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsApp.Programmes;
using Json.Schema;

namespace App.Tests.Programmes;

/// <summary>The published schema, judged by a validator of its own, says what the loader says.</summary>
public class DefinitionSchemaTests
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(Encoding.UTF8.GetString(DefinitionSchema.Bytes));

    public static TheoryData<string> Shipped
    {
        get
        {
            var assembly = typeof(ProgrammeLoader).Assembly;
            return new(assembly.GetManifestResourceNames().Where(name => name.StartsWith("programmes/", StringComparison.Ordinal)).Order());
        }
    }

    [Fact]
    public void Schema_IsOneOfItsDialect() =>
        Assert.True(MetaSchemas.Draft202012.Evaluate(JsonDocument.Parse(DefinitionSchema.Bytes).RootElement).IsValid);

    [Theory]
    [MemberData(nameof(Shipped))]
    public void ShippedDefinition_IsTaken(string file)
    {
        using var reader = new StreamReader(typeof(ProgrammeLoader).Assembly.GetManifestResourceStream(file)!);
        Assert.Empty(Faults(reader.ReadToEnd()));
    }

    [Theory]
    [InlineData("$.programme", "\"Research\"")]
    [InlineData("$.programme", "\"research-\"")]
    [InlineData("$.version", "0")]
    [InlineData("$.version", "1.5")]
    [InlineData("$.name", "null")]
    [InlineData("$.name", "{ \"zh-CN\": \"研发\" }")]
    [InlineData("$.name.en", "\" \"")]
    [InlineData("$.measures", "[]")]
    [InlineData("$.marketAdmission", "null")]
    [InlineData("$.marketAdmission", "\"false\"")]
    [InlineData("$.guide.year", "2011")]
    [InlineData("$.guide.opens", "\"2026-13-01\"")]
    [InlineData("$.guide.budget", "\"1\"")]
    [InlineData("$.guide.sectors", "[]")]
    [InlineData("$.documents", "[]")]
    [InlineData("$.documents[0].type", "\"Work plan\"")]
    [InlineData("$.documents[0].formats", "[\"Exe\"]")]
    [InlineData("$.documents[0].formats", "[0]")]
    [InlineData("$.documents[0].maxBytes", "2147483649")]
    [InlineData("$.form", "[{ \"key\": \"plan\", \"kind\": \"Text\", \"label\": { \"zh-CN\": \"计划\", \"en\": \"Plan\" } }]")]
    [InlineData("$.form", "[{ \"key\": \"plan\", \"kind\": \"Song\", \"label\": { \"zh-CN\": \"计划\", \"en\": \"Plan\" } }]")]
    [InlineData("$.stages", "[]")]
    [InlineData("$.stages[1].kind", "\"Wizardry\"")]
    [InlineData("$.stages[1].name", "\"district\"")]
    [InlineData("$.stages[1].role", "\"Wizard\"")]
    [InlineData("$.stages[1].assignees", "16")]
    [InlineData("$.stages[1].workingDays", "0")]
    [InlineData("$.stages[1].delegateWorkingDays", "61")]
    [InlineData("$.stages[1].colour", "1")]
    [InlineData("$.supplement.rounds", "6")]
    [InlineData("$.supplement", "{ \"rounds\": 1 }")]
    [InlineData("$.colour", "1")]
    public void ValueThatTheLoaderRefusesByItself_IsRefused(string path, string value)
    {
        var file = ProgrammeLoaderTests.Changed(path, value);
        Assert.Throws<InvalidDefinitionsException>(() => ProgrammeLoader.Load([("special-fund-rd.v1.json", file)]));
        Assert.NotEmpty(Faults(file));
    }

    [Theory]
    [InlineData("$.guide.closes", "null")]
    [InlineData("$.documents[0].maxBytes", "2147483648")]
    [InlineData("$.stages[1].workingDays", "60")]
    [InlineData("$.stages[1].documents", "[]")]
    [InlineData("$.supplement.rounds", "5")]
    [InlineData("$.form", "[{ \"label\": { \"zh-CN\": \"计划\", \"en\": \"Plan\" }, \"maxLength\": 10000, \"key\": \"plan\", \"kind\": \"Text\" }]")]
    public void ValueThatTheLoaderTakes_IsTaken(string path, string value)
    {
        var file = ProgrammeLoaderTests.Changed(path, value);
        Assert.Single(ProgrammeLoader.Load([("special-fund-rd.v1.json", file)]));
        Assert.Empty(Faults(file));
    }

    [Fact]
    public void DayLeftOut_IsRefusedByBoth()
    {
        var file = JsonNode.Parse(ProgrammeLoaderTests.Changed("$.supplement.rounds", "1"))!;
        file["stages"]![1]!.AsObject().Remove("workingDays");
        var error = Assert.Throws<InvalidDefinitionsException>(() => ProgrammeLoader.Load([("special-fund-rd.v1.json", file.ToJsonString())]));
        Assert.Contains(error.Errors, each => each.Path == "$.stages[1].workingDays" && each.Message == "Must be 1 to 60.");
        Assert.NotEmpty(Faults(file.ToJsonString()));
    }

    private static IReadOnlyList<string> Faults(string file)
    {
        var found = Schema.Evaluate(JsonDocument.Parse(file).RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true });
        if (found.IsValid) return [];
        return [.. (found.Details ?? []).SelectMany(detail => (detail.Errors ?? new Dictionary<string, string>()).Values.Select(error => $"{detail.InstanceLocation}: {error}"))];
    }
}
