using System.Text.Json.Nodes;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Warnings;
using FunctionsApp.Warnings.Rules;

namespace App.Tests.Warnings.Rules;

/// <summary>The rules of the app are valid, and one that contradicts itself stops the start with file, path and reason.</summary>
public sealed class RuleCatalogueTests
{
    private const string File = "orders-falling.v1.json";
    private const string Scored = "revenue-unusual.v1.json";

    [Fact]
    public void LoadEmbedded_ShippedRules_AreValid() => Assert.Equal(
        ["exports-falling", "ip-disputes-rising", "orders-falling", "revenue-unusual"],
        RuleCatalogue.LoadEmbedded().Newest.Select(rule => rule.Id));

    [Theory]
    [InlineData(File, "$.id", "\"Orders\"", "kebab-case")]
    [InlineData(File, "$.version", "2", "Version 1")]
    [InlineData(File, "$.name.en", "\" \"", "Both languages")]
    [InlineData(File, "$.watched.indicator", "\"profit\"", "no indicator")]
    [InlineData(File, "$.watched.sectors", "[\"mining\"]", "no sector")]
    [InlineData(File, "$.watched.sectors", "[\"it\",\"it\"]", "twice")]
    [InlineData(File, "$.watched.sectors", "[]", "one at least")]
    [InlineData(File, "$.watched.comparison", "\"Mood\"", "")]
    [InlineData(File, "$.watched.comparison", "\"ZScore\"", "z-score")]
    [InlineData(File, "$.watched.comparison", "\"ShareOfOrganisations\"", "share")]
    [InlineData(File, "$.watched.window", "12", "only there")]
    [InlineData(Scored, "$.watched.window", "5", "6 to 24")]
    [InlineData(Scored, "$.watched.window", "25", "6 to 24")]
    [InlineData("ip-disputes-rising.v1.json", "$.watched.eachPercent", "0", "1 to")]
    [InlineData("ip-disputes-rising.v1.json", "$.thresholds[2].at", "101", "No value")]
    [InlineData(File, "$.thresholds", "[]", "one at least")]
    [InlineData(File, "$.thresholds[1].at", "-15", "worse than -15 of Blue")]
    [InlineData(File, "$.thresholds[1].at", "25", "worse than")]
    [InlineData(File, "$.thresholds[1].level", "\"Blue\"", "rise")]
    [InlineData(File, "$.thresholds[1].level", "\"Purple\"", "")]
    [InlineData(File, "$.thresholds[3].at", "-100", "No value")]
    [InlineData(File, "$.hysteresis", "-1", "negative")]
    [InlineData(File, "$.hysteresis", "10.5", "gap")]
    [InlineData(File, "$.sample.organisations", "2", "3 to")]
    [InlineData(File, "$.sample.sharePercent", "101", "0 to 100")]
    [InlineData(File, "$.validityDays", "91", "1 to 90")]
    [InlineData(File, "$.wording.headline.en", "\"{revenue}\"", "no slot")]
    [InlineData(File, "$.wording.headline.en", "\"\"", "Both languages")]
    [InlineData(File, "$.wording.event.en", "\"{area} and more than what is room for in an event\"", "60 characters")]
    [InlineData(File, "$.colour", "1", "")]
    public void Load_Contradiction_NamesFileAndPath(string file, string path, string value, string reason)
    {
        var errors = Assert.Throws<InvalidDefinitionsException>(() => RuleCatalogue.Load([(file, Changed(file, path, value))])).Errors;

        Assert.Contains(errors, error => error.File == file && error.Message.Contains(reason, StringComparison.Ordinal)
            && (error.Path.StartsWith(path, StringComparison.Ordinal) || path.StartsWith(error.Path, StringComparison.Ordinal)
                || error.Path.StartsWith("$.watched", StringComparison.Ordinal)));
    }

    [Fact]
    public void Load_HysteresisOfTheGap_IsTaken() =>
        Assert.Equal(10, RuleCatalogue.Load([(File, Changed(File, "$.hysteresis", "10"))]).Find("orders-falling")!.Hysteresis);

    [Fact]
    public void Load_SumInAText_IsRefused()
    {
        var errors = Assert.Throws<InvalidDefinitionsException>(
            () => RuleCatalogue.Load([(File, Changed(File, "$.watched.comparison", "\"Level\""))])).Errors;

        Assert.Contains(errors, error => error.Path == "$.wording.headline" && error.Message.Contains("{value}", StringComparison.Ordinal));
    }

    [Fact]
    public void Load_TwoRulesOfOneId_NamesBoth()
    {
        var errors = Assert.Throws<InvalidDefinitionsException>(
            () => RuleCatalogue.Load([(File, Text(File)), ("again.v1.json", Text(File))])).Errors;

        Assert.Contains(errors, error => error.File == "again.v1.json" && error.Path == "$.id");
        Assert.Contains(errors, error => error.Path == "$.version");
    }

    [Fact]
    public void Scopes_ByDistrict_AreTheCityAndEachDistrictOfEachSector() =>
        Assert.Equal(8 * 13, RuleCatalogue.LoadEmbedded().Find("orders-falling")!.Scopes.Distinct().Count());

    [Fact]
    public void Wording_IsFilledAndRounded()
    {
        var wording = RuleWording.Of(RuleSample.Falling, RuleSample.It, new Reading("2026-09", -23.49m, 6));

        Assert.Equal(new LocalizedText("信息技术订单环比下降 23%", "Information technology: orders fall by 23%"), wording.Headline);
        Assert.Equal(new LocalizedText("2026年9月，深圳市，6 家", "September 2026, Shenzhen, 6 organisations"), wording.Description);
    }

    [Fact]
    public void Wording_OfEveryShippedRuleAndScope_CanBePublished() => Assert.All(
        from rule in RuleCatalogue.LoadEmbedded().All
        from scope in rule.Scopes
        select RuleWording.Of(rule, scope, new Reading("2026-09", -123_456.78m, 1_000_000)), wording =>
    {
        Assert.Equal(wording, wording.Checked());
        Assert.DoesNotContain("{", $"{wording.Headline} {wording.Description}"
            .Replace("LocalizedText {", "", StringComparison.Ordinal), StringComparison.Ordinal);
    });

    private static string Text(string file) => DefinitionFiles.Embedded("rules/").Single(each => each.Name == file).Json;

    private static string Changed(string file, string path, string value)
    {
        var json = JsonNode.Parse(Text(file))!;
        var (node, steps) = (json, path[2..].Split('.', '[', ']').Where(step => step.Length > 0).ToArray());
        foreach (var step in steps[..^1]) node = int.TryParse(step, out var index) ? node[index]! : node[step]!;
        node[steps[^1]] = JsonNode.Parse(value);
        return json.ToJsonString();
    }
}
